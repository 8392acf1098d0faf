import fc from 'fast-check';
import { expect, test } from 'vitest';
import { podEndpointId } from '../../core/model/ids.ts';
import { tableOf } from '../../core/policy/testing/table-of.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import { summaryAt } from '../../core/policy/verdict-index.ts';
import type { EndpointRow, PairSummary, VerdictTable } from '../../core/policy/verdict-table.ts';
import type { Lens } from '../../app/view.svelte.ts';
import { arrowLimit, lensPairs } from './lens-pairs.ts';
import { Parties } from './parties.ts';
import { testBox, testCard } from './testing/specs.ts';

const verdicts: readonly Verdict[] = ['allow', 'deny', 'partial', 'undecided'];
const summaries = verdicts.map((verdict): PairSummary => {
  return { verdict, egress: verdict, ingress: 'allow', allowed: [], door: false, notes: [] };
});
const row = (index: number, node: number, hostNetwork: boolean): EndpointRow => ({
  id: podEndpointId('n', `p${index}`),
  kind: 'pod',
  resource: null,
  clusterNode: node === 0 ? null : `w${node}`,
  namespace: 'n',
  hostNetwork,
  origin: 'written',
});

/** Endpoints with verdicts of any kind, on cards that stand for some of them: some alone, some in collapsed boxes. */
const pictures = fc
  .record({
    endpoints: fc.array(fc.record({ node: fc.nat(2), box: fc.nat(3), isAtHost: fc.boolean() }), {
      minLength: 1,
      maxLength: 8,
    }),
    verdict: fc.array(fc.nat(3), { minLength: 64, maxLength: 64 }),
  })
  .map(({ endpoints, verdict }) => {
    const rows = endpoints.map(({ node, isAtHost }, index) => row(index, node, isAtHost));
    const pairs = rows.flatMap((_from, from) => rows.map((_to, to) => verdict[from * 8 + to] ?? 0));
    const table = tableOf(rows, summaries, pairs);
    const cards = rows.map(({ id }) => testCard(id));
    // Box 0 stands for no box: those cards are free.
    const free = cards.filter((_, index) => endpoints[index]?.box === 0);
    const boxed = [1, 2, 3].flatMap((number) => {
      const inside = cards.filter((_, index) => endpoints[index]?.box === number);
      const box = testBox(`box-${number}`);
      return inside.length === 0
        ? []
        : [testCard(box.id, { endpoint: null, collapsed: { box, cards: inside, isAutomatic: false } })];
    });
    return { table, parties: new Parties(table, [...free, ...boxed]) };
  });

/** Pair by pair, as one would by hand. */
function counted(table: VerdictTable, from: readonly number[], to: readonly number[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const source of from)
    for (const destination of to) {
      const summary = summaryAt(table, source, destination);
      if (source === destination || summary === undefined) continue;
      const atHost = [source, destination].some((index) => table.endpoints[index]?.hostNetwork === true);
      const key = `${summary.verdict} ${atHost}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return counts;
}

test('what the members of two cards are to each other is what each pair of them is', () => {
  fc.assert(
    fc.property(pictures, ({ table, parties }) => {
      for (const source of parties.list.keys())
        for (const destination of parties.list.keys()) {
          const told = parties.tally({ source, destination });
          const counts = new Map<string, number>();
          for (const { summary, isAtHost, pairs } of told) counts.set(`${summary.verdict} ${isAtHost}`, pairs);
          const [from, to] = [parties.party(source).rows, parties.party(destination).rows];
          expect(new Map([...counts].sort())).toEqual(new Map([...counted(table, from, to)].sort()));
        }
    }),
  );
});

const lenses: readonly Lens[] = ['all', 'denied', 'allowed', 'boundary'];
const isIn: Readonly<Record<string, (verdict: string, atHost: string) => boolean>> = {
  all: () => true,
  denied: (verdict) => verdict === 'deny',
  allowed: (verdict) => verdict === 'allow' || verdict === 'partial',
  boundary: (_verdict, atHost) => atHost === 'true',
};

test('a lens counts the pairs behind every card, whatever boxes are collapsed', () => {
  fc.assert(
    fc.property(pictures, fc.constantFrom(...lenses), ({ table, parties }, lens) => {
      const { pairs, total } = lensPairs(parties, lens, { flows: [], changed: [] });
      const all = [...table.endpoints.keys()];
      const wanted = [...counted(table, all, all)].filter(([key]) =>
        isIn[lens]?.(...(key.split(' ') as [string, string])),
      );
      expect(total).toBe(wanted.reduce((sum, [, count]) => sum + count, 0));
      expect(pairs.length).toBeLessThanOrEqual(arrowLimit);
      for (const pair of pairs) {
        const inside = counted(table, parties.party(pair.source).rows, parties.party(pair.destination).rows);
        const count = [...inside].filter(([key]) => isIn[lens]?.(...(key.split(' ') as [string, string])));
        expect(pair.weight).toBe(count.reduce((sum, [, share]) => sum + share, 0));
      }
    }),
  );
});
