import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Lens } from '../../app/view.svelte.ts';
import { podEndpointId, resourceId } from '../../core/model/ids.ts';
import { tableOf } from '../../core/policy/testing/table-of.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import { summaryAt } from '../../core/policy/verdict-index.ts';
import type { EndpointRow, PairSummary, VerdictTable } from '../../core/policy/verdict-table.ts';
import type { CardSpec } from './element-spec.ts';
import { arrowLimit, lensPairs, noLensPairs, rankOf } from './lens-pairs.ts';
import { Parties } from './parties.ts';

const noLists = { flows: [], changed: [] };
const verdicts: readonly Verdict[] = ['allow', 'deny', 'partial', 'undecided'];
const summaries = verdicts.map((verdict): PairSummary => {
  return { verdict, egress: verdict, ingress: 'allow', allowed: [], door: false, notes: [] };
});

function card(names: readonly string[]): CardSpec {
  const stack = names.map((name) => ({
    id: resourceId({ group: '', kind: 'Pod', namespace: 'n', name }),
    endpoint: podEndpointId('n', name),
    spoken: name,
  }));
  return {
    kind: 'card',
    id: names[0] ?? '',
    face: 'pod',
    title: '',
    subtitle: '',
    labels: [],
    tags: [],
    marks: [],
    failsafes: null,
    width: 1,
    height: 1,
    box: null,
    target: { kind: 'nothing' },
    endpoint: stack[0]?.endpoint ?? null,
    stack: stack.length > 1 ? stack : [],
    collapsed: null,
    emphasis: 'normal',
    spoken: `Stack ${names[0]}`,
  };
}

function row(index: number, hostNetwork: boolean): EndpointRow {
  const id = podEndpointId('n', `p${index}`);
  return { id, kind: 'pod', resource: null, clusterNode: null, namespace: 'n', hostNetwork, origin: 'written' };
}

const classes = 3;
/** A table, and cards that each stand for one endpoint or for some of one class. */
const pictures: fc.Arbitrary<Parties> = fc
  .record({
    endpoints: fc.array(fc.record({ number: fc.nat(classes - 1), node: fc.nat(2), pile: fc.boolean() }), {
      minLength: 1,
      maxLength: 9,
    }),
    hosts: fc.array(fc.boolean(), { minLength: classes, maxLength: classes }),
    apart: fc.array(fc.nat(3), { minLength: classes ** 2, maxLength: classes ** 2 }),
    near: fc.array(fc.nat(3), { minLength: classes ** 2, maxLength: classes ** 2 }),
  })
  .map(({ endpoints, hosts, apart, near }) => {
    const rows = endpoints.map(({ number }, index) => row(index, hosts[number] === true));
    const table: VerdictTable = {
      ...tableOf(rows, summaries, []),
      classOf: Uint32Array.from(endpoints, ({ number }) => number),
      nodeOf: Uint32Array.from(endpoints, ({ node }) => node),
      own: new Uint32Array(classes),
      apart: Uint32Array.from(apart),
      sameNode: Uint32Array.from(near),
    };
    const names = endpoints.map((endpoint, index) => ({ ...endpoint, name: `p${index}` }));
    const piles = [0, 1, 2].map((number) =>
      names.filter((endpoint) => endpoint.pile && endpoint.number === number).map(({ name }) => name),
    );
    const single = names.filter(({ pile }) => !pile).map(({ name }) => [name]);
    return new Parties(table, [...single, ...piles.filter((pile) => pile.length > 0)].map(card));
  });

function isIn(lens: Lens, verdict: Verdict, isAtHost: boolean): boolean {
  if (lens === 'all') return true;
  if (lens === 'boundary') return isAtHost;
  return lens === 'denied' ? verdict === 'deny' : verdict === 'allow' || verdict === 'partial';
}

