import { expect, test } from 'vitest';
import { wishCaption, wishSentence } from './arrow-wish.ts';
import type { ArrowWish } from './element-spec.ts';

const rows: readonly (readonly [ArrowWish, caption: string, sentence: string])[] = [
  [{ state: null, texts: ['TCP 22'] }, 'TCP 22', 'Drawn flow: TCP 22'],
  [{ state: 'met', texts: ['TCP 22 allowed'] }, '✓ TCP 22 allowed', 'As expected: TCP 22 allowed'],
  [
    { state: 'missed', texts: ['all traffic denied', 'UDP 53 allowed'] },
    '✗ all traffic denied +1',
    'Not as expected: all traffic denied, UDP 53 allowed',
  ],
  [
    { state: 'unknown', texts: ['ICMP allowed'] },
    '? ICMP allowed',
    'Can’t be evaluated whether it is as expected: ICMP allowed',
  ],
];
test.each(rows)('%o', (wish, caption, sentence) => {
  expect([wishCaption(wish), wishSentence(wish)]).toEqual([caption, sentence]);
});

test('nothing is said where no flow says anything', () => {
  expect(wishCaption(null)).toBe('');
});
