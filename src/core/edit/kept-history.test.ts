import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDesign, printDesign } from '../file/design-file.ts';
import { readSources } from '../manifest/overlay.ts';
import type { ClusterDocument } from '../model/document.ts';
import { hostEndpointId, podEndpointId, type ResourceId } from '../model/ids.ts';
import type { Command } from './command.ts';
import { describeCommand } from './describe-command.ts';
import { historyFrom, movedTo, record, type History } from './history.ts';
import { HistoryWriter, maxKeptLength, readHistory } from './kept-history.ts';
import { applyPatch, invertPatch, isEmptyPatch } from './patch.ts';
import { planCommand } from './plan-command.ts';
import { stepKindOf } from './step-kind.ts';

const sample = 'firewall-the-nodes.firewright.yaml';
const text = readFileSync(`assets/samples/${sample}`, 'utf8');
const list = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: one, namespace: l}}\n- {apiVersion: v1, kind: Pod, metadata: {name: two, namespace: l}}\n`;
const { document: opened } = openDesign([
  { name: sample, text },
  { name: 'list.yaml', text: `# A comment\n---\n${list}---\nnot: an object\n` },
]);

const id = (name: string): ResourceId => name as ResourceId;
const ids = Object.keys(opened.resources).map(id);
const firewall = id('GlobalNetworkPolicy.projectcalico.org/node-host-firewall');
const flow = {
  source: podEndpointId('dev', 'frontend'),
  destination: hostEndpointId('node-worker'),
  protocol: 6,
  port: 22,
  expect: null,
  note: '',
};
const imported = readSources(
  [{ name: 'more.yaml', text: `${list}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: more}\n` }],
  opened.sources,
);

const anyId = fc.constantFrom(...ids);
const word = fc.constantFrom('a', 'b', 'c', '__proto__', 'role');
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant('set-label'), resource: anyId, key: word, value: fc.option(word) } as const),
  fc.record({ type: fc.constant('remove-resources'), ids: fc.tuple(anyId) } as const),
  fc.record({ type: fc.constant('rename-resource'), resource: anyId, name: word } as const),
  fc.record({
    type: fc.constant('set-field'),
    resource: anyId,
    path: fc.constant(['spec', 'order']),
    value: fc.option(fc.nat(9), { nil: undefined }),
  } as const),
  fc.record({
    type: fc.constant('add-rule'),
    policy: fc.constant(firewall),
    direction: fc.constant('ingress'),
    index: fc.nat(3),
    rule: fc.constant({ action: 'Deny' }),
  } as const),
  fc.record({
    type: fc.constant('move-rule'),
    policy: fc.constant(firewall),
    direction: fc.constant('ingress'),
    from: fc.nat(2),
    to: fc.nat(2),
  } as const),
  fc.record({
    type: fc.constant('remove-rule'),
    policy: fc.constant(firewall),
    direction: fc.constant('ingress'),
    index: fc.nat(2),
  } as const),
  fc.record({
    type: fc.constant('move-elements'),
    positions: fc.tuple(fc.record({ element: anyId, at: fc.option(fc.record({ x: fc.nat(99), y: fc.nat(99) })) })),
  } as const),
  fc.record({
    type: fc.constant('add-resources'),
    manifests: word.map((name) => [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }]),
    positions: fc.constant([]),
  } as const),
  fc.constantFrom<Command[]>(
    { type: 'add-flow', flow },
    { type: 'import', sources: imported.sources, resources: imported.resources },
    { type: 'set-grouping', grouping: 'cluster-node' },
    {
      type: 'replace-manifest',
      resource: firewall,
      manifest: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'was-policy', namespace: 'a' } },
    },
  ),
);

interface Edited {
  readonly history: History;
  readonly document: ClusterDocument;
}

function perform(commands: readonly Command[], undone: number): Edited {
  let history = historyFrom(opened);
  let document = opened;
  for (const wish of commands) {
    const planned = planCommand(document, wish);
    if (!planned.ok || isEmptyPatch(planned.value)) continue;
    history = record(history, { label: describeCommand(document, wish), kind: stepKindOf(wish), patch: planned.value });
    document = applyPatch(document, planned.value);
  }
  for (let left = undone; left > 0 && history.position > 0; left -= 1) {
    document = applyPatch(document, invertPatch(history.steps[history.position - 1]!.patch));
    history = movedTo(history, history.position - 1);
  }
  return { history, document };
}

