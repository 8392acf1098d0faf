import { describe, expect, test } from 'vitest';
import type { Selected } from '../../app/selection.svelte.ts';
import type { Lens } from '../../app/view.svelte.ts';
import { compareTables, type TableChange } from '../../core/compare/compare-tables.ts';
import { expectationOf } from '../../core/expect/expectation.ts';
import { findInSummary } from '../../core/expect/flow-finding.ts';
import { readEntity } from '../../core/manifest/read-entity.ts';
import type { DesignSpec, Grouping } from '../../core/model/design.ts';
import type { Manifest } from '../../core/model/document.ts';
import { resourceId, type EndpointId } from '../../core/model/ids.ts';
import { defaultSettings } from '../../core/model/settings.ts';
import { lower } from '../../core/policy/lower.ts';
import { tableOf } from '../../core/policy/testing/table-of.ts';
import { VerdictIndex } from '../../core/policy/verdict-index.ts';
import type { EndpointRow, PairSummary, VerdictTable } from '../../core/policy/verdict-table.ts';
import { arrowLimit, lensPairs, noLensPairs } from './lens-pairs.ts';
import { isArrow, isBox, isCard, type ArrowSpec, type CardSpec, type Failsafes } from './element-spec.ts';
import { Parties } from './parties.ts';
import { project, projectGround, type Projection } from './project.ts';

const named = (kind: string, name: string, rest: Manifest = {}, labels: Manifest = {}): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, labels },
  ...rest,
});
const pod = (namespace: string, name: string, spec: Manifest = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: { app: name } },
  spec,
});
const hostEndpoint = (name: string, node: string): Manifest => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'HostEndpoint',
  metadata: { name, labels: { role: 'node' } },
  spec: { node, interfaceName: '*', expectedIPs: ['10.0.0.1'], profiles: ['projectcalico-default-allow'] },
});
const node = (name: string): Manifest =>
  named('Node', name, { status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] } });

const cluster: readonly Manifest[] = [
  node('worker'),
  node('bare'),
  named('Namespace', 'prod', {}, { env: 'prod', 'kubernetes.io/metadata.name': 'prod' }),
  pod('prod', 'web', { nodeName: 'worker' }),
  pod('dev', 'agent', { nodeName: 'worker', hostNetwork: true }),
  pod('prod', 'loose'),
  hostEndpoint('worker-eth', 'worker'),
];

function idOf({ apiVersion, kind, metadata }: Manifest): ReturnType<typeof resourceId> {
  const group = String(apiVersion).includes('/') ? String(apiVersion).split('/')[0]! : '';
  const { name, namespace = null } = metadata as { name: string; namespace?: string | null };
  return resourceId({ group, kind: String(kind), namespace, name });
}

const allow: PairSummary = {
  verdict: 'allow',
  egress: 'allow',
  ingress: 'allow',
  allowed: [{ protocol: 'TCP', ports: '*' }],
  door: false,
  notes: [],
};
const deny: PairSummary = { ...allow, verdict: 'deny', ingress: 'deny', allowed: [] };
const some: PairSummary = {
  ...allow,
  verdict: 'partial',
  ingress: 'partial',
  allowed: [{ protocol: 'TCP', ports: '22,179' }],
  door: true,
};

interface Scenario {
  readonly manifests?: readonly Manifest[];
  readonly grouping?: Grouping;
  readonly flows?: readonly (readonly [string, string])[];
  readonly selected?: Selected;
  readonly endpoint?: string;
  readonly notes?: Readonly<Record<string, string>>;
  /** Of the first flow. */
  readonly wish?: Partial<DesignSpec['flows'][number]>;
  readonly found?: readonly (readonly [string, string])[];
  readonly lens?: Lens;
  readonly change?: TableChange;
  readonly staged?: TableChange;
  /** false: the first verdicts have not come yet. */
  readonly isJudged?: boolean;
  readonly verdict?: (source: string, destination: string) => PairSummary;
}

