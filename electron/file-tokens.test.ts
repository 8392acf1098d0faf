import { expect, test } from 'vitest';
import type { FileToken } from '../src/host/app-host.ts';
import { FileTokens } from './file-tokens.ts';

test('a path has one token, which tells nothing of the path', () => {
  const tokens = new FileTokens();
  const token = tokens.tokenFor('/home/a.yaml');
  expect(tokens.tokenFor('/home/a.yaml')).toBe(token);
  expect(tokens.pathOf(token)).toBe('/home/a.yaml');
  expect(token).toMatch(/^[0-9a-f-]{36}$/);
});

test('another window’s token, a path and a property name stand for nothing', () => {
  const token = new FileTokens().tokenFor('/home/a.yaml');
  const tokens = new FileTokens();
  // What a hostile page may send in place of a token.
  const hostile = [token, '/home/a.yaml', '__proto__', 'constructor'] as FileToken[];
  expect(hostile.map((guess) => tokens.pathOf(guess))).toEqual([null, null, null, null]);
});
