import { expect, test } from 'vitest';
import { intersectTraffic, noTraffic, sameTraffic, trafficOf, unionTraffic } from '../../net/traffic.ts';
import { describeTraffic } from '../../net/describe-traffic.ts';
import { ConformanceTally, portsAllowed } from './conformance-tally.ts';

test('a verdict that is not given waits, and a wrong one differs', () => {
  const tally = new ConformanceTally();
  tally.compare('a', 'allow', 'allow', '');
  tally.compare('b', 'deny', 'undecided', 'not modelled');
  tally.compare('c', 'deny', 'allow', '');
  tally.wait('not modelled', 2);
  expect(tally.agreed).toBe(1);
  expect(tally.waiting).toEqual({ 'not modelled': 3 });
  expect(tally.differences).toEqual(['c: expected deny, got allow']);
  expect(tally.report('suite')).toBe(
    'suite: 1 agree, 3 wait (not modelled), 1 differ\n  c: expected deny, got allow\n',
  );
});

test('what a table says of ports is read back as the set that it was printed from', () => {
  const sets = [
    noTraffic,
    trafficOf(6),
    [trafficOf(6, [22, 22, 8080, 8090]), trafficOf(17, [1, 4788, 4790, 65535]), trafficOf(132)].reduce(unionTraffic),
  ];
  for (const set of sets) expect(sameTraffic(portsAllowed(describeTraffic(set)), set)).toBe(true);
  const withOthers = unionTraffic(trafficOf(1), trafficOf(47));
  expect(sameTraffic(portsAllowed(describeTraffic(withOthers)), intersectTraffic(withOthers, noTraffic))).toBe(true);
});
