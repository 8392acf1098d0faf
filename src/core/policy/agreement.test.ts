import { afterAll, describe, expect, test } from 'vitest';
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
