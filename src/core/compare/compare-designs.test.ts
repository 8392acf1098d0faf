import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { evaluateAll, evaluatePair } from '../policy/evaluate.ts';
import { generateDesign } from '../policy/reference/generate-design.ts';
import { hostEndpoint, network, node, pod, rulesetOf } from '../policy/testing/design-of.ts';
import { bare, cluster, guard, ingress, onDb, policy } from '../policy/testing/small-cluster.ts';
import { summaryAt } from '../policy/verdict-index.ts';
import { compareDesigns, type ConnectionChange, type DesignComparison, type JudgedDesign } from './compare-designs.ts';
import { comparePassing, passingByResult, type PassingPart } from './passing.ts';
import { isEmptyTraffic } from '../net/traffic.ts';

function judged(manifests: readonly Manifest[]): JudgedDesign {
  const ruleset = rulesetOf(manifests);
  return { ruleset, table: evaluateAll(ruleset) };
}

function compare(before: readonly Manifest[], after: readonly Manifest[], limit?: number): DesignComparison {
  return compareDesigns(judged(before), judged(after), limit);
}

function say({ source, destination, event, effect, gained, lost, unclear }: ConnectionChange): string {
  const traffic = (sign: string, entries: typeof gained): string =>
    entries.map((entry) => ` ${sign}${entry.protocol} ${'types' in entry ? entry.types : entry.ports}`).join('');
  return `${source} → ${destination} ${event} ${effect}${traffic('+', gained)}${traffic('-', lost)}${traffic('?', unclear)}`;
}

const said = ({ connections }: DesignComparison, about = 'dev/web → prod/db'): readonly string[] =>
  connections.map(say).filter((line) => line.startsWith(about));

const latest = { version: '3.32' } as const;

const allow = (...ports: readonly (number | string)[]): object => ({
  action: 'Allow',
  protocol: 'TCP',
  destination: { ports },
});
const web = (...ports: readonly (number | string)[]): Manifest => onDb([allow(...ports)]);

describe('one pair', () => {
  const closed = onDb([]);
  const rows: readonly (readonly [why: string, before: Manifest, after: Manifest, said: readonly string[]])[] = [
    ['stays as it is', web(80), web(80), []],
    ['stays as it is in other words', web('80:82'), web(80, 81, 82), []],
    ['comes', closed, web(80), ['added widened +TCP 80']],
    ['goes', web(80), closed, ['removed narrowed -TCP 80']],
    ['gains', web(80), web(80, 81), ['changed widened +TCP 81']],
    ['loses', web(80, 81), web(81), ['changed narrowed -TCP 80']],
    ['gains and loses', web(80), web(81), ['changed both +TCP 81 -TCP 80']],
  ];
  test.each(rows)('%s', (_, before, after, lines) => {
    const found = said(compare([...cluster, before], [...cluster, after]));
    expect(found).toEqual(lines.map((line) => `dev/web → prod/db ${line}`));
  });
});

test('a network of which other addresses get in is told, although all its addresses together let the same through', () => {
  const from = (net: string): Manifest => onDb([{ ...allow(80), source: { nets: [net] } }]);
  const found = compare([...cluster, from('203.0.113.0/28')], [...cluster, from('203.0.113.16/28')]);
  expect(said(found, 'external/partner → prod/db')).toEqual([
    'external/partner → prod/db changed both +TCP 80 -TCP 80',
  ]);
});

test('what can’t be evaluated is neither allowed nor denied', () => {
  const broken = onDb([{ action: 'Allow', source: { selector: 'app ==' } }]);
  const unclear = compare([...cluster, web(80)], [...cluster, broken]);
  expect(said(unclear)).toEqual([expect.stringMatching(/ changed unclear \?/)]);
  expect(said(compare([...cluster, broken], [...cluster, broken]))).toEqual([]);
  expect(unclear.counts.effects.unclear).toBeGreaterThan(0);
});

