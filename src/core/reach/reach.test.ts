import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTraffic, type TrafficQuery } from '../find/traffic-query.ts';
import type { EndpointId } from '../model/ids.ts';
import type { AllowedTraffic } from '../net/describe-traffic.ts';
import type { Verdict } from '../policy/trace.ts';
import { summaryAt } from '../policy/verdict-index.ts';
import type { EndpointKind, PairSummary, VerdictTable } from '../policy/verdict-table.ts';
import { passageOf, reachFrom, rowsOfWay, type Reach } from './reach.ts';

function summary(
  verdict: Verdict,
  allowed: readonly AllowedTraffic[] = [],
  notes: readonly string[] = [],
): PairSummary {
  return { verdict, egress: verdict, ingress: verdict, allowed, door: false, notes };
}

const everything: readonly AllowedTraffic[] = [
  { protocol: 'TCP', ports: '*' },
  { protocol: 'UDP', ports: '*' },
];
const sshOnly: readonly AllowedTraffic[] = [{ protocol: 'TCP', ports: '22' }];
const summaries = [
  summary('deny'),
  summary('allow', everything),
  summary('partial', sshOnly),
  summary('undecided', [], ['why']),
  summary('undecided', sshOnly, ['why']),
  summary('partial', [], ['203.0.113.0/24 is allowed TCP 80.']),
];
const [deny, allow, ssh, unknown] = [0, 1, 2, 3];

interface Drawn {
  readonly kinds: readonly EndpointKind[];
  readonly classOf: readonly number[];
  readonly nodeOf: readonly number[];
  readonly own: readonly number[];
  readonly sameNode: readonly number[];
  readonly apart: readonly number[];
}

function tableOf({ kinds, classOf, nodeOf, own, sameNode, apart }: Drawn): VerdictTable {
  const numbers = (values: readonly number[]): Uint32Array<ArrayBuffer> => Uint32Array.from(values);
  return {
    calicoVersion: '3.32',
    endpoints: kinds.map((kind, row) => ({
      id: `e/${row}` as EndpointId, // as ids are written
      kind,
      resource: null,
      clusterNode: null,
      namespace: null,
      hostNetwork: false,
      origin: 'written',
    })),
    summaries,
    classOf: numbers(classOf),
    nodeOf: numbers(nodeOf),
    own: numbers(own),
    sameNode: numbers(sameNode),
    apart: numbers(apart),
    problems: [],
  };
}

/** Every row a class of its own; `pairs` says which summary each ordered pair has, all others are denied. */
function tableWith(
  kinds: readonly EndpointKind[],
  pairs: readonly (readonly [from: number, to: number, summary: number])[],
): VerdictTable {
  const size = kinds.length;
  const apart = Array.from({ length: size * size }, () => deny);
  for (const [from, to, index] of pairs) apart[from * size + to] = index;
  const rows = kinds.map((_, row) => row);
  return tableOf({
    kinds,
    classOf: rows,
    nodeOf: rows.map(() => 0),
    own: rows.map(() => allow),
    sameNode: apart,
    apart,
  });
}

function said({ reached, possible, outOfReach }: Reach): readonly string[] {
  return [
    reached.map(({ row, hop, from }) => `${from}→${row} in ${hop}`).join(', '),
    possible.map(({ row, hop, from }) => `${from}→${row} in ${hop}`).join(', '),
    outOfReach.join(', '),
  ];
}

