import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { podEndpointId } from '../model/ids.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { evaluateFlow } from './evaluate.ts';
import { ConformanceTally } from './testing/conformance-tally.ts';
import { queryOf, rulesetOf } from './testing/design-of.ts';

const folder = join(process.cwd(), '..', 'shared', 'conformance', 'npa');
const isPresent = existsSync(folder);
if (!isPresent) process.stdout.write('network-policy-api scenarios skipped: ../shared/conformance is not there\n');

interface PodName {
  readonly namespace: string;
  readonly pod: string;
}

interface Suite {
  readonly test: string;
  readonly base: string;
  readonly scenarios: readonly {
    readonly scenario: string;
    readonly namespaceOverrides: readonly Manifest[];
    readonly policies: readonly Manifest[];
    readonly probes: readonly {
      readonly from: PodName;
      readonly to: PodName;
      readonly protocol: 'TCP' | 'UDP' | 'SCTP';
      readonly port: number;
      readonly expected: 'allow' | 'deny';
      readonly subtest: string;
    }[];
  }[];
}

/** The Calico version that enforces the API (R1.1), and how many probes its suites hold: none may wait. */
const apis: readonly (readonly [api: string, version: CalicoVersion, probes: number])[] = [
  ['adminnetworkpolicy-v1alpha1', '3.31', 40],
  ['clusternetworkpolicy-v1alpha2', '3.32', 40],
];

describe.runIf(isPresent).each(apis)('network-policy-api %s', (api, calicoVersion, probes) => {
  test('every probe has the verdict of the upstream suite', () => {
    const files = readdirSync(join(folder, api)).filter((file) => file.endsWith('.json'));
    const tally = new ConformanceTally();
    for (const file of files) runSuite(api, file, calicoVersion, tally);
    process.stdout.write(tally.report(`npa/${api}, ${files.length} files, Calico ${calicoVersion}`));
    expect(tally.differences).toEqual([]);
    expect(tally.waiting).toEqual({});
    expect(tally.agreed).toBeGreaterThanOrEqual(probes);
  });
});

function runSuite(api: string, file: string, calicoVersion: CalicoVersion, tally: ConformanceTally): void {
  const suite = JSON.parse(readFileSync(join(folder, api, file), 'utf8')) as Suite; // as its README describes
  const base = loadAll(readFileSync(join(folder, api, suite.base), 'utf8')) as Manifest[]; // objects only
  for (const { scenario, namespaceOverrides, policies, probes } of suite.scenarios) {
    const ruleset = rulesetOf([...base, ...namespaceOverrides, ...policies], { calicoVersion });
    for (const { from, to, protocol, port, expected, subtest } of probes) {
      const source = podEndpointId(from.namespace, from.pod);
      const destination = podEndpointId(to.namespace, to.pod);
      const result = evaluateFlow(ruleset, queryOf(`${source} -> ${destination} ${protocol} ${port}`));
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      const { step } = result.value.decidedBy;
      const reason = step.kind === 'undecided' ? step.reason : '';
      const what = `${scenario} ${source} → ${destination} ${protocol} ${port} (${subtest})`;
      tally.compare(what, expected, result.value.verdict, reason);
    }
  }
}