test('endpoints that only one of the designs has bring and take their connections', () => {
  const newcomer = pod('dev/new', { app: 'new' }, '10.65.2.9', { nodeName: 'n2' });
  const [before, after] = [cluster, [...cluster.filter(({ kind }) => kind !== 'ExternalNetwork'), newcomer, web(80)]];
  const { added, removed, connections } = compare(before, after);
  expect([added, removed].map((rows) => rows.map(({ id }) => id))).toEqual([['dev/new'], ['external/partner']]);
  const lines = connections.map(say);
  expect(lines).toContain('dev/new → prod/db added widened +TCP 80');
  expect(lines.find((line) => line.startsWith('external/partner → dev/web'))).toMatch(/ removed narrowed -ICMP \*/);
  const [both] = connections.filter(({ source }) => source === 'dev/new');
  expect([both?.before, both?.after?.verdict]).toEqual([null, 'allow']);
});

test('a host is the same one when it gets its host endpoint', () => {
  const nodes = [node('n1', '10.0.0.1'), node('n2', '10.0.0.2')];
  const eth0 = hostEndpoint('eth0', 'n1', { interfaceName: 'eth0', expectedIPs: ['10.0.0.1'] });
  const { added, removed, renamed, connections } = compare(nodes, [...nodes, eth0]);
  expect([added, removed]).toEqual([[], []]);
  expect(renamed.map(({ before, after }) => `${before.id} ${after.id}`)).toEqual(['host/n1 host/eth0']);
  expect(connections.map(say)).toContainEqual(expect.stringMatching(/^host\/n2 → host\/eth0 changed narrowed -/));
});

test('of more connections than are listed each kind has one, and all are counted', () => {
  const many = Array.from({ length: 20 }, (_, index) => pod(`dev/p${index}`, {}, `10.65.3.${index + 1}`));
  const open = [...cluster, ...many];
  const { connections, counts } = compare([...open, guard], [...open, bare, policy('shut', ingress([]))], 10);
  expect(connections.length).toBeGreaterThanOrEqual(10);
  expect(connections.length).toBeLessThan(counts.total);
  const { added, removed, changed } = counts.events;
  expect(added + removed + changed).toBe(counts.total);
  expect(Object.values(counts.effects).reduce((sum, count) => sum + count, 0)).toBe(counts.total);
});

test('a network that the design no longer has is no partner of what came', () => {
  const { connections } = compare(
    [...cluster, network('old', '198.51.100.0/24')],
    [...cluster, network('new', '192.0.2.0/24')],
  );
  const ends = connections.map(({ source, destination }) => `${source} ${destination}`);
  expect(ends.filter((line) => line.includes('/old') && line.includes('/new'))).toEqual([]);
});

test('generated designs: what is listed is what differs pair by pair', { timeout: 60_000 }, () => {
  for (const seed of [1, 2, 3]) {
    const [before, after] = [judged(generateDesign(seed, latest)), judged(generateDesign(seed + 100, latest))];
    const comparison = compareDesigns(before, after);
    expect(comparison.counts.total).toBe(comparison.connections.length);
    expect(comparison.unasked).toBe(0);
    const renamed = new Map(comparison.renamed.map((both) => [both.after.id, both.before.id]));
    const ids = [...after.table.endpoints, ...comparison.removed].map(({ id }) => id);
    const different = ids.flatMap((source) =>
      ids
        .filter((destination) => {
          if (source === destination) return false;
          const was = partsOf(before, renamed.get(source) ?? source, renamed.get(destination) ?? destination);
          const { gained, lost, unclear } = comparePassing(was, partsOf(after, source, destination));
          return ![gained, lost, unclear].every(isEmptyTraffic);
        })
        .map((destination) => `${source} ${destination}`),
    );
    const listed = comparison.connections.map(({ source, destination }) => `${source} ${destination}`);
    expect([...listed].sort()).toEqual([...different].sort());
  }
});

function partsOf({ ruleset }: JudgedDesign, source: string, destination: string): readonly PassingPart[] {
  const ids = ruleset.parties.map(({ row }) => row.id);
  const [from, to] = [source, destination].map((wanted) => ids.find((id) => id === wanted));
  const result = from === undefined || to === undefined ? null : evaluatePair(ruleset, from, to);
  return result === null ? [] : passingByResult(result);
}

test('a design and itself do not differ', () => {
  const design = judged(generateDesign(3, latest));
  const { counts, connections } = compareDesigns(design, judged(generateDesign(3, latest)));
  expect([counts.total, connections]).toEqual([0, []]);
  expect(summaryAt(design.table, 0, 1)).toBeDefined();
});
