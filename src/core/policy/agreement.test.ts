import { afterAll, describe, expect, test } from 'vitest';
import type { CalicoVersion } from '../model/settings.ts';
import type { Thoroughness } from './reference/agreement.ts';
import { disagreements } from './reference/agreement.ts';
import { Coverage } from './reference/coverage.ts';
import { generateDesign } from './reference/generate-design.ts';

const [designs, batch] = [2000, 50];
/** `npm run fuzz` asks for all pairs of a design. */
const sparse: Thoroughness = { pairs: 10, packetsPerPart: 6, flows: 1 };
const coverage = new Coverage();

/** Most designs are judged as the current version would; the others change the order of policies with equal orders. */
function versionOf(seed: number): CalicoVersion {
  return seed % 4 === 0 ? '3.31' : '3.32';
}

describe('the evaluator agrees with the naive reference', () => {
  const batches = Array.from({ length: designs / batch }, (_, index) => index * batch + 1);
  test.each(batches)(
    'on fifty designs from seed %i',
    (first) => {
      const seeds = Array.from({ length: batch }, (_, index) => first + index);
      const found = seeds.flatMap((seed) => {
        const version = versionOf(seed);
        const design = generateDesign(seed, { version });
        return disagreements(design, version, seed, sparse, coverage).map((disagreement) => ({
          seed,
          ...disagreement,
        }));
      });
      expect(found).toEqual([]);
    },
    60_000,
  );

  afterAll(() => {
    process.stdout.write(`${coverage.table()}\n`);
  });
});
