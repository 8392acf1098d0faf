import type { Selected } from '../../../app/selection.svelte.ts';
import type { Lens } from '../../../app/view.svelte.ts';
import { compareTables, type TableChange } from '../../../core/compare/compare-tables.ts';
import { expectationOf } from '../../../core/expect/expectation.ts';
import { findInSummary } from '../../../core/expect/flow-finding.ts';
import { readEntity } from '../../../core/manifest/read-entity.ts';
import type { DesignSpec, Grouping } from '../../../core/model/design.ts';
import type { Manifest } from '../../../core/model/document.ts';
import type { EndpointId } from '../../../core/model/ids.ts';
import { defaultSettings } from '../../../core/model/settings.ts';
import { lower } from '../../../core/policy/lower.ts';
import { inputsOf } from '../../../core/policy/testing/design-of.ts';
import { tableOf } from '../../../core/policy/testing/table-of.ts';
import { VerdictIndex } from '../../../core/policy/verdict-index.ts';
import type { EndpointRow, PairSummary, VerdictTable } from '../../../core/policy/verdict-table.ts';
import { lensPairs, noLensPairs } from '../lens-pairs.ts';
import { isArrow, isCard, type ArrowSpec, type CardSpec, type Failsafes } from '../element-spec.ts';
import { Parties } from '../parties.ts';
import { project, projectGround, type Projection } from '../project.ts';

export const named = (kind: string, name: string, rest: Manifest = {}, labels: Manifest = {}): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, labels },
  ...rest,
});
export const pod = (namespace: string, name: string, spec: Manifest = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: { app: name } },
  spec,
});
export const hostEndpoint = (name: string, node: string): Manifest => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'HostEndpoint',
  metadata: { name, labels: { role: 'node' } },
  spec: { node, interfaceName: '*', expectedIPs: ['10.0.0.1'], profiles: ['projectcalico-default-allow'] },
});
export const node = (name: string): Manifest =>
  named('Node', name, { status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] } });

export const cluster: readonly Manifest[] = [
  node('worker'),
  node('bare'),
  named('Namespace', 'prod', {}, { env: 'prod', 'kubernetes.io/metadata.name': 'prod' }),
  pod('prod', 'web', { nodeName: 'worker' }),
  pod('dev', 'agent', { nodeName: 'worker', hostNetwork: true }),
  pod('prod', 'loose'),
  hostEndpoint('worker-eth', 'worker'),
];

export const allow: PairSummary = {
  verdict: 'allow',
  egress: 'allow',
  ingress: 'allow',
  allowed: [{ protocol: 'TCP', ports: '*' }],
  door: false,
  notes: [],
};
export const deny: PairSummary = { ...allow, verdict: 'deny', ingress: 'deny', allowed: [] };
export const some: PairSummary = {
  ...allow,
  verdict: 'partial',
  ingress: 'partial',
  allowed: [{ protocol: 'TCP', ports: '22,179' }],
  door: true,
};

export interface Scenario {
  readonly manifests?: readonly Manifest[];
  readonly grouping?: Grouping;
  readonly flows?: readonly (readonly [string, string])[];
  readonly selected?: Selected;
  readonly endpoint?: string;
  readonly isLensAlone?: boolean;
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
export function projected(
  scenario: Scenario,
  rowsOf: (rows: readonly EndpointRow[]) => readonly EndpointRow[] = (rows) => rows,
): Projection {
  const resources = inputsOf(scenario.manifests ?? cluster).map((input) => ({ ...input, origin: null }));
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
    {
      entities,
      design: { settings: defaultSettings, layout, flows, disabled: new Set(), scenes: [], lesson: null },
      rows,
      failsafesOf,
    },
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
    isLensAlone: scenario.isLensAlone ?? false,
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
export function changeOf(source: string, destination: string, before: PairSummary, after: PairSummary): TableChange {
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
export const cardsOf = (scenario: Scenario): readonly CardSpec[] => projected(scenario).specs.filter(isCard);
export const arrowsOf = (scenario: Scenario): readonly ArrowSpec[] => projected(scenario).specs.filter(isArrow);
export function cardOf(scenario: Scenario, title: string): CardSpec {
  const found = cardsOf(scenario).find((spec) => spec.title === title);
  if (found === undefined) throw new Error(`no card is called ${title}`);
  return found;
}
