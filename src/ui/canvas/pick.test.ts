import { describe, expect, test } from 'vitest';
import type { Selected } from '../../app/selection.svelte.ts';
import { hostEndpointId, podEndpointId, resourceId } from '../../core/model/ids.ts';
import { Arrangement } from './arrangement.ts';
import type { ArrowSpec, BoxSpec, CardSpec, ElementSpec } from './element-spec.ts';
import {
  dropTargetAmong,
  dropTargetOf,
  elementOfTarget,
  selectedElements,
  selectionOf,
  selectionOfElements,
  toggledSelection,
} from './pick.ts';
import { arrowEntries, endpointEntries } from './twin-entries.ts';

const [source, destination] = [podEndpointId('prod', 'web'), hostEndpointId('worker')];
const id = resourceId({ group: '', kind: 'Namespace', namespace: null, name: 'prod' });
const at = { x: 1, y: 2 };
const box: BoxSpec = {
  kind: 'box',
  id,
  what: 'namespace',
  title: 'prod',
  labels: ['env=prod'],
  note: '',
  unprotected: false,
  target: { kind: 'resource', id },
  emphasis: 'normal',
};
const implied: BoxSpec = { ...box, id: 'implied', target: { kind: 'nothing' } };
const automatic: BoxSpec = { ...box, id: 'automatic', target: { kind: 'endpoint', id: destination } };
const arrow: ArrowSpec = {
  kind: 'arrow',
  id: 'arrow',
  from: 'a',
  to: 'b',
  source,
  destination,
  verdict: 'deny',
  egress: 'allow',
  ingress: 'deny',
  door: false,
  caption: '',
  wish: null,
  ghost: false,
  title: '',
  pairs: 1,
  paired: false,
  emphasis: 'normal',
  spoken: 'web to worker: denied',
};

const members = ['web-0', 'web-1'].map((name) => resourceId({ group: '', kind: 'Pod', namespace: 'prod', name }));
const ids = [members[0] ?? id, ...members.slice(1)] as const;
const pile: CardSpec = {
  kind: 'card',
  id: ids[0],
  face: 'pod',
  title: 'web',
  subtitle: '',
  labels: ['app=web'],
  tags: [],
  marks: [],
  failsafes: null,
  width: 10,
  height: 10,
  box: id,
  target: { kind: 'stack', ids },
  endpoint: null,
  stack: members.map((member) => ({ id: member, endpoint: null, spoken: `Pod ${member}` })),
  collapsed: null,
  emphasis: 'normal',
  spoken: 'Stack prod/web ×2',
};

describe('what is clicked or dropped on', () => {
  const cases: readonly [name: string, spec: ElementSpec | null, selected: unknown, target: unknown][] = [
    ['the empty canvas', null, { kind: 'nothing' }, { kind: 'canvas', at }],
    ['a box', box, { kind: 'resource', id }, { kind: 'resource', id, at }],
    ['a box that stands for no object', implied, { kind: 'nothing' }, { kind: 'canvas', at }],
    [
      'a row without an object',
      automatic,
      { kind: 'endpoint', id: destination },
      { kind: 'endpoint', id: destination, at },
    ],
    ['a stack', pile, { kind: 'stack', id: ids[0] }, { kind: 'stack', ids, at }],
    ['an arrow', arrow, { kind: 'pair', source, destination }, { kind: 'arrow', source, destination }],
  ];
  test.each(cases)('%s', (_name, spec, selected, target) => {
    expect([selectionOf(spec), dropTargetOf(spec, at)]).toEqual([selected, target]);
  });

  test('a target is found again among the elements, but the empty canvas and lanes are none of them', () => {
    const specs = [implied, box, automatic, arrow];
    for (const spec of [box, automatic, arrow]) expect(elementOfTarget(specs, dropTargetOf(spec, at))).toBe(spec.id);
    expect(elementOfTarget(specs, { kind: 'canvas', at })).toBe(null);
    expect(elementOfTarget(specs, { kind: 'tier', tier: 'default', index: 0 })).toBe(null);
    expect(elementOfTarget(specs, null)).toBe(null);
  });
});

test('a pod that a stack stands for is found on the card of the stack', () => {
  const target = { kind: 'resource', id: members[1] ?? id, at } as const;
  expect(elementOfTarget([box, pile], target)).toBe(pile.id);
});