/** @param rowsOf which rows the evaluator judges */
function projected(
  scenario: Scenario,
  rowsOf: (rows: readonly EndpointRow[]) => readonly EndpointRow[] = (rows) => rows,
): Projection {
  const resources = (scenario.manifests ?? cluster).map((manifest) => ({ id: idOf(manifest), manifest, origin: null }));
  const rows = rowsOf(lower(resources).parties.map(({ row }) => row));
  const summaries = [allow, deny, some];
  const verdict = scenario.verdict ?? (() => allow);
  const pairs = rows.flatMap((source) =>
    rows.map((destination) => summaries.indexOf(verdict(source.id, destination.id))),
  );
  const flow = ([source, destination]: readonly [string, string]): DesignSpec['flows'][number] => ({
    // Ids as a design file writes them.
    source: source as EndpointId,
    destination: destination as EndpointId,
    protocol: null,
    port: null,
    expect: null,
    note: '',
  });
  const layout = {
    grouping: scenario.grouping ?? 'namespace',
    positions: new Map(),
    collapsed: [],
    folds: new Map(),
    notes: new Map(Object.entries(scenario.notes ?? {})),
  };
  const flows = (scenario.flows ?? [])
    .map(flow)
    .map((one, index) => (index === 0 ? { ...one, ...scenario.wish } : one));
  const entities = new Map(resources.map(({ id, manifest }) => [id, readEntity(id, manifest).entity]));
  const ground = projectGround(
    { entities, design: { settings: defaultSettings, layout, flows, disabled: new Set() }, rows, failsafesOf },
    [],
  );
  const table = tableOf(rows, summaries, pairs);
  const parties = new Parties(table, ground.cards);
  const expected = flows.map((one) => {
    const summary = new VerdictIndex(table).summary(one.source, one.destination);
    const finding = summary === null ? null : findInSummary(one, summary);
    return { flow: one, state: finding === null ? null : expectationOf(one, finding) };
  });
  return project({
    ground,
    parties: scenario.isJudged === false ? null : parties,
    flows: expected,
    lens:
      scenario.lens === undefined ? noLensPairs : lensPairs(parties, scenario.lens, { flows: expected, changed: [] }),
    selected: scenario.selected ?? { kind: 'nothing' },
    endpoint: (scenario.endpoint ?? null) as EndpointId | null,
    change: scenario.change ?? null,
    staged: scenario.staged ?? null,
    automatic: 0,
    found: (scenario.found ?? []).map(flow),
  });
}

const failsafesOf = (clusterNode: string | null): Failsafes => ({
  ingress: [`TCP 22 of ${clusterNode ?? ''}`],
  egress: [],
});

/** The verdict of one pair becomes another one; nothing else does. */
function changeOf(source: string, destination: string, before: PairSummary, after: PairSummary): TableChange {
  // Ids as a table has them.
  const rows = [source, destination].map((id) => ({ ...anyRow, id: id as EndpointId }));
  const table = (summary: PairSummary): VerdictTable => tableOf(rows, [allow, summary], [0, 1, 0, 0]);
  return compareTables(table(before), table(after));
}
const anyRow: EndpointRow = {
  id: 'a/b' as EndpointId,
  kind: 'pod',
  resource: null,
  clusterNode: null,
  namespace: null,
  hostNetwork: false,
  origin: 'written',
};
const cardsOf = (scenario: Scenario): readonly CardSpec[] => projected(scenario).specs.filter(isCard);
const arrowsOf = (scenario: Scenario): readonly ArrowSpec[] => projected(scenario).specs.filter(isArrow);
const cardOf = (scenario: Scenario, title: string): CardSpec => cardsOf(scenario).find((spec) => spec.title === title)!;

