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
    'Pod/kube-system/coredns': [100, 70],
    'Pod/shop/web': [955, 450],
    'ExternalNetwork.firewright.dev/office': [527, 60],
    'external/internet': [527, 450],
    'host/master-2': [100, 270],
    'host/master-1': [385, 270],
    'host/node1': [670, 270],
    'host/node2': [955, 270],
    'host/master-2-auto-hep': [100, 270],
    'host/master-1-auto-hep': [385, 270],
    'host/node1-auto-hep': [670, 270],
    'host/node2-auto-hep': [955, 270],
  },
  scenes,
  steps,
};
