import { scenes } from './scenes.mjs';
import { steps } from './steps.mjs';

/** @type {import('../write-lesson.mjs').LessonSource} */
export const protectKubernetesNodes = {
  lesson: {
    id: 'protect-kubernetes-nodes',
    title: 'Protect Kubernetes nodes',
    summary:
      'Automatic host endpoints that follow their nodes, four policies for masters, loopback and kubelets, and the failsafe ports on and off.',
    minutes: 60,
  },
  positions: {
    'Pod/kube-system/coredns': [110, 70],
    'Pod/shop/web': [990, 70],
    'ExternalNetwork.firewright.dev/office': [550, 60],
    'external/internet': [550, 470],
    'host/master-2': [110, 290],
    'host/master-1': [400, 290],
    'host/node1': [700, 290],
    'host/node2': [990, 290],
    'host/master-2-auto-hep': [110, 290],
    'host/master-1-auto-hep': [400, 290],
    'host/node1-auto-hep': [700, 290],
    'host/node2-auto-hep': [990, 290],
  },
  scenes,
  steps,
};
