import { scenes } from './scenes.mjs';
import { steps } from './steps.mjs';

/** @type {import('../write-lesson.mjs').LessonSource} */
export const stagedRollOut = {
  lesson: {
    id: 'staged-roll-out',
    title: 'Staged roll-out',
    summary: 'Prepare policies in a running cluster, see what they would do, then put them into force.',
    minutes: 30,
  },
  positions: {
    'Pod/shop/web': [100, 70],
    'Pod/shop/api': [100, 210],
    'Pod/shop/report': [100, 350],
    'Pod/shop/db': [400, 140],
    'Pod/ops/scraper': [680, 70],
    'HostEndpoint.projectcalico.org/node-a': [680, 240],
    'HostEndpoint.projectcalico.org/node-b': [960, 240],
    'host/node-a': [680, 240],
    'host/node-b': [960, 240],
    'ExternalNetwork.firewright.dev/office': [680, 400],
    'external/internet': [960, 400],
  },
  scenes,
  steps,
};
