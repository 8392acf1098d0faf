import { describe, expect, test } from 'vitest';
import { openDesign, printDesign } from '../core/file/design-file.ts';
import { applyPatch } from '../core/edit/patch.ts';
import { planCommand } from '../core/edit/plan-command.ts';
import { readSources } from '../core/manifest/overlay.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import { isIdle, planFiles, type ImportPlan } from './import-plan.ts';

const pod = (name: string, label: string, more = ''): string =>
  `# ${name}\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: a, labels: {app: ${label}}}\n${more}`;
const tier = (order: number): string =>
  `apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: t}\nspec: {order: ${order}}\n`;
const stored = (order: number): string => tier(order).replace('projectcalico.org/v3', 'crd.projectcalico.org/v1');
const list = (...texts: readonly string[]): string =>
  `apiVersion: v1\nkind: List\nitems:\n${texts
    .map(
      (text) =>
        `- ${text
          .replace(/^# .*\n/, '')
          .trimEnd()
          .replaceAll('\n', '\n  ')}\n`,
    )
    .join('')}`;

const design = openDesign([{ name: 'mine.yaml', text: `${pod('one', 'x')}---\n${tier(10)}` }]).document;

function plan(text: string, document: ClusterDocument = design): ImportPlan {
  return planFiles(document, readSources([{ name: 'new.yaml', text }], document.sources));
}

function summary({ added, replaced, same, keptTexts }: ImportPlan): object {
  return {
    added: added.map(({ id }) => id),
    replaced: replaced.map(({ after, fields }) => [after.id, fields.map(({ path }) => path.join('.'))]),
    same: same.map(({ id }) => id),
    keptTexts,
  };
}

function after({ command }: ImportPlan): string {
  const planned = planCommand(design, command);
  if (!planned.ok) throw new Error('an import can always be done');
  return printDesign(applyPatch(design, planned.value));
}

const onePod = 'Pod/a/one';
const theTier = 'Tier.projectcalico.org/t';

const rows: readonly (readonly [what: string, text: string, expected: object])[] = [
  ['a new object', pod('two', 'x'), { added: ['Pod/a/two'], replaced: [], same: [], keptTexts: 0 }],
  [
    'a changed one',
    pod('one', 'y'),
    { added: [], replaced: [[onePod, ['metadata.labels.app']]], same: [], keptTexts: 0 },
  ],
  ['one that is there', tier(10), { added: [], replaced: [], same: [theTier], keptTexts: 0 }],
  ['one in an older API', stored(10), { added: [], replaced: [], same: [theTier], keptTexts: 0 }],
  [
    'one in an older API, changed',
    stored(20),
    { added: [], replaced: [[theTier, ['spec.order']]], same: [], keptTexts: 0 },
  ],
  [
    'what only the cluster wrote',
    `${tier(10)}status: {seen: true}\n`,
    { added: [], replaced: [], same: [theTier], keptTexts: 0 },
  ],
  [
    'another address of a pod',
    pod('one', 'x', 'status: {podIP: 10.0.0.7}\n'),
    { added: [], replaced: [[onePod, ['status']]], same: [], keptTexts: 0 },
  ],
  ['a document that can’t be read', 'kind: [\n', { added: [], replaced: [], same: [], keptTexts: 1 }],
  [
    'several in a list',
    list(pod('one', 'y'), pod('two', 'x')),
    { added: ['Pod/a/two'], replaced: [[onePod, ['metadata.labels.app']]], same: [], keptTexts: 0 },
  ],
];

test.each(rows)('%s', (_what, text, expected) => {
  expect(summary(plan(text))).toEqual(expected);
});

describe('what brings nothing new is left out', () => {
  test('alone: there is nothing to do', () => {
    expect(isIdle(plan(tier(10)))).toBe(true);
    expect(isIdle(plan(pod('one', 'x')))).toBe(true);
  });

  test('beside others: the design keeps its own text of it', () => {
    const merged = plan(`${pod('one', 'x').replace('# one', '# theirs')}---\n${pod('two', 'x')}`);
    expect(after(merged)).toBe(`${pod('one', 'x')}---\n${tier(10)}---\n${pod('two', 'x')}`);
  });

  test('what only the cluster wrote is taken all the same', () => {
    const merged = plan(`${tier(10)}status: {seen: true}\n`);
    expect(isIdle(merged)).toBe(false);
    expect(after(merged)).toContain('status: {seen: true}');
  });

  test('in a list it moves there: each object stands in one place', () => {
    const merged = plan(list(pod('one', 'x'), pod('two', 'x')));
    expect(after(merged).match(/name: one,/g)).toHaveLength(1);
    expect(openDesign([{ name: 'a.yaml', text: after(merged) }]).problems).toEqual([]);
  });
});
