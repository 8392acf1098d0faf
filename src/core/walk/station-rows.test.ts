import { expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { judgeFlow, rulesetOf, tier } from '../policy/testing/design-of.ts';
import { bare, cluster, ingress, onDb, policy, severalRules } from '../policy/testing/small-cluster.ts';
import { rowsOfCheckpoint, type StationRow } from './station-rows.ts';

/** Rows in short: `db ✗ 1, 2` for rules asked in vain, else the step's kind with its rule. */
function inShort(row: StationRow): string {
  if (row.kind === 'tried') return `${nameOf(row.policy)} ✗ ${row.rules.map((rule) => rule + 1).join(', ')}`.trim();
  const { step } = row;
  return step.kind === 'rule'
    ? `${nameOf(step.policy)} ${step.action} ${step.rule + 1}`
    : `${step.kind} ${step.action}`;
}

function nameOf(resource: string): string {
  return resource.slice(resource.indexOf('/') + 1);
}

function lastRows(manifests: readonly Manifest[], text: string): readonly string[] {
  const ruleset = rulesetOf(manifests);
  const trace = judgeFlow(ruleset, text).checkpoints.at(-1);
  if (trace === undefined) throw new Error('no checkpoint');
  return rowsOfCheckpoint(ruleset, trace).map(inShort);
}

const early = tier('early', { order: 1 });
const inEarly = (name: string, rules: readonly object[]): Manifest =>
  policy(name, ingress(rules, { selector: "app == 'db'", tier: 'early', order: 1 }));

const cases: readonly [what: string, manifests: readonly Manifest[], flow: string, rows: readonly string[]][] = [
  ['rules before the one that matched', severalRules, 'external/partner -> prod/db UDP 53', ['db ✗ 1, 2', 'db deny 3']],
  ['none before the first', severalRules, 'dev/web -> prod/db ICMP', ['db pass 1', 'profile allow']],
  [
    'all of them at the end of a tier',
    severalRules,
    'dev/near -> prod/db TCP 80',
    ['db ✗ 1, 2, 3, 4', 'tier-default deny'],
  ],
  [
    'what a log rule noted stands between those around it',
    [...cluster, onDb([{ action: 'Allow', protocol: 'UDP' }, { action: 'Log' }, { action: 'Deny', protocol: 'UDP' }])],
    'dev/web -> prod/db TCP 80',
    ['db ✗ 1', 'db log 2', 'db ✗ 3', 'tier-default deny'],
  ],
  [
    'a tier that passes, then the next one',
    [
      ...cluster,
      early,
      inEarly('early.first', [{ action: 'Allow', protocol: 'UDP' }, { action: 'Pass' }]),
      inEarly('early.never', [{ action: 'Deny' }]),
      onDb([{ action: 'Allow' }]),
    ],
    'dev/web -> prod/db TCP 80',
    ['early.first ✗ 1', 'early.first pass 2', 'db allow 1'],
  ],
  [
    'a policy without rules was asked in vain',
    [...cluster, onDb([])],
    'dev/web -> prod/db TCP 80',
    ['db ✗', 'tier-default deny'],
  ],
  [
    'no policy is asked where a failsafe port is open',
    [...cluster, bare, policy('hosts', ingress([{ action: 'Deny' }], { selector: "role == 'node'" }))],
    'dev/web -> host/h1 TCP 22',
    ['failsafe allow'],
  ],
  [
    'which rule leaves it open is not known, so none of that policy is listed',
    [
      ...cluster,
      onDb([
        { action: 'Deny', protocol: 'UDP' },
        { action: 'Allow', source: { selector: 'app ==' } },
      ]),
    ],
    'dev/web -> prod/db TCP 80',
    ['undecided undecided'],
  ],
];

test.each(cases)('%s', (_what, manifests, flow, rows) => {
  expect(lastRows(manifests, flow)).toEqual(rows);
});
