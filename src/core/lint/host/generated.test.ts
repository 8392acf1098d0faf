import { expect, test } from 'vitest';
import { findingCodes } from '../../manifest/finding-codes.ts';
import { calicoVersions } from '../../model/settings.ts';
import { valueAt } from '../../model/json.ts';
import { generateDesign } from '../../policy/reference/generate-design.ts';
import { hostFindingsOf, lintInputOf } from './testing/linted.ts';

const designs = 60;

test('whatever a design holds, each finding has a known code, an object of the design and a place in it', () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= designs; seed += 1) {
    const version = calicoVersions[seed % calicoVersions.length] ?? '3.32';
    const input = lintInputOf(generateDesign(seed, { version }), { calicoVersion: version });
    for (const { resource, finding } of hostFindingsOf(input)) {
      seen.add(finding.code);
      expect(findingCodes).toHaveProperty(finding.code);
      const found = resource === null ? null : input.resources[resource];
      expect(found, `${seed} ${finding.code} ${resource ?? ''}`).toBeDefined();
      const [first] = finding.path;
      if (found !== null && first !== undefined) expect(valueAt(found?.manifest, [first])).toBeDefined();
    }
  }
  expect(seen.size).toBeGreaterThan(12);
}, 60_000);
