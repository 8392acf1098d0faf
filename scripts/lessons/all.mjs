import { firewallTheNodes } from './firewall-the-nodes/lesson.mjs';
import { protectKubernetesNodes } from './protect-kubernetes-nodes/lesson.mjs';

/** The lessons that come with the program, by the names of their files. @type {Readonly<Record<string, import('./write-lesson.mjs').LessonSource>>} */
export const lessons = {
  'firewall-the-nodes': firewallTheNodes,
  'protect-kubernetes-nodes': protectKubernetesNodes,
};
