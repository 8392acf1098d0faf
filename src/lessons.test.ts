import { expect, test } from 'vitest';
import { openDesign } from './core/file/design-file.ts';
import { lessonOf } from './core/lesson/lesson-of.ts';
import { lessons } from './lessons.ts';

const files = import.meta.glob('../assets/lessons/*.firewright.yaml');

test('every lesson file is in the list', () => {
  expect(lessons.map(({ name }) => `../assets/lessons/${name}`).toSorted()).toEqual(Object.keys(files).toSorted());
});

test.each(lessons)('the list says of $name what its file says', async ({ name, read, ...told }) => {
  const lesson = lessonOf(openDesign([{ name, text: await read() }]).document);
  expect(lesson).toMatchObject(told);
});
