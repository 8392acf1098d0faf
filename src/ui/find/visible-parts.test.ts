import { describe, expect, test } from 'vitest';
import type { Hiding } from '../../app/find.svelte.ts';
import type { EndpointId, ResourceId } from '../../core/model/ids.ts';
import { arrowId, type ArrowSpec, type BoxSpec, type CardSpec } from '../canvas/element-spec.ts';
import { cardFor, visibleGround, withoutHiddenArrows } from './visible-parts.ts';

const endpoint = (text: string): EndpointId => text as EndpointId; // tests name endpoints as users do
const resource = (text: string): ResourceId => text as ResourceId; // and resources
const member = (id: string): CardSpec['stack'][number] => ({ id: resource(id), endpoint: endpoint(id), spoken: id });
// Only what the functions read; the rest of a card is of no matter here.
const card = (id: string, box: string | null, stack: readonly string[] = []): CardSpec =>
  ({
    kind: 'card',
    id,
    box,
    target: { kind: 'resource', id: resource(id) },
    endpoint: id.startsWith('set/') ? null : endpoint(id),
    stack: stack.map(member),
    collapsed: null,
  }) as unknown as CardSpec;
const box = (id: string): BoxSpec =>
  ({ kind: 'box', id, target: { kind: 'resource', id: resource(id) } }) as unknown as BoxSpec;
const arrow = (from: string, to: string): ArrowSpec =>
  ({
    kind: 'arrow',
    id: arrowId(endpoint(from), endpoint(to)),
    from,
    to,
    source: endpoint(from),
    destination: endpoint(to),
  }) as unknown as ArrowSpec;

const ground = {
  boxes: [box('ns/prod'), box('ns/dev'), box('ns/empty')],
  cards: [
    card('prod/a', 'ns/prod'),
    card('prod/b', 'ns/prod', ['prod/b', 'prod/c']),
    card('dev/a', 'ns/dev'),
    card('set/x', null),
  ],
};
const hiding = (endpoints: readonly string[], resources: readonly string[] = []): Hiding => ({
  endpoints: new Set(endpoints.map(endpoint)),
  resources: new Set(resources.map(resource)),
  pair: null,
});

describe('hidden are', () => {
  test.each([
    ['nothing', hiding([]), 'ns/prod ns/dev ns/empty prod/a prod/b dev/a set/x'],
    ['a card', hiding(['prod/a']), 'ns/prod ns/dev ns/empty prod/b dev/a set/x'],
    ['a box with its last card', hiding(['dev/a']), 'ns/prod ns/empty prod/a prod/b set/x'],
    ['no stack of which a member is shown', hiding(['prod/b']), 'ns/prod ns/dev ns/empty prod/a prod/b dev/a set/x'],
    ['a stack of hidden members', hiding(['prod/b', 'prod/c']), 'ns/prod ns/dev ns/empty prod/a dev/a set/x'],
    ['a box with all its cards', hiding([], ['ns/prod']), 'ns/dev ns/empty dev/a set/x'],
    ['a set', hiding([], ['set/x']), 'ns/prod ns/dev ns/empty prod/a prod/b dev/a'],
  ])('%s', (_what, hidden, shown) => {
    const { boxes, cards } = visibleGround(ground, hidden);
    expect([...boxes, ...cards].map(({ id }) => id).join(' ')).toBe(shown);
  });

  test('without a wish the ground is the same object', () => {
    expect(visibleGround(ground, hiding([]))).toBe(ground);
  });
});

test('an arrow goes when all its pairs are hidden', () => {
  const specs = [...ground.cards, arrow('prod/a', 'dev/a'), arrow('prod/b', 'dev/a'), arrow('prod/b', 'prod/b')];
  const hides = (pairs: readonly string[]): Hiding => ({
    ...hiding([]),
    pair: (source, destination) => pairs.includes(`${source}>${destination}`),
  });
  const shown = (hidden: Hiding): readonly string[] =>
    withoutHiddenArrows(specs, hidden)
      .filter(({ kind }) => kind === 'arrow')
      .map(({ id }) => id);
  expect(shown(hiding([]))).toHaveLength(3);
  expect(shown(hides(['prod/a>dev/a', 'prod/b>dev/a']))).toEqual(['prod/b → dev/a', 'prod/b → prod/b']);
  expect(shown(hides(['prod/b>dev/a', 'prod/c>dev/a']))).toEqual(['prod/a → dev/a', 'prod/b → prod/b']);
  expect(shown(hides(['prod/b>prod/c', 'prod/c>prod/b']))).toEqual(['prod/a → dev/a', 'prod/b → dev/a']);
});

test('an endpoint is shown by the card that stands for it', () => {
  expect(cardFor(ground.cards, 'prod/c')).toBe('prod/b');
  expect(cardFor(ground.cards, 'ns/prod')).toBe('ns/prod');
});
