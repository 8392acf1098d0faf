import { scenes } from './scenes.mjs';
import { steps } from './steps.mjs';

/** @type {import('../write-lesson.mjs').LessonSource} */
export const firewallTheNodes = {
  lesson: {
    id: 'firewall-the-nodes',
    title: 'Firewall the nodes',
    summary:
      'Host endpoints and a tier of their own: a firewall for the nodes themselves, and what the engine makes of it.',
    minutes: 45,
  },
  positions: {
    'Pod/dev/frontend': [110, 70],
    'Pod/prod/backend': [720, 70],
    'host/policy-llm-control-plane': [110, 300],
    'host/policy-llm-worker': [720, 300],
    'HostEndpoint.projectcalico.org/node-control-plane': [110, 300],
    'HostEndpoint.projectcalico.org/node-worker': [720, 300],
    'Pod/calico-system/calico-node': [110, 420],
    'Pod/kube-system/kube-apiserver': [355, 420],
    'Pod/dev/debug': [965, 420],
    'Namespace/calico-system': [608, 570],
    'Namespace/kube-system': [838, 570],
    'external/internet': [418, 152],
  },
  scenes,
  steps,
};
