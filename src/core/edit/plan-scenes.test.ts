import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDesign, printDesign } from '../file/design-file.ts';
import { sceneContentOf } from '../file/scene-content.ts';
import { readSceneContent } from '../manifest/scene-content.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { Scene } from '../model/scene.ts';
import type { Command, CommandError } from './command.ts';
import { describeCommand } from './describe-command.ts';
import { applyPatch, invertPatch } from './patch.ts';
import { planCommand } from './plan-command.ts';
import { designSpecOf } from './plan-design.ts';
import { isDesignOf, sceneDesign } from './plan-scenes.ts';
import { stepKindOf } from './step-kind.ts';

const scene = (id: string, more: Partial<Scene> = {}): Scene => ({
  ...{ id, title: id.toUpperCase(), notes: '', camera: null, focus: [], lens: 'drawn', content: null },
  ...more,
});
const [node, tier, design] = [
  '# the first\napiVersion: v1\nkind: Node\nmetadata: {name: n1}\n',
  'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: t1}\nspec: {order: 10} # low\n',
  'apiVersion: firewright.dev/v1\nkind: Design\nmetadata: {name: mine}\nspec:\n  scenes: # shown in turn\n    - {id: a, title: A, mood: calm}\n    - {id: b, title: B, focus: [Node/n1], content: ""}\n    - {id: c, title: C, focus: [Node/n1]}\n  lesson: {id: l, title: L}\n',
];
const open = (...texts: readonly string[]): ClusterDocument =>
  openDesign([{ name: 'a.yaml', text: texts.join('---\n') }]).document;
const document = open(node, tier, design);

function done(from: ClusterDocument, command: Command): ClusterDocument {
  const planned = planCommand(from, command);
  if (!planned.ok) throw new Error(planned.error.reason);
  const after = applyPatch(from, planned.value);
  expect(applyPatch(after, invertPatch(planned.value))).toEqual(from);
  return after;
}
const titles = (now: ClusterDocument): string =>
  designSpecOf(now)
    .scenes.map(({ title }) => title)
    .join(' ');

describe('commands about scenes', () => {
  const rows: readonly (readonly [command: Command, titles: string, label: string])[] = [
    [{ type: 'add-scene', scene: scene('d'), index: 1 }, 'A D B C', 'Add scene D'],
    [{ type: 'add-scene', scene: scene('d', { title: '' }), index: 9 }, 'A B C ', 'Add scene d'],
    [{ type: 'set-scene', scene: scene('b', { title: 'New' }) }, 'A New C', 'Change scene New'],
    [{ type: 'move-scene', scene: 'a', to: 2 }, 'B C A', 'Move scene A to place 3'],
    [{ type: 'move-scene', scene: 'c', to: 0 }, 'C A B', 'Move scene C to place 1'],
    [{ type: 'move-scene', scene: 'b', to: 1 }, 'A B C', 'Move scene B to place 2'],
    [{ type: 'remove-scene', scene: 'b' }, 'A C', 'Delete scene B'],
  ];
  test.each(rows)('%j', (command, expected, label) => {
    expect(titles(done(document, command))).toBe(expected);
    expect(describeCommand(document, command)).toBe(label);
    expect(stepKindOf(command)).toBe('scene');
  });

  const refused: readonly (readonly [command: Command, error: CommandError])[] = [
    [
      { type: 'add-scene', scene: scene('a'), index: 0 },
      { reason: 'scene-exists', scene: 'a' },
    ],
    [
      { type: 'set-scene', scene: scene('x') },
      { reason: 'no-such-scene', scene: 'x' },
    ],
    [
      { type: 'move-scene', scene: 'x', to: 0 },
      { reason: 'no-such-scene', scene: 'x' },
    ],
    [
      { type: 'remove-scene', scene: 'x' },
      { reason: 'no-such-scene', scene: 'x' },
    ],
  ];
  test.each(refused)('%j is refused', (command, error) => {
    expect(planCommand(document, command)).toEqual({ ok: false, error });
  });

  test('a design without a Design document gets one', () => {
    const after = done(open(node), { type: 'add-scene', scene: scene('a'), index: 0 });
    expect(titles(after)).toBe('A');
  });

  test('a renamed object keeps standing out where a scene shows the design as it is', () => {
    const [id] = Object.values(document.resources).map((resource) => resource.id);
    const after = done(document, { type: 'rename-resource', resource: id!, name: 'n2' });
    expect(designSpecOf(after).scenes.map(({ focus }) => focus)).toEqual([[], ['Node/n1'], ['Node/n2']]);
  });
});

