import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { withMnemonics } from './mnemonics.ts';

const labels = (items: readonly MenuItemConstructorOptions[]): unknown[] => items.map(({ label }) => label);
const menu = (...texts: string[]): MenuItemConstructorOptions[] => texts.map((label) => ({ label }));

const cases: readonly (readonly [what: string, given: readonly string[], marked: readonly string[]])[] = [
  ['the first letter', ['Open…', 'Save'], ['&Open…', '&Save']],
  ['the beginning of a later word', ['Save', 'Save as…'], ['&Save', 'Save &as…']],
  ['a letter within', ['Save', 'Sas'], ['&Save', 'S&as']],
  ['none when all are taken', ['A', 'B', 'Ab'], ['&A', '&B', 'Ab']],
  ['letters whatever their case', ['align', 'A'], ['&align', 'A']],
  ['no letter behind an apostrophe', ['I’ll', 'I'], ['&I’ll', 'I']],
  ['a digit', ['1 /a.yaml', '2 /a.yaml'], ['&1 /a.yaml', '&2 /a.yaml']],
  ['none where there is no letter', ['…'], ['…']],
];
test.each(cases)('%s', (_what, given, marked) => {
  expect(labels(withMnemonics(menu(...given), 'linux'))).toEqual(marked);
});

test('an & of the label stays one', () => {
  expect(labels(withMnemonics(menu('Q & A', 'Q&A'), 'win32'))).toEqual(['&Q && A', 'Q&&&A']);
});

test('menus within have letters of their own', () => {
  const [outer] = withMnemonics([{ label: 'Open', submenu: menu('Open', 'Other') }], 'linux');
  expect(outer?.label).toBe('&Open');
  expect(labels(outer?.submenu as MenuItemConstructorOptions[])).toEqual(['&Open', 'O&ther']);
});

test('a Mac has none', () => {
  expect(labels(withMnemonics(menu('Q & A'), 'darwin'))).toEqual(['Q & A']);
});
