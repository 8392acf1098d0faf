import { expect, test } from 'vitest';
import { parseLabelText } from './label-text.ts';

test.each([
  ['app=web', 'app', 'web'],
  [' role = node ', 'role', 'node'],
  ['gpu', 'gpu', ''],
  ['a/b=', 'a/b', ''],
  ['a=b=c', 'a', 'b=c'],
])('"%s" is the label %s with the value "%s"', (text, key, value) => {
  expect(parseLabelText(text)).toEqual({ ok: true, value: { key, value } });
});

test.each(['', '  ', '=web', 'two words=x'])('"%s" is none', (text) => {
  expect(parseLabelText(text).ok).toBe(false);
});
