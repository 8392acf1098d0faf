import { describe, expect, test } from 'vitest';
import { identityOf } from '../manifest/identity.ts';
import type { Manifest } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { resourceId } from '../model/ids.ts';
import { calicoVersions } from '../model/settings.ts';
import { evaluateAll, evaluateInSteps, evaluatePair } from './evaluate.ts';
import { lower } from './lower.ts';
import { Memory } from './memory.ts';
import { generateDesign } from './reference/generate-design.ts';
import { Random } from './reference/random.ts';

const wishes = { version: '3.32' } as const;

/** A document under the hands of somebody who changes, adds and removes things that a small cluster can hold. */
class Edits {
  readonly manifests: Map<ResourceId, Manifest>;
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
    this.manifests = keyed(generateDesign(seed, wishes));
  }

  /** One object takes the place of another of its name, comes or goes. */
  edit(): void {
    const other = [...keyed(generateDesign(this.#random.below(1_000_000), wishes))];
    const ids = [...this.manifests.keys()];
    const isAdding = this.#random.chance(0.7) || ids.length < 8;
    if (!isAdding) this.manifests.delete(this.#random.pick(ids));
    else {
      const known = other.filter(([id]) => this.manifests.has(id));
      const [id, manifest] = this.#random.pick(known.length > 0 && this.#random.chance(0.8) ? known : other);
      this.manifests.set(id, manifest);
    }
    // Some edits do nothing at all, some are many at once.
    if (this.#random.chance(0.1)) for (const [id, manifest] of other.slice(0, 6)) this.manifests.set(id, manifest);
  }
}

function keyed(design: readonly Manifest[]): Map<ResourceId, Manifest> {
  return new Map(design.map((manifest) => [resourceId(identityOf(manifest)), manifest]));
}

const [documents, editsOfEach] = [20, 100];

describe('an evaluation that builds on those before it says what one from scratch says', () => {
  const seeds = Array.from({ length: documents }, (_, index) => 9000 + index);
  test.each(seeds)(
    `after each of ${editsOfEach} edits of the document of seed %i`,
    (seed) => {
      const random = new Random(seed);
      const edits = new Edits(seed);
      let memory = new Memory();
      let version = random.pick(calicoVersions);
      for (let count = 0; count < editsOfEach; count += 1) {
        edits.edit();
        if (random.chance(0.03)) version = random.pick(calicoVersions);
        const inputs = [...edits.manifests].map(([id, manifest]) => ({ id, manifest }));
        const staged = random.chance(0.1) ? 'enforced' : 'ignored';
        const [settings, options] = [{ calicoVersion: version }, { staged }] as const;
        const ruleset = lower(inputs, settings, options, memory);
        memory = ruleset.memory;
        const afresh = lower(inputs, settings, options);
        const table = evaluateAll(afresh);
        expect(evaluateAll(ruleset)).toEqual(table);
        const [from, to] = [random.pick(table.endpoints).id, random.pick(table.endpoints).id];
        expect(evaluatePair(ruleset, from, to)).toEqual(evaluatePair(afresh, from, to));
      }
    },
    60_000,
  );

  test('a memory that has grown too large is left behind', () => {
    const edits = new Edits(1);
    const seen = new Set<Memory>();
    let memory = new Memory();
    for (let count = 0; count < 1000; count += 1) {
      const inputs = [...edits.manifests].map(([id, manifest]) => ({ id, manifest }));
      memory = lower(inputs, {}, { staged: 'ignored' }, memory).memory;
      seen.add(memory);
    }
    expect(seen.size).toBeGreaterThan(2);
    expect(seen.size).toBeLessThan(10);
  });

  test('an evaluation that was left half-done spoils nothing', () => {
    const edits = new Edits(2);
    let memory = new Memory();
    for (let count = 0; count < 60; count += 1) {
      edits.edit();
      const inputs = [...edits.manifests].map(([id, manifest]) => ({ id, manifest }));
      const ruleset = lower(inputs, {}, { staged: 'ignored' }, memory);
      memory = ruleset.memory;
      if (count % 3 === 0) evaluateInSteps(ruleset).next();
      else expect(evaluateAll(ruleset)).toEqual(evaluateAll(lower(inputs)));
    }
  });
});
