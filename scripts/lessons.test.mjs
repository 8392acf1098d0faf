import { expect, test } from 'vitest';
import { lessonFiles, writtenLessons } from './lessons.mjs';

test('assets/lessons is what node scripts/lessons.mjs writes', () => {
  expect(writtenLessons()).toEqual(lessonFiles());
});