function turned(from: ClusterDocument, content: string): ClusterDocument {
  const read = readSceneContent(content);
  if (!read.ok) throw new Error(read.error.message);
  const { sources, resources } = sceneDesign(from, read.value);
  const after = done(from, { type: 'turn-design', label: 'Show', sources, resources: Object.values(resources) });
  expect(isDesignOf(after, read.value)).toBe(true);
  return after;
}

describe('a design becomes what a scene holds', () => {
  test('what the scene has not leaves, and comes back with its text and at its place', () => {
    const content = sceneContentOf(document);
    const without = turned(document, sceneContentOf(open(tier)));
    expect(printDesign(without)).toBe(`---\n${tier}---\n${design}`);
    expect(printDesign(turned(without, content))).toBe(printDesign(document));
  });
  test('only what differs is another object', () => {
    const changed = turned(document, sceneContentOf(open(node, tier.replace('10', '20'))));
    const same = Object.values(changed.resources).filter((resource) => document.resources[resource.id] === resource);
    expect(same.map(({ id }) => id)).toEqual(['Node/n1', 'Design.firewright.dev/mine']);
    expect(printDesign(turned(changed, sceneContentOf(document)))).toBe(printDesign(document));
  });
  test('scenes and lesson stay, settings and places are the scene’s', () => {
    const other =
      'apiVersion: firewright.dev/v1\nkind: Design\nmetadata: {name: design}\nspec: {layout: {grouping: node}}\n';
    const after = turned(document, sceneContentOf(open(node, other)));
    const { scenes, lesson, layout } = designSpecOf(after);
    expect(scenes).toEqual(designSpecOf(document).scenes);
    expect(lesson?.id).toBe('l');
    expect(layout.grouping).toBe('cluster-node');
    expect(Object.values(after.resources).filter(({ manifest }) => manifest['kind'] === 'Design')).toHaveLength(1);
    // The next scene says nothing of it.
    expect(designSpecOf(turned(after, '')).layout.grouping).toBe('namespace');
  });
  test('an edit is seen, the order of scenes and keys is none', () => {
    const read = readSceneContent(sceneContentOf(document));
    if (!read.ok) throw new Error(read.error.message);
    expect(isDesignOf(document, read.value)).toBe(true);
    expect(isDesignOf(done(document, { type: 'move-scene', scene: 'a', to: 2 }), read.value)).toBe(true);
    expect(isDesignOf(done(document, { type: 'set-grouping', grouping: 'cluster-node' }), read.value)).toBe(false);
    expect(isDesignOf(done(document, { type: 'set-note', note: 'n', text: 'x' }), read.value)).toBe(false);
    const relabelled: Command = {
      type: 'set-label',
      resource: Object.values(document.resources)[0]!.id,
      key: 'a',
      value: 'b',
    };
    expect(isDesignOf(done(document, relabelled), read.value)).toBe(false);
  });
});

test('property: through any scenes and back the design is what it was', () => {
  const parts = [
    node,
    tier,
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: x}\n',
    tier.replace('10', '20'),
    node.replace('{name: n1}', '{name: n1, labels: {a: b}}'),
  ];
  const chosen = fc.subarray([0, 1, 2, 3, 4]).map((all) => {
    const [a, b] = [all.includes(3) ? all.filter((part) => part !== 1) : all, 0];
    return (a.includes(4) ? a.filter((part) => part !== b) : a).map((part) => parts[part] ?? '');
  });
  fc.assert(
    fc.property(fc.array(chosen, { minLength: 1, maxLength: 5 }), (scenes) => {
      const after = scenes.reduce((now, texts) => turned(now, sceneContentOf(open(...texts))), document);
      expect(printDesign(turned(after, sceneContentOf(document)))).toBe(printDesign(document));
    }),
    { numRuns: 100, seed: 3 },
  );
});
