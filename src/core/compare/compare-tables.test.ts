import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkEndpointId, podEndpointId, type EndpointId } from '../model/ids.ts';
import { describeTraffic, type AllowedTraffic } from '../net/describe-traffic.ts';
import { subtractPorts, type PortSet } from '../net/port-set.ts';
import { noTraffic } from '../net/traffic.ts';
import type { Verdict } from '../policy/trace.ts';
import { tableOf } from '../policy/testing/table-of.ts';
import type { EndpointRow, PairSummary, VerdictTable } from '../policy/verdict-table.ts';
import { compareTables } from './compare-tables.ts';

const [a, b, c] = [podEndpointId('n', 'a'), podEndpointId('n', 'b'), networkEndpointId('c')];

function summary(verdict: Verdict, allowed: readonly AllowedTraffic[] = []): PairSummary {
  return { verdict, egress: 'allow', ingress: verdict, allowed, door: false, notes: [] };
}

function tcp(ports: string): PairSummary {
  return summary('partial', [{ protocol: 'TCP', ports }]);
}

function icmp(types: string): PairSummary {
  return summary('partial', [{ protocol: 'ICMP', types }]);
}

/** A table of `ids`, all pairs denied but the given ones (keys `source destination`). */
function table(ids: readonly EndpointId[], pairs: Readonly<Record<string, PairSummary>> = {}): VerdictTable {
  const denied = summary('deny');
  const summaries = [denied, ...Object.values(pairs)];
  const at = (source: EndpointId, destination: EndpointId): number =>
    summaries.indexOf(pairs[`${source} ${destination}`] ?? denied);
  return tableOf(
    ids.map(rowOf),
    summaries,
    ids.flatMap((source) => ids.map((destination) => at(source, destination))),
  );
}

function rowOf(id: EndpointId): EndpointRow {
  return { id, kind: 'pod', resource: null, clusterNode: null, namespace: null, hostNetwork: false, origin: 'written' };
}

const all = summary('allow', [{ protocol: 'TCP', ports: '*' }]);
const undecided = summary('undecided');

describe('one pair', () => {
  const cases: readonly (readonly [why: string, before: PairSummary, after: PairSummary, counts: string])[] = [
    ['stays denied', summary('deny'), summary('deny'), 'same'],
    ['stays as it is, told in other words', tcp('22,80'), tcp('22,80'), 'same'],
    ['is opened', summary('deny'), all, '+1 −0'],
    ['is closed', all, summary('deny'), '+0 −1'],
    ['gains a port', tcp('22'), tcp('22,80'), '+1 −0'],
    ['loses a port', tcp('22-80'), tcp('22-79'), '+0 −1'],
    ['changes ports', tcp('22'), tcp('80'), '+1 −1'],
    ['opens what was partial', tcp('22'), all, '+1 −0'],
    ['changes protocol', tcp('53'), summary('partial', [{ protocol: 'UDP', ports: '53' }]), '+1 −1'],
    ['gains an ICMP code', icmp('8/0'), icmp('8'), '+1 −0'],
    ['loses ICMP types of a range', icmp('8-12'), icmp('8-10'), '+0 −1'],
    ['loses codes of a range', icmp('3/0-4'), icmp('3/0-3'), '+0 −1'],
    ['writes the same ICMP types otherwise', icmp('8,9'), icmp('8-9'), 'same'],
    ['is no longer known', tcp('22'), undecided, '+0 −1'],
    ['becomes known', undecided, summary('deny'), '+0 −0'],
    ['is decided at the other end', summary('deny'), { ...summary('deny'), egress: 'deny' }, '+0 −0'],
  ];
  test.each(cases)('%s', (_why, before, after, counts) => {
    const { pairs, allowed, denied, otherwise } = compareTables(
      table([a, b], { [`${a} ${b}`]: before }),
      table([a, b], { [`${a} ${b}`]: after }),
    );
    const isSame = counts === 'same';
    expect(otherwise).toBe(counts === '+0 −0' ? 1 : 0);
    expect([`+${allowed} −${denied}`, pairs]).toEqual([
      isSame ? '+0 −0' : counts,
      isSame ? [] : [{ source: a, destination: b, before, after }],
    ]);
  });
});

test('pairs are found by name, in whatever order the rows come', () => {
  const before = table([a, b, c], { [`${a} ${c}`]: all });
  const after = table([c, b, a], { [`${a} ${c}`]: all });
  expect(compareTables(before, after)).toEqual({ pairs: [], allowed: 0, denied: 0, otherwise: 0 });
});

test('endpoints that only one table has are left out', () => {
  const change = compareTables(table([a, b], { [`${a} ${b}`]: all }), table([b, c], { [`${b} ${c}`]: all }));
  expect(change.pairs).toEqual([]);
});

test('an endpoint to itself is no connection', () => {
  expect(compareTables(table([a]), table([a], { [`${a} ${a}`]: all })).pairs).toEqual([]);
});

test('what is gained and lost is what the sets of traffic say, however they are printed', () => {
  const ranges = (most: number): fc.Arbitrary<PortSet> =>
    fc
      .uniqueArray(fc.integer({ min: 1, max: most }), { maxLength: 6 })
      .map((numbers) => [...numbers].sort((x, y) => x - y))
      .map((sorted) => (sorted.length % 2 === 0 ? sorted : sorted.slice(1)))
      .filter((sorted) =>
        sorted.every((number, index) => index % 2 === 1 || index === 0 || number > sorted[index - 1]! + 1),
      );
  const traffics = fc.record({ tcp: ranges(65535), icmp: ranges(3000) }).map((part) => ({ ...noTraffic, ...part }));
  fc.assert(
    fc.property(traffics, traffics, (before, after) => {
      const change = compareTables(
        table([a, b], { [`${a} ${b}`]: summary('partial', describeTraffic(before)) }),
        table([a, b], { [`${a} ${b}`]: summary('partial', describeTraffic(after)) }),
      );
      const more = (x: typeof before, y: typeof before): boolean =>
        subtractPorts(x.tcp, y.tcp).length > 0 || subtractPorts(x.icmp, y.icmp).length > 0;
      expect([change.allowed === 1, change.denied === 1]).toEqual([more(after, before), more(before, after)]);
    }),
    { numRuns: 300, seed: 1 },
  );
});