describe('boxes and cards', () => {
  const places: readonly [grouping: Grouping, card: string, box: string, tag: string | null][] = [
    ['namespace', 'web', 'Namespace/prod', 'worker'],
    ['namespace', 'agent', 'Node/worker', 'dev'],
    ['namespace', 'loose', 'Namespace/prod', null],
    ['namespace', 'worker-eth', 'Node/worker', null],
    ['cluster-node', 'web', 'Node/worker', 'prod'],
    ['cluster-node', 'loose', 'unplaced', 'prod'],
    ['cluster-node', 'bare', 'Node/bare', null],
    ['label:app', 'web', 'label/app=web', 'prod worker'],
    ['label:app', 'loose', 'label/app=loose', 'prod'],
    ['label:app', 'agent', 'Node/worker', 'dev'],
    ['label:tier', 'web', 'label/tier', 'prod worker'],
    ['label:tier', 'worker-eth', 'Node/worker', null],
  ];
  test.each(places)('grouped by %s, %s lies in %s with the tag %s', (grouping, title, box, tag) => {
    const card = cardOf({ grouping }, title);
    expect([card.box, card.tags.map(({ text }) => text).join(' ')]).toEqual([box, tag ?? '']);
  });

  test('only the boxes of the grouping are drawn, and every card’s box is among them', () => {
    for (const grouping of ['namespace', 'cluster-node'] as const) {
      const { specs } = projected({ grouping });
      const boxes = specs.filter(isBox);
      const known = new Set<string | null>([null, ...boxes.map(({ id }) => id)]);
      expect(boxes.some(({ what }) => what === 'namespace')).toBe(grouping === 'namespace');
      expect(specs.filter(isCard).every(({ box }) => known.has(box))).toBe(true);
    }
  });

  test('grouped by a label there is a box for each value, and last one for those without it', () => {
    const manifests = ['b', 'a', 'c'].map((name, index) => ({
      ...pod('n', name),
      metadata: { name, namespace: 'n', labels: index === 2 ? {} : { tier: index === 0 ? 'x' : '' } },
    }));
    const boxes = projected({ manifests, grouping: 'label:tier' }).specs.filter(isBox);
    expect(boxes.map(({ title, target }) => [title, target])).toEqual([
      ['tier', { kind: 'label', key: 'tier', value: '' }],
      ['tier=x', { kind: 'label', key: 'tier', value: 'x' }],
      ['without tier', { kind: 'label', key: 'tier', value: null }],
    ]);
  });

  test('a note is a card of its own, with paper for its words', () => {
    const note = cardsOf({ notes: { '1': 'Ask Ann' } }).find(({ face }) => face === 'note');
    expect(note).toMatchObject({
      id: 'note/1',
      title: 'Ask Ann',
      target: { kind: 'note', name: '1' },
      box: null,
      endpoint: null,
      spoken: 'Note: Ask Ann',
    });
  });

  const notes: readonly [what: string, manifests: readonly Manifest[], note: string][] = [
    ['holds cards', [pod('prod', 'web')], ''],
    ['is empty', [named('Namespace', 'prod')], 'no pods'],
    [
      'has its only pod on a node’s network',
      [named('Namespace', 'prod'), pod('prod', 'agent', { nodeName: 'worker', hostNetwork: true })],
      '1 pod, on its node’s network',
    ],
    [
      'has all its pods on nodes’ networks',
      [
        named('Namespace', 'prod'),
        pod('prod', 'one', { nodeName: 'worker', hostNetwork: true }),
        pod('prod', 'two', { nodeName: 'worker', hostNetwork: true }),
      ],
      '2 pods, on their nodes’ network',
    ],
  ];
  test.each(notes)('the box of a namespace that %s', (_what, manifests, note) => {
    const box = projected({ manifests })
      .specs.filter(isBox)
      .find(({ title }) => title === 'prod');
    expect(box?.note).toBe(note);
  });

  test('a pod is drawn if the evaluator judges it, or if it has finished', () => {
    const manifests = [pod('prod', 'web'), pod('prod', 'other')];
    const titles = projected({ manifests }, (rows) => rows.filter(({ id }) => id !== 'prod/other'))
      .specs.filter(isCard)
      .map(({ title }) => title);
    expect(titles).toEqual(['Internet', 'web']);
    const done = { ...pod('prod', 'done'), status: { phase: 'Succeeded' } };
    expect(cardOf({ manifests: [done] }, 'done').marks).toEqual(['finished']);
  });

  test('a node without a host endpoint is marked unprotected and has a card that says so', () => {
    const boxes = projected({}).specs.filter(isBox);
    expect(boxes.filter(({ unprotected }) => unprotected).map(({ title }) => title)).toEqual(['bare']);
    expect(cardOf({}, 'bare').face).toBe('unprotected-node');
  });

  test('the Internet is always there', () => {
    expect(cardsOf({ manifests: [] }).map(({ face, endpoint }) => [face, endpoint])).toEqual([
      ['internet', 'external/internet'],
    ]);
  });

  test('a host endpoint shows its interface, addresses, profile and doors', () => {
    const { subtitle, marks, failsafes } = cardOf({}, 'worker-eth');
    expect({ subtitle, marks, failsafes }).toEqual({
      subtitle: 'all interfaces · 10.0.0.1',
      marks: ['default-allow'],
      failsafes: { ingress: ['TCP 22 of worker'], egress: [] },
    });
  });

  test('labels that only repeat the name are left out', () => {
    const prod = projected({})
      .specs.filter(isBox)
      .find(({ title }) => title === 'prod');
    expect(prod?.labels).toEqual(['env=prod']);
  });

  test('nodes that only host endpoints speak of get a box that selects nothing', () => {
    const boxes = projected({ manifests: [hostEndpoint('h', 'ghost')] }).specs.filter(isBox);
    expect(boxes.map(({ title, target }) => [title, target.kind])).toEqual([['ghost', 'nothing']]);
  });
});