/** The design's text at every step: back to the beginning, then on to the end. */
function allTexts({ history, document }: Edited): readonly string[] {
  const texts = [printDesign(document)];
  let now = document;
  for (const { patch } of history.steps.slice(0, history.position).reverse())
    texts.push(printDesign((now = applyPatch(now, invertPatch(patch)))));
  for (const { patch } of history.steps) texts.push(printDesign((now = applyPatch(now, patch))));
  return texts;
}

test('whatever was done is undone and done again after reading it back, byte for byte', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 14 }), fc.nat(6), (commands, undone) => {
      const edited = perform(commands, undone);
      const read = readHistory(new HistoryWriter().write(edited.history) ?? '');
      expect(read).not.toBeNull();
      if (read === null) return;
      expect(read.history.steps.map(({ label, kind }) => [label, kind])).toEqual(
        edited.history.steps.map(({ label, kind }) => [label, kind]),
      );
      expect(allTexts(read)).toEqual(allTexts(edited));
    }),
    { numRuns: 150 },
  );
});

test('what a writer remembers of the last time is what it would write anew', () => {
  const writer = new HistoryWriter();
  const commands: readonly Command[] = [
    { type: 'set-label', resource: ids[3]!, key: 'a', value: '1' },
    { type: 'import', sources: imported.sources, resources: imported.resources },
    { type: 'set-label', resource: ids[3]!, key: 'a', value: '2' },
  ];
  const { history } = perform(commands, 0);
  writer.write({ ...history, steps: history.steps.slice(0, 1), position: 1 });
  expect(writer.write(history)).toBe(new HistoryWriter().write(history));
});

describe('too long to be kept whole', () => {
  const filler = (letter: string): string => letter.repeat(maxKeptLength / 4);
  const long = (letters: readonly string[]): readonly Command[] =>
    letters.map((letter) => ({ type: 'set-field', resource: firewall, path: ['spec', 'note'], value: filler(letter) }));

  test('the oldest steps go and the newest stay', () => {
    const writer = new HistoryWriter();
    const edited = perform(long([...'abcde']), 0);
    const kept = readHistory(writer.write(edited.history) ?? '');
    expect([kept?.history.steps.length, kept?.history.position]).toEqual([2, 2]);
    expect(printDesign(kept!.document)).toBe(printDesign(edited.document));
    expect(writer.write(edited.history)).toBe(new HistoryWriter().write(edited.history));
  });

  test('a design that is too long by itself is not kept', () => {
    const { document } = perform(long(['a']), 0);
    const huge = { ...document, sources: [{ ...document.sources[0]!, body: filler('x').repeat(4) }] };
    expect(new HistoryWriter().write(historyFrom(huge))).toBeNull();
  });
});

describe('what is no history', () => {
  const good = new HistoryWriter().write(
    perform(
      [
        { type: 'set-label', resource: ids[3]!, key: 'a', value: '1' },
        { type: 'remove-resources', ids: [ids[4]!] },
      ],
      0,
    ).history,
  )!;

  test.each([
    '',
    'null',
    '[]',
    '{',
    good.replace('"format":1', '"format":2'),
    good.replace('"position":2', '"position":3'),
    good.replace('"as-read"', '7'),
  ])('%#', (broken) => {
    expect(readHistory(broken)).toBeNull();
  });

  test('however it is damaged, reading it never throws', () => {
    const path = fc.array(fc.nat(6), { maxLength: 6 });
    fc.assert(
      fc.property(path, fc.jsonValue({ maxDepth: 2 }), (steps, value) => {
        const raw: unknown = JSON.parse(good);
        let place: unknown = raw;
        for (const step of steps) {
          if (typeof place !== 'object' || place === null) break;
          const keys = Object.keys(place);
          const key = keys[step % Math.max(1, keys.length)];
          if (key === undefined) break;
          const next: unknown = Reflect.get(place, key);
          if (typeof next !== 'object' || next === null || step === 6) {
            Reflect.set(place, key, value);
            break;
          }
          place = next;
        }
        readHistory(JSON.stringify(raw));
      }),
      { numRuns: 500 },
    );
  });
});
