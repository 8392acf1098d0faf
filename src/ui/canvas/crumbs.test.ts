import { expect, test } from 'vitest';
import { testArrow, testBox, testCard } from './testing/specs.ts';
import { crumbsOf } from './crumbs.ts';

const specs = [
  testBox('prod'),
  testCard('web', { box: 'prod' }),
  testCard('internet'),
  testCard('n', { face: 'note', title: 'long words' }),
  testArrow('web', 'internet'),
];

const rows: readonly (readonly [what: string, chosen: readonly string[], middle: string | null, texts: string])[] = [
  ['nothing', [], null, 'Design'],
  ['nothing, with a box in the middle', [], 'prod', 'Design › prod'],
  ['a box', ['prod'], null, 'Design › prod'],
  ['a card in a box', ['web'], null, 'Design › prod › web'],
  ['a free card', ['internet'], 'prod', 'Design › internet'],
  ['a note', ['n'], null, 'Design › Note'],
  ['an arrow', ['web → internet'], null, 'Design › web → internet'],
  ['several', ['web', 'internet'], null, 'Design › 2 selected'],
  ['what is not drawn', ['gone'], null, 'Design'],
];
test.each(rows)('%s', (_what, chosen, middle, texts) => {
  const crumbs = crumbsOf(specs, chosen, middle);
  expect(crumbs.map(({ text }) => text).join(' › ')).toBe(texts);
});

test('each part but the first leads to what it names', () => {
  expect(crumbsOf(specs, ['web'], null).map(({ element }) => element)).toEqual([null, 'prod', 'web']);
});
