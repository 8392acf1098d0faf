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
    'Pod/shop/web': [110, 70],
    'Pod/shop/api': [430, 70],
    'Pod/shop/report': [430, 220],
    'Pod/shop/db': [750, 70],
    'Pod/ops/scraper': [750, 290],
    'HostEndpoint.projectcalico.org/node-a': [110, 470],
    'HostEndpoint.projectcalico.org/node-b': [430, 470],
    'ExternalNetwork.firewright.dev/office': [110, 640],
    'external/internet': [430, 640],
  },
  scenes,
  steps,
};
