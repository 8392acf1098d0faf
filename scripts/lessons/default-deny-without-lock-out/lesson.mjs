import { scenes } from './scenes.mjs';
import { steps } from './steps.mjs';

/** @type {import('../write-lesson.mjs').LessonSource} */
export const defaultDeny = {
  lesson: {
    id: 'default-deny-without-lock-out',
    title: 'Default deny without locking yourself out',
    summary: 'Deny everything that nobody asked for, to pods and to hosts, and keep the cluster alive while you do it.',
    minutes: 35,
  },
  positions: {
    'Pod/kube-system/dns': [110, 70],
    'Pod/shop/web': [430, 70],
    'Pod/shop/db': [750, 70],
    'HostEndpoint.projectcalico.org/worker-a': [110, 290],
    'HostEndpoint.projectcalico.org/control': [430, 290],
    'HostEndpoint.projectcalico.org/worker-b': [750, 290],
    'ExternalNetwork.firewright.dev/admins': [110, 450],
    'ExternalNetwork.firewright.dev/registry': [430, 450],
    'external/internet': [750, 450],
  },
  scenes,
  steps,
};
