import { scenes } from './scenes.mjs';
import { steps } from './steps.mjs';

/** @type {import('../write-lesson.mjs').LessonSource} */
export const failsafePorts = {
  lesson: {
    id: 'failsafe-ports',
    title: 'Failsafe ports',
    summary: 'What stays open whatever your policies say, for whom it does not, and how to do without it.',
    minutes: 30,
  },
  positions: {
    'external/internet': [110, 60],
    'ExternalNetwork.firewright.dev/office': [620, 60],
    'HostEndpoint.projectcalico.org/edge-1': [110, 320],
    'HostEndpoint.projectcalico.org/edge-2': [620, 320],
    'Pod/apps/jump': [365, 480],
  },
  scenes,
  steps,
};
