import { describe, expect, test } from 'vitest';
import { identityOf } from '../../manifest/identity.ts';
import type { Manifest } from '../../model/document.ts';
import { resourceId } from '../../model/ids.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import { calicoVersions } from '../../model/settings.ts';
import { evaluateAll } from '../evaluate.ts';
import { lower } from '../lower.ts';
import type { Ruleset } from '../ruleset.ts';
import { summaryAt } from '../verdict-index.ts';
import type { PairSummary } from '../verdict-table.ts';
import { expanders } from './expanders.ts';
import { generateDesign } from './generate-design.ts';
import { Random } from './random.ts';

const seeds = Array.from({ length: 25 }, (_, index) => 5001 + index);
const leastApplied = 6;

describe.each(Object.entries(expanders))('verdicts stay the same with %s', (_name, expand) => {
  let applied = 0;
  test.each(seeds)('in the design of seed %i', (seed) => {
    const design = designOf(seed);
    const other = expand(design, new Random(seed));
    if (other === null) return;
    applied += 1;
    expect(summaries(other, seed)).toEqual(summaries(design, seed));
  });

  test('which many of the designs can be written with', () => {
    expect(applied).toBeGreaterThanOrEqual(leastApplied);
  });
});

describe('verdicts stay the same however a design came about', () => {
  test.each(seeds)('in the design of seed %i: policies added one by one, taken out and put back', (seed) => {
    const design = designOf(seed);
    const fromScratch = summaries(
      design.map((manifest) => structuredClone(manifest)),
      seed,
    );
    const policies = design.filter((manifest) => String(manifest['kind']).endsWith('Policy'));
    const others = design.filter((manifest) => !policies.includes(manifest));
    for (const [count] of policies.entries()) rulesetOf([...others, ...policies.slice(0, count)], seed);
    expect(summaries([...others, ...policies], seed)).toEqual(fromScratch);
    for (const policy of policies) rulesetOf(without(design, policy), seed);
    for (const policy of policies.slice(0, 1)) summaries(without(design, policy), seed);
    expect(summaries(design, seed)).toEqual(fromScratch);
  });
});

function designOf(seed: number): readonly Manifest[] {
  return generateDesign(seed, { version: versionOf(seed) });
}

function versionOf(seed: number): CalicoVersion {
  return calicoVersions[seed % calicoVersions.length] ?? '3.32';
}

function without(design: readonly Manifest[], spared: Manifest): readonly Manifest[] {
  return design.filter((manifest) => manifest !== spared);
}

function rulesetOf(design: readonly Manifest[], seed: number): Ruleset {
  const inputs = design.map((manifest) => ({ id: resourceId(identityOf(manifest)), manifest }));
  return lower(inputs, { calicoVersion: versionOf(seed) });
}

/** `source -> destination` with what the table says of it. */
function summaries(design: readonly Manifest[], seed: number): Readonly<Record<string, PairSummary | undefined>> {
  const table = evaluateAll(rulesetOf(design, seed));
  const pairs = table.endpoints.flatMap((source, row) =>
    table.endpoints.map(
      (destination, column) => [`${source.id} -> ${destination.id}`, summaryAt(table, row, column)] as const,
    ),
  );
  return Object.fromEntries(pairs);
}
