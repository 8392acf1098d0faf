import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkEndpointId, podEndpointId, type EndpointId } from '../model/ids.ts';
import { describeTraffic, type AllowedTraffic } from '../net/describe-traffic.ts';
import { subtractPorts, type PortSet } from '../net/port-set.ts';
import { noTraffic } from '../net/traffic.ts';
import { evaluateAll } from '../policy/evaluate.ts';
import { generateDesign } from '../policy/reference/generate-design.ts';
import { rulesetOf } from '../policy/testing/design-of.ts';
import type { Verdict } from '../policy/trace.ts';
import { tableOf } from '../policy/testing/table-of.ts';
import { summaryAt } from '../policy/verdict-index.ts';
import type { EndpointRow, PairSummary, VerdictTable } from '../policy/verdict-table.ts';
import { compareTables, listedChanges, type TableChange } from './compare-tables.ts';

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
  const { pairs, total, allowed, denied, otherwise } = compareTables(before, after);
  expect({ pairs, total, allowed, denied, otherwise }).toEqual({
    pairs: [],
    total: 0,
    allowed: 0,
    denied: 0,
    otherwise: 0,
  });
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

/** What the comparison must say, found pair by pair. */
function pairByPair(before: VerdictTable, after: VerdictTable): Omit<TableChange, 'between' | 'after'> {
  const one = (table: VerdictTable, ...ids: readonly EndpointId[]): VerdictTable => {
    const [from, to] = ids.map((id) => table.endpoints.findIndex((row) => row.id === id));
    const found = summaryAt(table, from!, to!);
    return tableOf(ids.map(rowOf), found === undefined ? [] : [found], [0, 0, 0, 0]);
  };
  const common = before.endpoints.filter(({ id }) => after.endpoints.some((row) => row.id === id));
  const changes = common.flatMap(({ id: source }) =>
    common
      .filter(({ id }) => id !== source)
      .map(({ id }) => compareTables(one(before, source, id), one(after, source, id)))
      // The same pair the other way has been put into the table of one pair as well.
      .map(({ pairs: [pair], total, allowed, denied, otherwise }) => ({
        pairs: pair === undefined ? [] : [pair],
        total: total / 2,
        allowed: allowed / 2,
        denied: denied / 2,
        otherwise: otherwise / 2,
      })),
  );
  const sum = (count: (change: (typeof changes)[number]) => number): number =>
    changes.reduce((total, change) => total + count(change), 0);
  return {
    pairs: changes.flatMap(({ pairs }) => pairs),
    total: sum(({ total }) => total),
    allowed: sum(({ allowed }) => allowed),
    denied: sum(({ denied }) => denied),
    otherwise: sum(({ otherwise }) => otherwise),
  };
}

function told({ pairs, total, allowed, denied, otherwise }: Omit<TableChange, 'between' | 'after'>): unknown {
  return { pairs, total, allowed, denied, otherwise };
}

describe('by class it finds what it finds pair by pair', () => {
  const summaries = [summary('deny'), all, tcp('22'), tcp('22,80'), undecided, { ...summary('deny'), egress: 'deny' }];
  const ids = Array.from({ length: 9 }, (_, index) => podEndpointId('n', `p${index}`));
  const classes = 3;
  const square = fc.array(fc.nat(summaries.length - 1), { minLength: classes ** 2, maxLength: classes ** 2 });
  const tables: fc.Arbitrary<VerdictTable> = fc
    .record({
      rows: fc.shuffledSubarray(ids, { minLength: 2 }),
      classOf: fc.array(fc.nat(classes - 1), { minLength: 9, maxLength: 9 }),
      nodeOf: fc.array(fc.nat(3), { minLength: 9, maxLength: 9 }),
      apart: square,
      sameNode: square,
    })
    .map(({ rows, classOf, nodeOf, apart, sameNode }) => ({
      ...tableOf(rows.map(rowOf), summaries as readonly PairSummary[], []),
      classOf: Uint32Array.from(classOf.slice(0, rows.length)),
      nodeOf: Uint32Array.from(nodeOf.slice(0, rows.length)),
      own: new Uint32Array(classes),
      apart: Uint32Array.from(apart),
      sameNode: Uint32Array.from(sameNode),
    }));

  test('in tables whose rows change class and move from node to node', () => {
    fc.assert(
      fc.property(tables, tables, (before, after) => {
        expect(told(compareTables(before, after))).toEqual(pairByPair(before, after));
      }),
      { numRuns: 120, seed: 2 },
    );
  });

  test('in tables in which nobody moves, although the nodes have other numbers', () => {
    fc.assert(
      fc.property(tables, square, square, (before, apart, sameNode) => {
        const nodeOf = before.nodeOf.map((node) => (node === 0 ? 0 : 4 - node));
        const after = { ...before, nodeOf, apart: Uint32Array.from(apart), sameNode: Uint32Array.from(sameNode) };
        expect(told(compareTables(before, after))).toEqual(pairByPair(before, after));
      }),
      { numRuns: 80, seed: 3 },
    );
  });

  test('in generated designs with one manifest more', () => {
    let changed = 0;
    for (let seed = 1; seed <= 12; seed += 1) {
      const manifests = generateDesign(seed, { version: '3.32' });
      const without = manifests.filter((_, index) => index !== (seed * 7) % manifests.length);
      const [before, after] = [evaluateAll(rulesetOf(without)), evaluateAll(rulesetOf(manifests))];
      const change = compareTables(before, after);
      changed += change.pairs.length;
      expect(told(change)).toEqual(pairByPair(before, after));
    }
    expect(changed).toBeGreaterThan(20);
  });
});

test('any pair can be asked for, listed or not', () => {
  const before = table([a, b, c], { [`${a} ${c}`]: all });
  const change = compareTables(before, table([c, b, a]));
  expect(change.between(a, c)).toEqual(change.pairs[0]);
  expect([change.between(c, a), change.between(a, a), change.between(a, podEndpointId('n', 'gone'))]).toEqual([
    null,
    null,
    null,
  ]);
});

test('of very many pairs some of each kind are listed, and all are counted', () => {
  const rows = Array.from({ length: 120 }, (_, index) => rowOf(podEndpointId('n', `p${index}`)));
  // The last one is a class of its own: its pairs come last and are few.
  const classOf = Uint32Array.from(rows, (_, row) => (row === 119 ? 1 : 0));
  const of = (index: number): VerdictTable => ({
    ...tableOf(rows, [summary('deny'), all], []),
    classOf,
    nodeOf: new Uint32Array(rows.length),
    own: new Uint32Array(2),
    apart: new Uint32Array(4).fill(index),
    sameNode: new Uint32Array(4).fill(index),
  });
  const { pairs, total, allowed } = compareTables(of(0), of(1));
  expect([pairs.length, total, allowed]).toEqual([listedChanges, 120 * 119, 120 * 119]);
  const last = rows[119]!.id;
  expect(pairs.some(({ source }) => source === last)).toBe(true);
  expect(pairs.some(({ destination }) => destination === last)).toBe(true);
});
