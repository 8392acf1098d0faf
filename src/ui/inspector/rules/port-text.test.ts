import { expect, test } from 'vitest';
import { parsePortText } from './port-text.ts';

test.each([
  ['80', { kind: 'range', first: 80, last: 80 }],
  ['2379:2380', { kind: 'range', first: 2379, last: 2380 }],
  ['2379 - 2380', { kind: 'range', first: 2379, last: 2380 }],
  ['http', { kind: 'name', name: 'http' }],
  ['http-alt', { kind: 'name', name: 'http-alt' }],
])('%s is a port', (text, expected) => {
  expect(parsePortText(text)).toEqual({ ok: true, value: expected });
});

test.each([
  ['0', '0 is no port: they go from 1 to 65535.'],
  ['80:70000', '70000 is no port: they go from 1 to 65535.'],
  ['90:80', '90:80 runs backwards: the smaller port comes first.'],
  ['90:', '“90:”: a range has a port on both sides, as in 2379:2380.'],
  ['8o.', '“8o.”: “.” at character 3 can’t stand in a port or its name.'],
  [
    'a-name-too-long-to-be',
    '“a-name-too-long-to-be” is no port: a number, a range such as 2379:2380, or a name of at most 15 letters and digits.',
  ],
])('%s is refused with its place', (text, sentence) => {
  expect(parsePortText(text)).toEqual({ ok: false, error: sentence });
});
