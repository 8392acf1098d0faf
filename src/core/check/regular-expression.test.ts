import { expect, test } from 'vitest';
import { isRegularExpression } from './regular-expression.ts';

const good = ['', 'eth.*', '^(eth|ens)[0-9]+$', '(?i)eth', '(?P<a>x)', '(?i:x)y', 'x{2,3}', '\\d+\\.'];
const bad = ['*', '(', '[a', 'a(?=b)', 'a(?!b)', '(?<!a)b', '(a)\\1', 'a**'];

test.each(good)('RE2 takes %j', (text) => {
  expect(isRegularExpression(text)).toBe(true);
});

test.each(bad)('RE2 refuses %j', (text) => {
  expect(isRegularExpression(text)).toBe(false);
});
