import { describe, expect, test } from 'vitest';
import { alikePods, commonName } from '../../core/compare/alike.ts';
import { compareTables } from '../../core/compare/compare-tables.ts';
import { openDesign } from '../../core/file/design-file.ts';
import { readEntity } from '../../core/manifest/read-entity.ts';
import { defaultSettings } from '../../core/model/settings.ts';
import type { Pod } from '../../core/model/entities.ts';
import { podEndpointId, type EndpointId } from '../../core/model/ids.ts';
import { evaluateAll } from '../../core/policy/evaluate.ts';
import { lower } from '../../core/policy/lower.ts';
import type { Selected } from '../../app/selection.svelte.ts';
import type { Stack } from '../../app/stacks.svelte.ts';
import type { Lens } from '../../app/view.svelte.ts';
import { isArrow, isCard, type ArrowSpec, type CardSpec, type Failsafes } from './element-spec.ts';
import { lensPairs, noLensPairs } from './lens-pairs.ts';
import { Parties } from './parties.ts';
import { project, projectGround, type Projection } from './project.ts';

const pods = (name: string, nodes: readonly string[]): string =>
  nodes
    .map(
      (node, index) =>
        `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}-${index}, namespace: prod, labels: {app: ${name}}}\nspec: {nodeName: ${node}}\n`,
    )
    .join('---\n');
const node = (name: string, address: string): string =>
  `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}}\nstatus: {addresses: [{type: InternalIP, address: ${address}}]}\n`;
const guard = (name: string): string =>
  `apiVersion: projectcalico.org/v3\nkind: HostEndpoint\nmetadata: {name: ${name}-eth, labels: {role: node}}\nspec: {node: ${name}, interfaceName: eth0}\n`;
const closed = `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: closed, namespace: prod}
spec: {selector: app == "web", types: [Ingress], ingress: [{action: Allow, source: {selector: app == "db"}}]}
`;
const cluster = [
  node('a', '10.0.0.1'),
  node('b', '10.0.0.2'),
  guard('a'),
  guard('b'),
  pods('web', ['a', 'a', 'b', 'b', 'b', 'b']),
  pods('db', ['a']),
].join('---\n');

interface Wish {
  readonly text?: string;
  readonly selected?: Selected;
  readonly endpoint?: EndpointId;
  readonly lens?: Lens;
  /** What the design would become. */
  readonly future?: string;
}

function projected({ text = `${cluster}---\n${closed}`, selected, endpoint, lens, future }: Wish): Projection {
  const resources = Object.values(openDesign([{ name: 'd.yaml', text }]).document.resources);
  const entities = new Map(resources.map(({ id, manifest }) => [id, readEntity(id, manifest).entity]));
  const ruleset = lower(resources);
  const table = evaluateAll(ruleset);
  const layout = {
    grouping: 'namespace',
    positions: new Map(),
    collapsed: [],
    folds: new Map(),
    notes: new Map(),
  } as const;
  const rows = ruleset.parties.map(({ row }) => row);
  const classOf = (pod: Pod): number =>
    table.classOf[rows.findIndex(({ id }) => id === podEndpointId(pod.namespace, pod.name))] ?? 0;
  const all = [...entities.values()].filter((entity) => entity.kind === 'pod');
  const stacks = alikePods(all, 'namespace', classOf).flatMap(([first, ...others]): readonly Stack[] =>
    first === undefined || others.length === 0
      ? []
      : [{ name: commonName([first, ...others]), members: [first, ...others], isFolded: true }],
  );
  const ground = projectGround(
    {
      entities,
      design: { settings: defaultSettings, layout, flows: [], disabled: new Set(), scenes: [], lesson: null },
      rows,
      failsafesOf,
    },
    stacks,
  );
  const parties = new Parties(table, ground.cards);
  const after = future === undefined ? null : openDesign([{ name: 'd.yaml', text: future }]).document.resources;
  return project({
    ground,
    isLensAlone: false,
    parties,
    flows: [],
    lens: lens === undefined ? noLensPairs : lensPairs(parties, lens, { flows: [], changed: [] }),
    selected: selected ?? { kind: 'nothing' },
    endpoint: endpoint ?? null,
    change: after === null ? null : compareTables(table, evaluateAll(lower(Object.values(after)))),
    staged: null,
    automatic: 0,
    found: [],
  });
}
const failsafesOf = (): Failsafes => ({ ingress: [], egress: [] });
const cards = (wish: Wish): readonly CardSpec[] => projected(wish).specs.filter(isCard);
const arrows = (wish: Wish): readonly ArrowSpec[] => projected(wish).specs.filter(isArrow);
const titled = (wish: Wish, title: string): ArrowSpec | undefined =>
  arrows(wish).find((arrow) => arrow.title === title);