describe('arrows', () => {
  const ids = (arrows: readonly ArrowSpec[]): readonly string[] => arrows.map(({ id }) => id);

  test('without a lens: the flows the user drew, once each, and none between ends that are not there', () => {
    const flows = [
      ['prod/web', 'host/worker-eth'],
      ['prod/web', 'host/worker-eth'],
      ['prod/web', 'prod/nobody'],
    ] as const;
    expect(ids(arrowsOf({ flows }))).toEqual(['prod/web → host/worker-eth']);
  });

  const wishes: readonly (readonly [Partial<DesignSpec['flows'][number]>, unknown])[] = [
    [{}, null],
    [
      { protocol: 6, port: 22 },
      { state: null, texts: ['TCP 22'] },
    ],
    [
      { protocol: 6, port: 22, expect: 'allow' },
      { state: 'met', texts: ['TCP 22 allowed'] },
    ],
    [
      { protocol: 6, port: 80, expect: 'allow' },
      { state: 'missed', texts: ['TCP 80 allowed'] },
    ],
    [{ expect: 'deny' }, { state: 'missed', texts: ['all traffic denied'] }],
  ];
  test.each(wishes)('a drawn flow of %o says %o', (wish, wanted) => {
    const [arrow] = arrowsOf({ flows: [['prod/web', 'host/worker-eth']], wish, verdict: () => some });
    expect(arrow?.wish).toEqual(wanted);
  });

  test('of several flows between two, the worst one counts and all are named', () => {
    const flows = [
      ['prod/web', 'host/worker-eth'],
      ['prod/web', 'host/worker-eth'],
    ] as const;
    const wish = { protocol: 6, port: 80, expect: 'allow' } as const;
    expect(arrowsOf({ flows, wish, verdict: () => some })[0]?.wish?.state).toBe('missed');
  });

  test('the lens of failing expectations shows those and nothing else', () => {
    const flows = [
      ['prod/web', 'host/worker-eth'],
      ['prod/web', 'prod/loose'],
    ] as const;
    expect(ids(arrowsOf({ lens: 'failing', flows, wish: { expect: 'deny' } }))).toEqual(['prod/web → host/worker-eth']);
    expect(arrowsOf({ lens: 'failing', flows, wish: { expect: 'allow' } })).toEqual([]);
  });

  test('all flows of the selected endpoint, both ways', () => {
    const arrows = arrowsOf({ endpoint: 'prod/web' });
    expect(arrows).toHaveLength(10);
    expect(arrows.every(({ source, destination }) => source === 'prod/web' || destination === 'prod/web')).toBe(true);
    expect(arrows.every(({ paired }) => paired)).toBe(true);
  });

  const toHost = (_source: string, destination: string): PairSummary =>
    destination.startsWith('host/') ? some : allow;
  const lenses: readonly [lens: NonNullable<Scenario['lens']>, drawn: number][] = [
    ['drawn', 0],
    ['all', 30],
    ['allowed', 30],
    ['denied', 0],
    ['boundary', 24],
  ];
  test.each(lenses)('the lens %s draws %i', (lens, drawn) => {
    expect(arrowsOf({ lens, verdict: toHost })).toHaveLength(drawn);
  });

  test('what is looked for is drawn after the drawn flows, each pair once', () => {
    const arrows = arrowsOf({
      flows: [['prod/web', 'host/worker-eth']],
      found: [
        ['prod/web', 'host/worker-eth'],
        ['prod/loose', 'prod/web'],
      ],
    });
    expect(arrows.map(({ id }) => id)).toEqual(['prod/web → host/worker-eth', 'prod/loose → prod/web']);
  });

  test('the two halves carry the verdict of each side, and a partial one its ports', () => {
    const [arrow] = arrowsOf({ flows: [['prod/web', 'host/worker-eth']], verdict: toHost });
    expect(arrow).toMatchObject({
      egress: 'allow',
      ingress: 'partial',
      verdict: 'partial',
      caption: 'TCP 22, 179',
      door: true,
    });
    expect(arrow?.spoken).toBe(
      'prod/web to host/worker-eth: partly allowed, TCP 22, 179 (egress allowed, ingress partly allowed); a failsafe port or the node’s own pod is open whatever the policies say',
    );
  });

  test('what would change is drawn as a ghost with the future verdict, and the rest steps back', () => {
    const arrows = arrowsOf({
      flows: [['prod/web', 'host/worker-eth']],
      change: changeOf('prod/web', 'prod/loose', allow, deny),
    });
    expect(arrows.map(({ id, ghost, verdict, emphasis }) => [id, ghost, verdict, emphasis])).toEqual([
      ['prod/web → prod/loose', true, 'deny', 'normal'],
      ['prod/web → host/worker-eth', false, 'allow', 'dimmed'],
    ]);
  });

  test('what staged policies change stands out while they are looked at, and can be selected', () => {
    const pair = { source: 'prod/web' as EndpointId, destination: 'prod/loose' as EndpointId };
    const scenario: Scenario = {
      flows: [['prod/web', 'host/worker-eth']],
      staged: changeOf(pair.source, pair.destination, deny, allow),
    };
    const [staged, other] = arrowsOf(scenario);
    expect(staged).toMatchObject({ id: 'prod/web → prod/loose', ghost: true, verdict: 'allow', emphasis: 'normal' });
    expect(staged?.spoken).toMatch(/^with the staged policies prod\/web to prod\/loose: allowed/);
    expect(other).toMatchObject({ ghost: false, emphasis: 'dimmed' });
    const selected = arrowsOf({ ...scenario, selected: { kind: 'pair', ...pair } });
    expect(selected.map(({ emphasis }) => emphasis)).toEqual(['selected', 'dimmed']);
  });

  test('the selected pair stands out', () => {
    const pair = { source: 'prod/web' as EndpointId, destination: 'prod/loose' as EndpointId };
    const arrows = arrowsOf({ flows: [['prod/web', 'host/worker-eth']], selected: { kind: 'pair', ...pair } });
    expect(arrows.map(({ id, emphasis }) => [id, emphasis])).toEqual([
      ['prod/web → prod/loose', 'selected'],
      ['prod/web → host/worker-eth', 'dimmed'],
    ]);
  });

  test('more than can be told apart: the least interesting are left out, and the summary says so', () => {
    const many = Array.from({ length: 30 }, (_, index) => pod('prod', `p${index}`, { nodeName: 'worker' }));
    const scenario: Scenario = {
      manifests: [...cluster, ...many],
      lens: 'all',
      verdict: (_source, destination) => (destination === 'host/worker-eth' ? deny : allow),
    };
    const { specs, summary } = projected(scenario);
    expect(specs.filter(isArrow)).toHaveLength(arrowLimit);
    expect(specs.filter(isArrow).filter(({ verdict }) => verdict === 'deny')).toHaveLength(35);
    expect(summary).toMatchObject({ drawn: 400, left: 36 * 35 - 400 });
    expect(summary.text).toContain('400 arrows drawn; 860 pairs left out');
  });

  test('none before the first verdicts', () => {
    const { specs } = projected({ flows: [['prod/web', 'host/worker-eth']], isJudged: false });
    expect(specs.some(isArrow)).toBe(false);
  });
});
