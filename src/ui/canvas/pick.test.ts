import { describe, expect, test } from 'vitest';
import { hostEndpointId, podEndpointId, resourceId } from '../../core/model/ids.ts';
import { Arrangement } from './arrangement.ts';
import type { ArrowSpec, BoxSpec, CardSpec, ElementSpec } from './element-spec.ts';
import { dropTargetOf, elementOfTarget, selectionOf } from './pick.ts';
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