test('the twin lists the pods of a stack where that is asked for, one level deeper', () => {
  const lines = (expanded: readonly string[]): readonly unknown[] =>
    endpointEntries([box, pile], new Set(expanded))
      .slice(2)
      .map(({ text, level, expanded: isOpen, member }) => [text, level, isOpen, member?.id ?? null]);
  expect(lines([])).toEqual([['Stack prod/web ×2, labels app=web', 2, false, null]]);
  expect(lines([pile.id])).toEqual([
    ['Stack prod/web ×2, labels app=web', 2, true, null],
    ['Pod Pod/prod/web-0', 3, null, 'Pod/prod/web-0'],
    ['Pod Pod/prod/web-1', 3, null, 'Pod/prod/web-1'],
  ]);
});

test('the twin says what is drawn, boxes before what lies in them', () => {
  expect(endpointEntries([box, arrow]).map(({ text, level }) => [text, level])).toEqual([
    ['Empty place on the canvas', 1],
    ['Namespace prod, labels env=prod', 1],
  ]);
  expect(arrowEntries([box, arrow]).map(({ text }) => text)).toEqual(['web to worker: denied']);
});

describe('found places', () => {
  const nowhere = new Map<string, { x: number; y: number }>();

  test('a place that the user gave and took back gives the found one back', () => {
    const arrangement = new Arrangement();
    const found = arrangement.places('namespace', [box], nowhere).get(id);
    expect(arrangement.places('namespace', [box], new Map([[id, { x: 900, y: 9 }]])).get(id)).toEqual({ x: 900, y: 9 });
    expect(arrangement.places('namespace', [box], nowhere).get(id)).toEqual(found);
  });

  test('what comes later moves nothing', () => {
    const arrangement = new Arrangement();
    const before = arrangement.places('namespace', [box], nowhere).get(id);
    const first: BoxSpec = { ...box, id: 'a-first' };
    expect(arrangement.places('namespace', [first, box], nowhere).get(id)).toEqual(before);
  });
});

describe('several together', () => {
  const specs: readonly ElementSpec[] = [box, automatic, pile, arrow];
  const boxOnly = { kind: 'resource', id } as const;
  const boxAndPile = { kind: 'several', elements: [box.id, pile.id] } as const;

  const toggles: readonly [what: string, before: Selected, spec: ElementSpec, after: Selected][] = [
    ['the first one is selected by itself', { kind: 'nothing' }, box, boxOnly],
    ['another one joins it', boxOnly, pile, boxAndPile],
    ['one that is selected is taken out', boxAndPile, box, { kind: 'stack', id: ids[0] }],
    ['the last one taken out leaves nothing', boxOnly, box, { kind: 'nothing' }],
    ['what has no object may be among them', boxOnly, automatic, { kind: 'several', elements: [box.id, automatic.id] }],
    ['an arrow stands alone', boxAndPile, arrow, { kind: 'pair', source, destination }],
    ['after an arrow one begins anew', { kind: 'pair', source, destination }, box, boxOnly],
  ];
  test.each(toggles)('%s', (_, before, spec, after) => {
    expect(toggledSelection(specs, before, spec)).toEqual(after);
  });

  const elements: readonly [what: string, selected: Selected, elements: readonly string[]][] = [
    ['nothing', { kind: 'nothing' }, []],
    ['a box', boxOnly, [box.id]],
    ['a stack', { kind: 'stack', id: ids[0] }, [pile.id]],
    ['a row without an object', { kind: 'endpoint', id: destination }, [automatic.id]],
    ['several', boxAndPile, [box.id, pile.id]],
    ['an arrow is no card', { kind: 'pair', source, destination }, []],
  ];
  test.each(elements)('the elements of %s', (_, selected, expected) => {
    expect(selectedElements(specs, selected)).toEqual(expected);
    if (expected.length > 0) expect(selectionOfElements(specs, expected)).toEqual(selected);
  });

  test('a drop on one of them means all their objects, a drop beside them that one', () => {
    const one = dropTargetOf(box, at);
    const chosen = { elements: [box.id, pile.id], resources: [id, ...ids] };
    const meant = dropTargetAmong(one, box.id, chosen);
    expect(meant).toEqual({ kind: 'several', ids: [id, ...ids], one, at });
    expect(elementOfTarget(specs, meant)).toBe(box.id);
    expect(dropTargetAmong(one, 'other', chosen)).toBe(one);
    expect(dropTargetAmong(one, box.id, { elements: [box.id], resources: [id] })).toBe(one);
    expect(dropTargetAmong({ kind: 'canvas', at }, null, chosen)).toEqual({ kind: 'canvas', at });
  });
});
