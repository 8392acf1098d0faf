import { expect, test } from 'vitest';
import { hostErrorOf, isCancelled } from './browser-errors.ts';

const name = 'a.yaml';

test.each([
  ['NotFoundError', { reason: 'not-found', name }],
  ['NotAllowedError', { reason: 'forbidden', name }],
  ['SecurityError', { reason: 'forbidden', name }],
  ['NotReadableError', { reason: 'forbidden', name }],
  ['NoModificationAllowedError', { reason: 'read-only', name }],
  ['QuotaExceededError', { reason: 'disk-full', name }],
  ['InvalidStateError', { reason: 'failed', name, message: 'words' }],
])('%s', (kind, expected) => {
  expect(hostErrorOf(new DOMException('words', kind), name)).toEqual(expected);
});

test('only an AbortError is the user’s own wish', () => {
  const errors = [
    new DOMException('', 'AbortError'),
    new DOMException('', 'NotAllowedError'),
    new Error('x'),
    null,
    'x',
  ];
  expect(errors.map(isCancelled)).toEqual([true, false, false, false, false]);
});
