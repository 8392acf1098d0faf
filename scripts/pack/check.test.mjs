import { expect, test } from 'vitest';
import { check, checkWith, differences, missing, table } from './check.mjs';

test('what a look throws is a fault', () => {
  const row = check('deb', 'made', () => {
    throw new Error('No .deb');
  });
  expect(row).toEqual({ part: 'deb', what: 'made', found: '', faults: ['No .deb'] });
});

test('without its tool nothing is looked at, and the reason is told', () => {
  const row = checkWith('deb', 'made', { found: false, reason: 'dpkg-deb is not on this machine' }, () => {
    throw new Error('looked');
  });
  expect(row).toEqual({ part: 'deb', what: 'made', skipped: 'dpkg-deb is not on this machine' });
});

test('only what is wanted is compared', () => {
  expect(differences({ a: 1, b: [2], c: 3 }, { a: 1, b: [2, 3], d: null })).toEqual([
    'b is [2], not [2,3]',
    'd is undefined, not null',
  ]);
  expect(missing(['a', 'b'], (text) => text === 'a')).toEqual(['b is missing']);
});

test('the table has a line for each row and one for each fault', () => {
  const rows = [
    { part: 'deb', what: 'icons', found: '16', faults: [] },
    { part: 'AppImage', what: 'made', skipped: 'no tool' },
    { part: 'rpm', what: 'plan', found: '', faults: ['one', 'two'] },
  ];
  expect(table(rows).split('\n')).toEqual([
    'ok       deb       icons  16',
    'skipped  AppImage  made   no tool',
    'FAILED   rpm       plan   ',
    '         - one',
    '         - two',
  ]);
});
