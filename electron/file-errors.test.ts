import { expect, test } from 'vitest';
import { hostErrorOf } from './file-errors.ts';

const name = 'a.yaml';
const failure = (code: string): Error => Object.assign(new Error(`${code}: open '/secret/path/a.yaml'`), { code });

test.each([
  ['ENOENT', { reason: 'not-found', name }],
  ['ENOTDIR', { reason: 'not-found', name }],
  ['EACCES', { reason: 'forbidden', name }],
  ['EPERM', { reason: 'forbidden', name }],
  ['EROFS', { reason: 'read-only', name }],
  ['ENOSPC', { reason: 'disk-full', name }],
  ['EDQUOT', { reason: 'quota-full', name }],
  ['EIO', { reason: 'disk-error', name }],
  ['EWHATEVER', { reason: 'failed', name, message: 'EWHATEVER' }],
])('%s is told without the path', (code, expected) => {
  expect(hostErrorOf(failure(code), name)).toEqual(expected);
});

test('an error of our own keeps its words', () => {
  expect(hostErrorOf(new Error('too many'), name)).toEqual({ reason: 'failed', name, message: 'too many' });
});
