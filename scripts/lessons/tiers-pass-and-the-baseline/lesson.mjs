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
    'Pod/shop/db': [480, 70],
    'Pod/partner/crawler': [480, 300],
    'Pod/ops/monitor': [110, 300],
  },
  scenes,
  steps,
};
