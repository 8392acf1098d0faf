import { defaultDeny } from './default-deny-without-lock-out/lesson.mjs';
import { failsafePorts } from './failsafe-ports/lesson.mjs';
import { firewallTheNodes } from './firewall-the-nodes/lesson.mjs';
import { protectKubernetesNodes } from './protect-kubernetes-nodes/lesson.mjs';
import { stagedRollOut } from './staged-roll-out/lesson.mjs';
import { tiersPassAndBaseline } from './tiers-pass-and-the-baseline/lesson.mjs';

/** The lessons that come with the program, by the names of their files. @type {Readonly<Record<string, import('./write-lesson.mjs').LessonSource>>} */
export const lessons = {
  'firewall-the-nodes': firewallTheNodes,
  'protect-kubernetes-nodes': protectKubernetesNodes,
  'default-deny-without-lock-out': defaultDeny,
  'failsafe-ports': failsafePorts,
  'staged-roll-out': stagedRollOut,
  'tiers-pass-and-the-baseline': tiersPassAndBaseline,
};
