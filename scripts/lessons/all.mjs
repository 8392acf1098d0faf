import { firewallTheNodes } from './firewall-the-nodes.mjs';
import { protectKubernetesNodes } from './protect-kubernetes-nodes.mjs';

/** The lessons that come with the program, by the names of their files. @type {Readonly<Record<string, import('./write-lesson.mjs').LessonSource>>} */
export const lessons = {
  'firewall-the-nodes': firewallTheNodes,
  'protect-kubernetes-nodes': protectKubernetesNodes,
};