const web = (index: number): EndpointId => podEndpointId('prod', `web-${index}`);

describe('one card stands for a stack', () => {
  test('it says for whom, where they are and what they have in common', () => {
    const pile = cards({}).find(({ stack }) => stack.length > 0);
    expect(pile).toMatchObject({
      id: 'Pod/prod/web-0',
      title: 'web',
      labels: ['app=web'],
      tags: [{ text: '2 nodes' }],
      box: 'Namespace/prod',
      spoken: 'Stack prod/web ×6',
    });
    expect(pile?.subtitle).toMatch(/^6 pods · /);
    expect(pile?.stack.map(({ endpoint }) => endpoint)).toEqual([0, 1, 2, 3, 4, 5].map(web));
  });

  test('every other card stays', () => {
    expect(cards({}).map(({ title }) => title)).toEqual(['Internet', 'db-0', 'web', 'a-eth', 'b-eth']);
  });

  test.each<[string, Selected]>([
    ['the stack', { kind: 'stack', id: 'Pod/prod/web-0' as Pod['id'] }],
    ['one of its pods', { kind: 'resource', id: 'Pod/prod/web-3' as Pod['id'] }],
    ['a pair with one of them', { kind: 'pair', source: web(4), destination: podEndpointId('prod', 'db-0') }],
  ])('selected is %s: the card stands out', (_what, selected) => {
    const chosen = cards({ selected }).filter(({ emphasis }) => emphasis === 'selected');
    expect(chosen.map(({ title }) => title)).toContain('web');
  });
});

describe('one arrow stands for all pairs of a stack', () => {
  test('that are judged alike', () => {
    const arrow = titled({ lens: 'all' }, 'prod/db-0 → prod/web ×6');
    expect(arrow).toMatchObject({
      verdict: 'allow',
      pairs: 6,
      caption: '',
      wish: null,
      from: 'Pod/prod/db-0',
      to: 'Pod/prod/web-0',
    });
    expect(arrow?.spoken).toMatch(/^prod\/db-0 to prod\/web ×6: allowed/);
  });

  test('that are not: it says how many are what', () => {
    const arrow = titled({ lens: 'all' }, 'host/a-eth → prod/web ×6');
    expect(arrow).toMatchObject({ verdict: 'partial', pairs: 6 });
    expect(arrow?.caption).toMatch('2 of 6 allowed');
    expect(arrow?.spoken).toContain('as it depends on which of them');
  });

  test('among themselves, where not everything is open', () => {
    const own = titled({ lens: 'all' }, 'prod/web ×6 → each other');
    expect(own).toMatchObject({ verdict: 'deny', pairs: 30, source: web(0), destination: web(1), from: own?.to });
    expect(titled({ text: cluster, lens: 'all' }, 'prod/web ×6 → each other')).toBeUndefined();
  });

  test('with the selected stack, both ways', () => {
    const all = arrows({ endpoint: web(0) });
    expect(all.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['prod/web ×6 → prod/db-0', 'prod/db-0 → prod/web ×6', 'prod/web ×6 → each other']),
    );
    expect(all.every(({ from, to }) => from === 'Pod/prod/web-0' || to === 'Pod/prod/web-0')).toBe(true);
  });

  test('and stands out where one of them is selected, with its ends', () => {
    const pair = { source: web(3), destination: podEndpointId('prod', 'db-0') };
    const [arrow] = arrows({ selected: { kind: 'pair', ...pair } });
    expect(arrow).toMatchObject({ id: 'prod/web-0 → prod/db-0', ...pair, emphasis: 'selected' });
  });

  test('that would change, with the verdict to come', () => {
    const open = titled({ future: cluster }, 'external/internet → prod/web ×6');
    expect(open).toMatchObject({ ghost: true, verdict: 'allow' });
    expect(open?.spoken).toMatch(/^would become /);
  });
});

test('what no arrow stands for is counted in pairs of endpoints', () => {
  const { summary } = projected({ lens: 'all' });
  // The members of db, the nodes and the Internet are open among each other; nothing is left out.
  expect(summary.left).toBe(0);
});
