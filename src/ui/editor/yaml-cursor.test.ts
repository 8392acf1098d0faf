import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anItem, yamlCursorAt } from './yaml-cursor.ts';

/** The caret is where the bar stands. */
function at(text: string): ReturnType<typeof yamlCursorAt> {
  return yamlCursorAt(text.replace('|', ''), text.indexOf('|'));
}
const steps = (text: string): unknown =>
  at(text)
    ?.path.map((step) => (step === anItem ? '-' : step))
    .join('.');

test.each([
  ['|', ''],
  ['spec:\n  |', 'spec'],
  ['spec:\n|', ''],
  ['spec:\n  a: 1\n\n  # words\n  |', 'spec'],
  ['spec:\n  ingress:\n    - |', 'spec.ingress.-'],
  ['spec:\n  ingress:\n  - |', 'spec.ingress.-'],
  ['spec:\n  ingress:\n  - action: Allow\n    |', 'spec.ingress.-'],
  [
    'spec:\n  ingress:\n  - action: Allow\n    source:\n      nets:\n      - 1.2.3.4/32\n      - |',
    'spec.ingress.-.source.nets.-',
  ],
  ['spec:\n  ingress:\n  - action: Allow\n  egress:\n  - |', 'spec.egress.-'],
  ['a:\n- - b: 1\n    |', 'a.-.-'],
  ['kind: Pod\n---\nspec:\n  |', 'spec'],
  ['"quoted key":\n  |', 'quoted key'],
])('%j stands in %s', (text, path) => {
  expect([at(text)?.slot, steps(text)]).toEqual(['key', path]);
});

test.each([
  ['kind: |', 'kind', ''],
  ['spec:\n  tier: de|', 'spec.tier', 'de'],
  ['spec:\n  ingress:\n  - action: A|', 'spec.ingress.-.action', 'A'],
  ['spec:\n  selector: app == |', 'spec.selector', 'app == '],
  ['metadata:\n  labels:\n    app.kubernetes.io/name: w|', 'metadata.labels.app.kubernetes.io/name', 'w'],
])('%j is the value of %s', (text, path, word) => {
  expect([at(text)?.slot, steps(text), at(text)?.word]).toEqual(['value', path, word]);
});

test.each([
  ['# words |'],
  ['a: "quoted |'],
  ['a: {b: |'],
  ['a: [1, |'],
  ['a:|'],
  ['a: 1 # words |'],
  ['a: >|'],
  ['some words |'],
])('%j is no place to complete', (text) => {
  expect(at(text)).toBeNull();
});

test('the document’s own kind counts, wherever it stands', () => {
  const text = 'apiVersion: v1\nkind: Pod\n---\nspec:\n  |\nkind: "Tier" # words\napiVersion: projectcalico.org/v3\n';
  expect([at(text)?.apiVersion, at(text)?.kind]).toEqual(['projectcalico.org/v3', 'Tier']);
});

describe('what stands beside it', () => {
  test.each([
    ['a: 1\n|\nb: 2\n', ['a', 'b']],
    ['spec:\n  a: 1\n  |\n  b:\n    c: 1\nother: 1', ['a', 'b']],
    ['x:\n- a: 1\n  |\n  b: 1\n- c: 1\n', ['a', 'b']],
    ['x:\n- a: 1\n- |\n  b: 1\n- c: 1\n', ['b']],
  ])('in %j', (text, siblings) => {
    expect(at(text)?.siblings.toSorted()).toEqual(siblings);
  });
});

test('whatever the text is, it is read or left alone', () => {
  const text = fc.array(fc.constantFrom('a', ':', ' ', '  ', '-', '\n', '#', '"', '{', '---', '\t', 'kind: Pod'), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(text, fc.nat(40), (parts, offset) => {
      const whole = parts.join('');
      expect(() => yamlCursorAt(whole, Math.min(offset, whole.length))).not.toThrow();
    }),
  );
});
