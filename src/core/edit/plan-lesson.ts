import { withLesson } from '../manifest/write-lesson.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { Lesson } from '../model/lesson.ts';
import type { Patch } from './patch.ts';
import { designPatch } from './plan-design.ts';

/** @param lesson null: the design is no lesson any more */
export function planLesson(document: ClusterDocument, lesson: Lesson | null): Patch {
  return designPatch(document, (design) => withLesson(design, lesson));
}
