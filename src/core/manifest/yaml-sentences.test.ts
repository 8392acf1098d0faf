import { expect, test } from 'vitest';
import { sentenceOf } from './yaml-sentences.ts';

const cases: readonly (readonly [reason: string, lineBefore: string, sentence: string])[] = [
  ['bad indentation of a mapping entry', '  ', 'This line is not indented like its neighbours.'],
  [
    'bad indentation of a mapping entry',
    'a: b',
    'The value ended before this character: a space may be missing behind a colon, or the text needs quotes around it.',
  ],
  ['nesting exceeded maxDepth (201)', '', 'The values are nested more than 200 levels deep.'],
  ['undeclared tag handle "!e!"', '', 'The tag uses a handle that no %TAG line declares.'],
  ['something that a later parser says', '', 'This is not valid YAML.'],
  ['constructor', '', 'This is not valid YAML.'],
];

test.each(cases)('%s behind "%s"', (reason, lineBefore, sentence) => {
  expect(sentenceOf(reason, lineBefore)).toBe(sentence);
});
