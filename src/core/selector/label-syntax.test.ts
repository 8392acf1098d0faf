import { describe, expect, test } from 'vitest';
import { isValidLabelKey, isValidLabelValue } from './label-syntax.ts';

describe('label keys', () => {
  const good = [
    'a',
    'App',
    'a.b_c-d',
    '0',
    'a'.repeat(63),
    'projectcalico.org/namespace',
    `${'a'.repeat(253)}/b`,
    'has',
  ];
  const bad = [
    '',
    '-a',
    'a-',
    'a b',
    'ä',
    'a'.repeat(64),
    '/a',
    'a/',
    'a/b/c',
    'Upper.example/a',
    'a..b/c',
    '-a.b/c',
    'a_b/c',
    `${'a'.repeat(254)}/b`,
    'a\n',
  ];
  test.each(good)('%j is one', (key) => expect(isValidLabelKey(key)).toBe(true));
  test.each(bad)('%j is none', (key) => expect(isValidLabelKey(key)).toBe(false));
});

describe('label values', () => {
  test.each(['', 'a', 'A.b_c-1', 'a'.repeat(63)])('%j is one', (value) => expect(isValidLabelValue(value)).toBe(true));
  test.each(['-', 'a.', 'a b', 'a/b', 'a'.repeat(64), 'a\n', 'é'])('%j is none', (value) =>
    expect(isValidLabelValue(value)).toBe(false),
  );
});