/** All pairs of a lens, endpoint by endpoint: the rank, the ends and the weight of each arrow; and how many pairs. */
function oneByOne(parties: Parties, lens: Lens): { readonly arrows: readonly string[]; readonly total: number } {
  const { table, list } = parties;
  let total = 0;
  const arrows = list.flatMap((from, source) =>
    list.flatMap((to, destination) => {
      const isAtHost = parties.isAtHost(source) || parties.isAtHost(destination);
      const found = from.rows
        .flatMap((one) =>
          to.rows.filter((other) => other !== one).map((other) => summaryAt(table, one, other)!.verdict),
        )
        .filter((verdict) => isIn(lens, verdict, isAtHost));
      total += found.length;
      const rank = Math.min(...found.map((verdict) => rankOf(verdict, isAtHost)));
      const isUntold = found.length === 0 || (source === destination && rank % 2 === 1);
      return isUntold ? [] : [{ rank, text: `${source} → ${destination}: ${found.length}` }];
    }),
  );
  const sorted = arrows.toSorted((a, b) => a.rank - b.rank);
  return { arrows: sorted.map(({ text }) => text), total };
}

describe.each<Lens>(['all', 'denied', 'allowed', 'boundary'])('the lens %s', (lens) => {
  test('finds by class what there is pair by pair, the interesting first', () => {
    fc.assert(
      fc.property(pictures, (parties) => {
        const { pairs, total } = lensPairs(parties, lens, noLists);
        const arrows = pairs.map(({ source, destination, weight }) => `${source} → ${destination}: ${weight}`);
        expect({ arrows, total }).toEqual(oneByOne(parties, lens));
      }),
      { numRuns: 150, seed: 4 },
    );
  });
});

test('ten thousand endpoints, none alike with more than a few: counted in full, drawn in part, and soon', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => row(index, index % 200 === 0));
  const table: VerdictTable = {
    ...tableOf(rows, summaries, []),
    classOf: Uint32Array.from(rows, (_, index) => index % 1000),
    nodeOf: Uint32Array.from(rows, (_, index) => index % 50),
    own: new Uint32Array(1000),
    apart: Uint32Array.from({ length: 1000 ** 2 }, (_, pair) => (pair % 97 === 0 ? 1 : 0)),
    sameNode: new Uint32Array(1000 ** 2),
  };
  const parties = new Parties(
    table,
    rows.map((_, index) => card([`p${index}`])),
  );
  const { pairs, total } = lensPairs(parties, 'denied', noLists);
  expect(pairs).toHaveLength(arrowLimit);
  expect(total).toBeGreaterThan(900_000);
  expect(pairs.every((pair) => parties.isAtHost(pair.source) || parties.isAtHost(pair.destination))).toBe(true);
});

test('the lens of drawn flows finds none of its own', () => {
  const parties = new Parties(tableOf([row(0, false)], summaries, [0]), [card(['p0'])]);
  expect(lensPairs(parties, 'drawn', noLists)).toEqual(noLensPairs);
});

test('what two parties are to each other is what their members are, pair by pair', () => {
  fc.assert(
    fc.property(pictures, (parties) => {
      for (const [source, from] of parties.list.entries())
        for (const [destination, to] of parties.list.entries()) {
          const pairs = from.rows.flatMap((one) =>
            to.rows.filter((other) => other !== one).map((other) => [one, other]),
          );
          const near = pairs.filter(
            ([one, other]) =>
              parties.table.nodeOf[one!] !== 0 && parties.table.nodeOf[one!] === parties.table.nodeOf[other!],
          );
          const told = parties
            .meet({ source, destination })
            .map(({ summary, pairs: count }) => [summary.verdict, count]);
          const expected = verdicts.map((verdict) => [
            verdict,
            pairs.filter(([one, other]) => summaryAt(parties.table, one!, other!)?.verdict === verdict).length,
          ]);
          expect([...told].sort()).toEqual(expected.filter(([, count]) => count !== 0).sort());
          const counts = [parties.pairs({ source, destination }), parties.neighbours({ source, destination })];
          expect(counts).toEqual([pairs.length, near.length]);
        }
    }),
    { numRuns: 60, seed: 5 },
  );
});