function traffic(text: string): TrafficQuery {
  const parsed = parseTraffic(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

describe('what a compromised endpoint lays open', () => {
  const pods = (count: number): readonly EndpointKind[] => Array.from({ length: count }, () => 'pod');
  const cases: readonly (readonly [what: string, table: VerdictTable, expected: readonly string[]])[] = [
    ['nothing where all is denied', tableWith(pods(2), []), ['', '', '1']],
    [
      'one connection after the other',
      tableWith(pods(4), [
        [0, 1, allow],
        [1, 2, ssh],
      ]),
      ['0→1 in 1, 1→2 in 2', '', '3'],
    ],
    [
      'each in as few hops as there can be',
      tableWith(pods(3), [
        [0, 1, allow],
        [1, 2, allow],
        [0, 2, ssh],
      ]),
      ['0→1 in 1, 0→2 in 1', '', ''],
    ],
    ['nothing against the direction of a connection', tableWith(pods(2), [[1, 0, allow]]), ['', '', '1']],
    [
      'no end of a ring of connections twice',
      tableWith(pods(3), [
        [0, 1, allow],
        [1, 0, allow],
        [1, 2, allow],
        [2, 1, allow],
      ]),
      ['0→1 in 1, 1→2 in 2', '', ''],
    ],
    [
      'an external network, but nothing behind it',
      tableWith(
        ['pod', 'network', 'host'],
        [
          [0, 1, allow],
          [1, 2, allow],
        ],
      ),
      ['0→1 in 1', '', '2'],
    ],
    [
      'from an external network what it may connect to',
      tableWith(
        ['network', 'host', 'pod'],
        [
          [0, 1, ssh],
          [1, 2, allow],
        ],
      ),
      ['0→1 in 1, 1→2 in 2', '', ''],
    ],
    [
      'perhaps what only a connection leads to that can’t be evaluated, and what is behind it',
      tableWith(pods(5), [
        [0, 1, allow],
        [1, 2, unknown],
        [2, 3, allow],
        [0, 4, unknown],
      ]),
      ['0→1 in 1', '0→4 in 1, 1→2 in 2, 2→3 in 3', ''],
    ],
    [
      'surely what another way leads to as well',
      tableWith(pods(3), [
        [0, 2, unknown],
        [0, 1, allow],
        [1, 2, allow],
      ]),
      ['0→1 in 1, 1→2 in 2', '', ''],
    ],
  ];
  test.each(cases)('%s', (_what, table, expected) => {
    expect(said(reachFrom(table, 0, null))).toEqual(expected);
  });

  test('only what the traffic that is asked for can reach', () => {
    const table = tableWith(pods(3), [
      [0, 1, allow],
      [1, 2, ssh],
    ]);
    expect(said(reachFrom(table, 0, traffic('TCP/22')))[0]).toBe('0→1 in 1, 1→2 in 2');
    expect(said(reachFrom(table, 0, traffic('TCP/80')))[0]).toBe('0→1 in 1');
  });

  test('the way to an endpoint starts at the origin', () => {
    const table = tableWith(pods(4), [
      [0, 2, allow],
      [2, 1, unknown],
    ]);
    const reach = reachFrom(table, 0, null);
    expect([rowsOfWay(reach, 1), rowsOfWay(reach, 0), rowsOfWay(reach, 3)]).toEqual([[0, 2, 1], [0], []]);
  });
});

test.each([
  [0, null, 'closed'],
  [1, null, 'open'],
  [2, null, 'open'],
  [3, null, 'unknown'],
  [4, null, 'open'],
  [5, null, 'open'],
  [0, 'TCP/22', 'closed'],
  [1, 'TCP/22', 'open'],
  [2, 'TCP/22', 'open'],
  [2, 'TCP/20-30', 'open'],
  [2, 'TCP/80', 'closed'],
  [3, 'TCP/22', 'unknown'],
  [4, 'TCP/22', 'open'],
  [4, 'TCP/80', 'unknown'],
  [5, 'TCP/80', 'unknown'],
] as const)('summary %i asked for %s is %s', (index, asked, passage) => {
  const judged = summaries[index];
  expect(judged && passageOf(judged, asked === null ? null : traffic(asked))).toBe(passage);
});

const drawn: fc.Arbitrary<Drawn> = fc
  .record({ size: fc.integer({ min: 1, max: 9 }), classes: fc.integer({ min: 1, max: 5 }) })
  .chain(({ size, classes }) => {
    const square = fc.array(fc.constantFrom(deny, deny, deny, allow, ssh, unknown, 4, 5), {
      minLength: classes * classes,
      maxLength: classes * classes,
    });
    const rows = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(of, { minLength: size, maxLength: size });
    return fc.record({
      kinds: rows(fc.constantFrom<EndpointKind>('pod', 'pod', 'host', 'network')),
      classOf: rows(fc.integer({ min: 0, max: classes - 1 })),
      nodeOf: rows(fc.integer({ min: 0, max: 2 })),
      own: fc.constant(Array.from({ length: classes }, () => allow)),
      sameNode: square,
      apart: square,
    });
  });

/** Hops by trying every pair again and again until nothing changes; unreachable: not in it. */
function naive(
  table: VerdictTable,
  asked: TrafficQuery | null,
  begun: ReadonlyMap<number, number>,
  open: string,
): Map<number, number> {
  const hops = new Map(begun);
  const rows = [...table.endpoints.keys()];
  for (let changed = true; changed;) {
    changed = false;
    for (const from of rows)
      for (const to of rows) {
        const [at, pair] = [hops.get(from), summaryAt(table, from, to)];
        const isEnd = from !== 0 && table.endpoints[from]?.kind === 'network';
        if (at === undefined || pair === undefined || isEnd || from === to || begun.has(to)) continue;
        if (!open.includes(passageOf(pair, asked)) || (hops.get(to) ?? Infinity) <= at + 1) continue;
        hops.set(to, at + 1);
        changed = true;
      }
  }
  return hops;
}

test.each([null, 'TCP/22', 'TCP/80'])('agrees with the naive closure of random tables, asked for %s', (text) => {
  const asked = text === null ? null : traffic(text);
  fc.assert(
    fc.property(drawn, (design) => {
      const table = tableOf(design);
      const reach = reachFrom(table, 0, asked);
      const sure = naive(table, asked, new Map([[0, 0]]), 'open');
      const all = naive(table, asked, sure, 'open unknown');
      const hopsOf = (ways: Reach['reached']): readonly (readonly [number, number])[] =>
        ways.map(({ row, hop }) => [row, hop] as const).sort(([a], [b]) => a - b);
      const sorted = (hops: Map<number, number>): readonly (readonly [number, number])[] =>
        [...hops].filter(([row]) => row !== 0).sort(([a], [b]) => a - b);
      expect(hopsOf(reach.reached)).toEqual(sorted(sure));
      expect(hopsOf([...reach.reached, ...reach.possible])).toEqual(sorted(all));
      expect(reach.outOfReach).toEqual([...table.endpoints.keys()].filter((row) => !all.has(row)));
      for (const { row, hop, from, summary: judged } of [...reach.reached, ...reach.possible]) {
        expect(summaryAt(table, from, row)).toBe(judged);
        expect(passageOf(judged, asked)).not.toBe('closed');
        expect(rowsOfWay(reach, row)).toHaveLength(hop + 1);
      }
    }),
    { numRuns: 400 },
  );
});

test('ten thousand endpoints of few kinds take a moment, not minutes', () => {
  const size = 10_000;
  const rows = Array.from({ length: size }, (_, row) => row);
  const table = tableOf({
    kinds: rows.map(() => 'pod'),
    classOf: rows.map((row) => row % 50),
    nodeOf: rows.map((row) => row % 20),
    own: Array.from({ length: 50 }, () => allow),
    // Each class leads to the next one only.
    sameNode: Array.from({ length: 2500 }, (_, at) => (at % 50 === Math.floor(at / 50) + 1 ? allow : deny)),
    apart: Array.from({ length: 2500 }, (_, at) => (at % 50 === Math.floor(at / 50) + 1 ? allow : deny)),
  });
  const { reached, outOfReach } = reachFrom(table, 0, null);
  expect([reached.length, reached.at(-1)?.hop, outOfReach.length]).toEqual([9_800, 49, 199]);
}, 5_000);
