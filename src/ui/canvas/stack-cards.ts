import type { Stack } from '../../app/stacks.svelte.ts';
import type { CardSpec, CardTag } from './element-spec.ts';

/**
 * The cards with one for each folded stack in the place of its members'. Its id, place and endpoint are those of the first
 * member that is drawn, so that a stack stays where it is while others come and go.
 */
export function stackCards(cards: readonly CardSpec[], stacks: readonly Stack[]): readonly CardSpec[] {
  const stackOf = new Map<string, Stack>();
  for (const stack of stacks) if (stack.isFolded) for (const { id } of stack.members) stackOf.set(id, stack);
  const drawn = new Map<Stack, CardSpec[]>();
  for (const card of cards) {
    const stack = stackOf.get(card.id);
    if (stack === undefined) continue;
    const mates = drawn.get(stack);
    if (mates === undefined) drawn.set(stack, [card]);
    else mates.push(card);
  }
  return cards.flatMap((card) => {
    const stack = stackOf.get(card.id);
    const members = stack === undefined ? [] : (drawn.get(stack) ?? []);
    if (stack === undefined || members.length < 2) return [card];
    return members[0] === card ? [stackCard(card, members, stack)] : [];
  });
}

function stackCard(first: CardSpec, cards: readonly CardSpec[], { name, members }: Stack): CardSpec {
  const [lead] = members;
  const stack = cards.flatMap(({ target, endpoint, spoken }) =>
    target.kind === 'resource' ? [{ id: target.id, endpoint, spoken }] : [],
  );
  const ids = [stack[0]?.id ?? lead.id, ...stack.slice(1).map(({ id }) => id)] as const;
  return {
    ...first,
    title: name,
    subtitle: [`${cards.length} pods`, first.subtitle].filter((text) => text !== '').join(' · '),
    labels: first.labels.filter((label) => cards.every(({ labels }) => labels.includes(label))),
    tags: commonTags(cards),
    target: { kind: 'stack', ids },
    stack,
    spoken: `Stack ${lead.namespace}/${name} ×${cards.length}`,
  };
}

/** Where replicas are spread over cluster nodes, how many those are. */
function commonTags(cards: readonly CardSpec[]): readonly CardTag[] {
  return (['namespace', 'cluster-node'] as const).flatMap((of): readonly CardTag[] => {
    const tags = cards.flatMap((card) => card.tags.filter((tag) => tag.of === of));
    const [first] = tags;
    const texts = new Set(tags.map(({ text }) => text));
    if (first === undefined) return [];
    return [texts.size === 1 ? first : { of, text: `${texts.size} ${words[of]}`, hue: 0 }];
  });
}

const words = { namespace: 'namespaces', 'cluster-node': 'nodes' } as const;
