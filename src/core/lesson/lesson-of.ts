import { designSpecOf } from '../edit/plan-design.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { Lesson } from '../model/lesson.ts';

/** The lesson that a design file is; null: it is none. */
export function lessonOf(document: ClusterDocument): Lesson | null {
  return designSpecOf(document).lesson;
}
