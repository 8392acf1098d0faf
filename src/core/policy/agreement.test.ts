import { afterAll, describe, expect, test } from 'vitest';
import type { CalicoVersion } from '../model/settings.ts';
import { calicoVersions } from '../model/settings.ts';
import type { Thoroughness } from './reference/agreement.ts';
import { disagreements } from './reference/agreement.ts';
import { Coverage } from './reference/coverage.ts';
import { decisiveFields, expectedCriteria } from './reference/expected-fields.ts';
import { expectedSteps } from './reference/expected-steps.ts';
import { examinationOf, examinedDesign } from './reference/generate-design.ts';

/** Of each Calico version; `npm run fuzz` asks for more. */
const [designs, batch] = [400, 50];
const sparse: Thoroughness = { pairs: 6, partsPerPair: 3, packetsPerPart: 5, specialFlows: 1, fieldsTakenAway: 2 };
const coverage = new Coverage();

describe('the evaluator agrees with the naive reference', () => {
  const batches = calicoVersions.flatMap((version, place) =>
    Array.from({ length: designs / batch }, (_, index) => ({ version, first: place * designs + index * batch + 1 })),
  );
  test.each(batches)(
    'under $version on fifty designs from seed $first',
    ({ version, first }) => {
      const seeds = Array.from({ length: batch }, (_, index) => first + index);
      const found = seeds.flatMap((seed) =>
        disagreements(examinedDesign(seed, version), examinationOf(seed, version, sparse), coverage).map(
          (disagreement) => ({ seed, ...disagreement }),
        ),
      );
      expect(found).toEqual([]);
    },
    60_000,
  );

  test.each(expectedSteps)('and often enough where the step is: %s', (step, least) => {
    expect(coverage.steps.get(step) ?? 0).toBeGreaterThanOrEqual(least);
  });

  test.each(expectedCriteria)('and where the deciding rule has: %s', (criterion) => {
    expect(coverage.criteria.get(criterion) ?? 0).toBeGreaterThan(0);
  });

  test.each(decisiveFields)('and where the answer hangs on: %s', (field) => {
    expect(coverage.fields.get(field)?.decisive ?? 0).toBeGreaterThan(0);
  });

  afterAll(() => {
    process.stdout.write(`${coverage.table()}\n`);
  });
});

/** Pairs on which the two once differed. */
const foundByFuzz: readonly (readonly [CalicoVersion, seed: number, source: string, destination: string])[] = [
  ['3.33', 2442, 'sys/p3', 'prod/p1'],
  ['3.33', 2606, 'host/n1', 'host/ha0-n2'],
  ['3.33', 4105, 'external/internet', 'sys/p2'],
  ['3.33', 4723, 'sys/p1', 'external/e0'],
  ['3.33', 9086, 'host/ha0-n2', 'host/n1'],
  ['3.33', 15415, 'sys/p3', 'host/hc0-n3'],
  ['3.33', 17944, 'host/ha1-n1', 'prod/p0'],
  ['3.33', 18815, 'host/ha0-n3', 'prod/p1'],
];
const everything: Thoroughness = {
  pairs: Infinity,
  partsPerPair: Infinity,
  packetsPerPart: Infinity,
  specialFlows: Infinity,
  fieldsTakenAway: 0,
};

describe('the evaluator agrees with the naive reference on all that there is to ask', () => {
  test.each(foundByFuzz)('under %s in the design of seed %i: %s -> %s', (version, seed, source, destination) => {
    const examination = { ...examinationOf(seed, version, everything), only: { source, destination } };
    expect(disagreements(examinedDesign(seed, version), examination, new Coverage())).toEqual([]);
  });
});
