import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDesign } from '../../file/design-file.ts';
import { findingWords, policyFindings } from '../testing/policy-findings.ts';

type Taught = readonly [finding: string, reason: string];

const tierTie: Taught = [
  'TIER-ORDER-TIE host-firewall order',
  'The lesson’s order of 1,000,000 is that of tier default, and it works by the alphabet (semantics.md 10.5).',
];

/** All that the shipped designs are told about their policies, and why it is no false alarm. */
const samples: readonly (readonly [file: string, findings: readonly Taught[]])[] = [
  ['firewall-the-nodes', [tierTie]],
  ['firewall-the-nodes-as-written', [tierTie]],
  [
    'protect-kubernetes-nodes',
    ['allow-master-to-master', 'allow-master-to-master-local'].map((policy) => [
      `RULE-SHADOWED ${policy} egress.0`,
      'All four policies of the lesson open egress for everyone; for masters the first one does.',
    ]),
  ],
];

test.each(samples)('%s', (file, expected) => {
  const text = readFileSync(`assets/samples/${file}.firewright.yaml`, 'utf8');
  const { document } = openDesign([{ name: file, text }]);
  const findings = policyFindings(Object.values(document.resources).map(({ manifest }) => manifest));
  expect(findingWords(findings)).toEqual(expected.map(([finding]) => finding).sort());
});
