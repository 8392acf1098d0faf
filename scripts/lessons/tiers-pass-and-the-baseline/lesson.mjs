import { scenes } from './scenes.mjs';
import { steps } from './steps.mjs';

/** @type {import('../write-lesson.mjs').LessonSource} */
export const tiersPassAndBaseline = {
  lesson: {
    id: 'tiers-pass-and-the-baseline',
    title: 'Tiers, Pass and the baseline',
    summary:
      'Who is asked first, what the end of a tier does, and why neither Admin nor baseline means what it seems to.',
    minutes: 35,
  },
  positions: {
    'Pod/shop/web': [110, 70],
    'Pod/shop/db': [430, 70],
    'Pod/partner/crawler': [110, 250],
    'Pod/ops/monitor': [430, 250],
    'host/node-a': [720, 70],
    'host/node-b': [720, 250],
    'external/internet': [270, 400],
  },
  scenes,
  steps,
};
