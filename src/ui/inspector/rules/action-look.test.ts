import { expect, test } from 'vitest';
import { actionLook } from './action-look.ts';

test.each([
  ['Allow', 'allow'],
  ['Accept', 'allow'],
  ['Deny', 'deny'],
  ['Pass', 'other'],
  ['Log', 'other'],
  ['', 'other'],
])('%s looks like %s', (action, look) => {
  expect(actionLook(action)).toBe(look);
});
