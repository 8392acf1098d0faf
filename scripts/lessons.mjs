import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lessons } from './lessons/all.mjs';
import { isEntryPoint } from './entry-point.mjs';
import { writeLesson } from './lessons/write-lesson.mjs';
import { root } from './paths.mjs';

/*
 * `node scripts/lessons.mjs` writes the lessons that come with the program, assets/lessons, from scripts/lessons.
 */

const folder = join(root, 'assets/lessons');

/** The files as they shall be, by name. */
export function lessonFiles() {
  return new Map(Object.entries(lessons).map(([name, source]) => [`${name}.firewright.yaml`, writeLesson(source)]));
}

/** The files as they are, by name. */
export function writtenLessons() {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

if (isEntryPoint(import.meta.url)) {
  for (const [name, text] of lessonFiles()) writeFileSync(join(folder, name), text);
}
