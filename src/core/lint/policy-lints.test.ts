import { describe, expect, test } from 'vitest';
import { findingCodes } from '../manifest/finding-codes.ts';
import { valueAt } from '../model/json.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { generateDesign } from '../policy/reference/generate-design.ts';
import type { LintFinding } from './lint.ts';
import { findingWords, policyFindings, resourcesOf } from './testing/policy-findings.ts';

const seeds = Array.from({ length: 25 }, (_, index) => 40 + index);
const designs = seeds.map((seed) => {
  const version: CalicoVersion = seed % 3 === 0 ? '3.31' : '3.32';
  const manifests = generateDesign(seed, { version });
  return { seed, version, manifests, findings: policyFindings(manifests, { calicoVersion: version }) };
});

describe('whatever is found in a generated design', () => {
  const found = designs.flatMap(({ findings }) => findings);

  test('is said in exactly two sentences', () => {
    const sentences = found.map(({ finding }) => finding.message.split(/(?<=[.?!])\s+/));
    expect(sentences.filter((list) => list.length !== 2 || !list.every((one) => /^[A-Z].*\.$/.test(one)))).toEqual([]);
  });

  test('has a code that is listed, and is no error', () => {
    const codes = [...new Set(found.map(({ finding }) => finding.code))];
    expect(codes.filter((code) => !Object.hasOwn(findingCodes, code))).toEqual([]);
    expect(found.filter(({ finding }) => finding.severity === 'error')).toEqual([]);
    expect(codes.length).toBeGreaterThan(10);
  });

  test('stands at an object of the design, at a place in it or at one that is missing there', () => {
    const misplaced = designs.flatMap(({ manifests, findings }) => {
      const resources = resourcesOf(manifests);
      const stands = ({ resource, finding }: LintFinding): boolean =>
        resource !== null && valueAt(resources[resource]?.manifest, finding.path.slice(0, -1)) !== undefined;
      return findings.filter((one) => !stands(one));
    });
    expect(misplaced).toEqual([]);
  });

  test.each(designs.slice(0, 8))('does not hang on the order of the objects (seed $seed)', (design) => {
    const reversed = policyFindings([...design.manifests].reverse(), { calicoVersion: design.version });
    expect(findingWords(reversed)).toEqual(findingWords(design.findings));
  });
});
