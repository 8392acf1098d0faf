import { expect, test } from 'vitest';
import { PaletteSearch, type PaletteEntry, type PaletteGroup } from './palette-search.ts';

function entry(text: string, group: PaletteGroup = 'Commands', more: Partial<PaletteEntry> = {}): PaletteEntry {
  return {
    key: text,
    group,
    icon: 'play',
    text,
    detail: '',
    shortcut: '',
    obstacle: null,
    run: () => undefined,
    ...more,
  };
}

const entries = [
  entry('Save'),
  entry('Save as…'),
  entry('Undo', 'Commands', { obstacle: 'Nothing to undo.' }),
  entry('Unfold'),
  entry('prod/web', 'Objects', { detail: 'Pod' }),
  entry('prod', 'Objects', { detail: 'Namespace' }),
  entry('host/node-1', 'Endpoints', { detail: 'Automatic host endpoint' }),
  entry('Firewall the nodes', 'Samples'),
];
const titles = (query: string, recent: readonly string[] = []): readonly (readonly [string, readonly string[]])[] =>
  new PaletteSearch(entries, recent)
    .find(query)
    .map(({ title, entries: found }) => [title, found.map(({ text }) => text)]);

const cases: readonly (readonly [query: string, sections: ReturnType<typeof titles>])[] = [
  ['save', [['Commands', ['Save', 'Save as…']]]],
  ['un', [['Commands', ['Unfold', 'Undo']]]],
  ['pod web', [['Objects', ['prod/web']]]],
  [
    'node',
    [
      ['Endpoints', ['host/node-1']],
      ['Samples', ['Firewall the nodes']],
    ],
  ],
  ['>o', [['Commands', ['Unfold', 'Undo']]]],
  [
    '@',
    [
      ['Objects', ['prod/web', 'prod']],
      ['Endpoints', ['host/node-1']],
    ],
  ],
  ['@save', []],
  ['zzz', []],
];
test.each(cases)('%j', (query, sections) => {
  expect(titles(query)).toEqual(sections);
});

test('before anything is typed stands what was chosen lately, newest first, then the commands', () => {
  expect(titles('', ['prod', 'Save', 'Undo', 'gone'])).toEqual([
    ['Chosen lately', ['prod', 'Save']],
    ['Commands', ['Save as…', 'Undo', 'Unfold']],
  ]);
});

test('what was chosen lately comes first among what fits about as well', () => {
  expect(titles('save', ['Save as…'])[0]?.[1]).toEqual(['Save', 'Save as…']);
  expect(titles('sav', ['Save as…'])[0]?.[1]).toEqual(['Save as…', 'Save']);
});

test('of one group there are a few, of the only group asked for many', () => {
  const pods = Array.from({ length: 200 }, (_none, index) => entry(`pod-${index}`, 'Objects'));
  const search = new PaletteSearch(pods, []);
  expect(search.find('pod')[0]?.entries).toHaveLength(8);
  expect(search.find('@pod')[0]?.entries).toHaveLength(60);
});
