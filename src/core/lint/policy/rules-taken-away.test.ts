import { describe, expect, test } from 'vitest';
import { identityOf } from '../../manifest/identity.ts';
import type { Manifest } from '../../model/document.ts';
import { resourceId } from '../../model/ids.ts';
import { fieldOf, isJsonArray, isJsonObject } from '../../model/json.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import { evaluateAll } from '../../policy/evaluate.ts';
import { generateDesign } from '../../policy/reference/generate-design.ts';
import { lower } from '../../policy/lower.ts';
import { summaryAt } from '../../policy/verdict-index.ts';
import type { PairSummary } from '../../policy/verdict-table.ts';
import type { LintFinding } from '../lint.ts';
import { policyFindings, resourcesOf } from '../testing/policy-findings.ts';

// What a lint calls without effect can be taken away, and no pair of any generated design is judged otherwise.

const seeds = Array.from({ length: 120 }, (_, index) => 500 + index);
const versionOf = (seed: number): CalicoVersion => (seed % 3 === 0 ? '3.31' : '3.32');

function matrix(manifests: readonly Manifest[], calicoVersion: CalicoVersion): readonly (PairSummary | undefined)[] {
  const table = evaluateAll(lower(Object.values(resourcesOf(manifests)), { calicoVersion }));
  const rows = [...table.endpoints.keys()];
  return rows.flatMap((row) => rows.map((column) => summaryAt(table, row, column)));
}

/** What is open may be known once a rule is gone that asked for what nobody knows (R12.2). */
function isOpen(summary: PairSummary | undefined): boolean {
  return summary !== undefined && [summary.verdict, summary.egress, summary.ingress].includes('undecided');
}

/** The design without the rule or policy of a finding. */
function without(manifests: readonly Manifest[], { resource, finding }: LintFinding): readonly Manifest[] {
  const [, direction, index] = finding.path;
  return manifests.flatMap((manifest) => {
    if (resourceId(identityOf(manifest)) !== resource) return [manifest];
    return typeof direction === 'string' && typeof index === 'number' ? [withoutRule(manifest, direction, index)] : [];
  });
}

/** Its directions stay: without the last rule of one, the default could be another (R4.4). */
function withoutRule(manifest: Manifest, direction: string, index: number): Manifest {
  const spec = fieldOf(manifest, 'spec');
  const rules = fieldOf(spec, direction);
  if (!isJsonObject(spec) || !isJsonArray(rules)) throw new Error('a policy with rules');
  const field = String(manifest['apiVersion']).startsWith('networking.k8s.io') ? 'policyTypes' : 'types';
  const types = fieldOf(spec, field) ?? defaultTypes(spec, field);
  const isCluster = String(manifest['apiVersion']).startsWith('policy.networking.k8s.io');
  return {
    ...manifest,
    spec: { ...spec, ...(isCluster ? {} : { [field]: types }), [direction]: rules.toSpliced(index, 1) },
  };
}

function defaultTypes(spec: Manifest, field: string): readonly string[] {
  const has = (direction: string): boolean => isJsonArray(spec[direction]) && spec[direction].length > 0;
  const isIngress = field === 'policyTypes' || has('ingress') || !has('egress');
  return [...(isIngress ? ['Ingress'] : []), ...(has('egress') ? ['Egress'] : [])];
}

const codes = ['RULE-SHADOWED', 'RULE-NEVER-HIT', 'DENY-INEFFECTIVE', 'POLICY-UNREACHABLE'];

describe('what has no effect can be taken away', () => {
  const seen = new Set<string>();

  test.each(seeds)('in the design of seed %i', (seed) => {
    const version = versionOf(seed);
    const manifests = generateDesign(seed, { version });
    const found = policyFindings(manifests, { calicoVersion: version }).filter(({ finding }) =>
      codes.includes(finding.code),
    );
    const whole = found.length === 0 ? [] : matrix(manifests, version);
    for (const one of found) {
      seen.add(one.finding.code);
      const rest = matrix(without(manifests, one), version);
      expect(
        rest.map((pair, index) => (isOpen(whole[index]) ? whole[index] : pair)),
        one.finding.message,
      ).toEqual(whole);
    }
  });

  test('and every kind of finding was among them', () => {
    expect([...seen].sort()).toEqual([...codes].sort());
  });
});
