import { expect, test } from 'vitest';
import type { ResourceId } from '../model/ids.ts';
import { queryOf } from '../policy/testing/design-of.ts';
import { guardFindings, guardProblems } from './guard-findings.ts';
import type { DeadLine, GuardReport } from './guard-report.ts';

/** `worker ingress SSH because`; further words change fields. */
function dead(
  clusterNode: string,
  direction: DeadLine['line']['direction'],
  name: string,
  extra: Partial<DeadLine> = {},
): DeadLine {
  return {
    clusterNode,
    hostEndpoint: `HostEndpoint.projectcalico.org/${clusterNode}` as ResourceId, // as the program names them
    line: { id: name.toUpperCase(), name, direction, traffic: 'TCP 22' },
    traffic: 'TCP 22',
    packet: queryOf(`external/internet -> host/${clusterNode} TCP 22`),
    decidedBy: 'tier t, at its end',
    decider: null,
    because: 'no rule matched',
    afterStep: null,
    sentence: '',
    ...extra,
  };
}

function reportOf(...lines: readonly DeadLine[]): GuardReport {
  return { dead: lines, undecided: [], looked: { hosts: 9, lines: 9, steps: 9 } };
}

function sentences(...lines: readonly DeadLine[]): readonly string[] {
  return guardFindings(reportOf(...lines)).map(({ sentence }) => sentence);
}

test('lines of one host that die by the same hand are one finding', () => {
  expect(sentences(dead('a', 'egress', 'DNS'), dead('a', 'egress', 'BGP'), dead('a', 'egress', 'SSH'))).toEqual([
    'a lets nothing out for DNS (TCP 22), BGP (TCP 22) or SSH (TCP 22): no rule matched.',
  ]);
});

test('another direction, another hand or another step is another finding', () => {
  expect(
    sentences(
      dead('a', 'ingress', 'SSH'),
      dead('a', 'egress', 'SSH'),
      dead('a', 'within', 'probes'),
      dead('a', 'ingress', 'BGP', { because: 'p denied it by rule 1' }),
      dead('a', 'ingress', 'etcd', { afterStep: 'HostEndpoint a' }),
    ),
  ).toEqual([
    'a lets nothing in for SSH (TCP 22): no rule matched.',
    'a lets nothing out for SSH (TCP 22): no rule matched.',
    'a does not reach itself for probes (TCP 22): no rule matched.',
    'a lets nothing in for BGP (TCP 22): p denied it by rule 1.',
    'After HostEndpoint a is applied, and until more is, a lets nothing in for etcd (TCP 22): no rule matched.',
  ]);
});

test('hosts on which just the same dies are told together', () => {
  const two = [dead('a', 'within', 'probes'), dead('b', 'within', 'probes')];
  expect(sentences(...two)).toEqual(['a and b do not reach themselves for probes (TCP 22): no rule matched.']);
  expect(sentences(...two, dead('b', 'within', 'etcd'))).toHaveLength(2);
});

test('of many hosts some are named and all are listed', () => {
  const [finding] = guardFindings(reportOf(...['a', 'b', 'c', 'd', 'e'].map((name) => dead(name, 'ingress', 'SSH'))));
  expect(finding?.sentence).toBe('a, b, c and 2 more hosts let nothing in for SSH (TCP 22): no rule matched.');
  expect(finding?.hosts).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('as problems: an error where it stays dead, a warning where it comes back', () => {
  const problems = guardProblems(
    reportOf(dead('a', 'ingress', 'SSH'), dead('b', 'ingress', 'BGP', { afterStep: 'HostEndpoint b' })),
  );
  expect(problems.map(({ resource, finding }) => [resource, finding.severity, finding.code])).toEqual([
    ['HostEndpoint.projectcalico.org/a', 'error', 'LOCK-OUT'],
    ['HostEndpoint.projectcalico.org/b', 'warning', 'LOCK-OUT'],
  ]);
});
