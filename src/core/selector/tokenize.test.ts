import { describe, expect, test } from 'vitest';
import { tokenize } from './tokenize.ts';

describe('cuts text into tokens that know where they stand', () => {
  const cases: readonly (readonly [text: string, tokens: readonly string[]])[] = [
    ['', ['end@0-0']],
    ['  ', ['end@2-2']],
    ['a=="b"', ['label@0-1=a', '==@1-3', 'string@3-6=b', 'end@6-6']],
    [
      " has( a ) && ! b starts  with 'x y'",
      [
        'has(@1-5',
        'label@6-7=a',
        ')@8-9',
        '&&@10-12',
        '!@13-14',
        'label@15-16=b',
        'starts-with@17-29',
        'string@30-35=x y',
        'end@35-35',
      ],
    ],
    ['in in{"a",}', ['label@0-2=in', 'in@3-5', '{@5-6', 'string@6-9=a', ',@9-10', '}@10-11', 'end@11-11']],
    ['all()||global()', ['all(@0-4', ')@4-5', '||@5-7', 'global(@7-14', ')@14-15', 'end@15-15']],
    ['xhas(', ['label@0-4=xhas', '(@4-5', 'end@5-5']],
    ['a notin', ['label@0-1=a', 'not-in@2-7', 'end@7-7']],
  ];
  test.each(cases)('%j', (text, expected) => {
    const { tokens, error } = tokenize(text);
    const shown = tokens.map(
      ({ kind, start, end, value }) => `${kind}@${start}-${end}${value === '' ? '' : `=${value}`}`,
    );
    expect({ shown, error }).toEqual({ shown: expected, error: null });
  });
});

test('keeps what it read before the text goes wrong', () => {
  expect(tokenize('has(a) & b')).toEqual({
    tokens: [
      { kind: 'has(', start: 0, end: 4, value: '' },
      { kind: 'label', start: 4, end: 5, value: 'a' },
      { kind: ')', start: 5, end: 6, value: '' },
    ],
    error: { position: 7, message: '"and" is written &&, not &' },
  });
});
