import { expect, test } from 'vitest';
import { escaped, path, printed, svgElement, svgTextElement } from './svg.ts';

const texts: readonly (readonly [what: string, text: string, written: string])[] = [
  ['plain', 'prod/web', 'prod/web'],
  ['markup', `</text><script>alert(1)</script>`, '&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['quotes, which end an attribute', `" onload='x'`, '&quot; onload=&#39;x&#39;'],
  ['an entity', '&amp;', '&amp;amp;'],
  ['the end of a CDATA section', ']]>', ']]&gt;'],
  ['control characters, which XML can’t hold', 'a\u0000b\u001bc', 'a\ufffdb\ufffdc'],
  ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
  ['a whole one', '🔥', '🔥'],
  ['what is no character', '\ufffe\uffff', '\ufffd\ufffd'],
];
test.each(texts)('%s can be in a picture', (_what, text, written) => {
  expect(escaped(text)).toBe(written);
  expect(svgTextElement('text', { 'data-x': text }, text)).toBe(`<text data-x="${written}">${written}</text>`);
});

test('an element without content is closed at once, and an attribute of null is left out', () => {
  expect(svgElement('path', { d: 'M0 0', fill: null, rx: 1.23456 })).toBe('<path d="M0 0" rx="1.23"/>');
});

test('numbers are written alike on every machine', () => {
  expect([0.1 + 0.2, -0.001, 100, 1 / 3].map(printed)).toEqual(['0.3', '0', '100', '0.33']);
  expect(path`M${1.005} ${2}L${-0.0001} 3Z`).toBe('M1 2L0 3Z');
});
