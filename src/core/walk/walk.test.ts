import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { Settings } from '../model/settings.ts';
import { evaluateFlow } from '../policy/evaluate.ts';
import { plainText } from '../policy/explain.ts';
import type { FlowQuery, FlowResult, FlowVia } from '../policy/flow-query.ts';
import { felix, hostEndpoint, judgeFlow, queryOf, rulesetOf, service } from '../policy/testing/design-of.ts';
import { bare, cluster, guard, ingress, onDb, policy } from '../policy/testing/small-cluster.ts';
import { walkPlaces } from './place.ts';
import { spokenStation, walkOf, type Station, type Walk } from './walk.ts';

const folder = join(process.cwd(), '..', 'shared', 'conformance', 'cases');
const isPresent = existsSync(folder);
if (!isPresent) process.stdout.write('walks of the worked cases skipped: ../shared/conformance is not there\n');

interface WorkedCase {
  readonly id: string;
  readonly manifests: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly port?: number;
  readonly via?: { readonly type: string; readonly service: string; readonly node: string; readonly port: number };
  readonly settings: Partial<Settings>;
}

function manifestsOf(files: readonly string[]): readonly Manifest[] {
  const texts = files.map((file) => readFileSync(join(folder, 'manifests', file), 'utf8'));
  return texts.flatMap((text) => loadAll(text)).filter((value) => value !== null) as Manifest[]; // they hold objects only
}

const optional = ['icmpType', 'icmpCode', 'sourcePort', 'ipVersion', 'toAddress', 'fromAddress'] as const;

function queryOfCase(worked: WorkedCase): FlowQuery {
  const { from, to, protocol, port, via } = worked;
  const stated = Object.fromEntries(Object.entries(worked).filter(([key]) => optional.some((name) => name === key)));
  return queryOf(`${from} -> ${to} ${protocol}${port === undefined ? '' : ` ${port}`}`, {
    ...stated,
    via: via === undefined ? null : viaOf(via),
  });
}

function viaOf({ type, service: key, node, port }: NonNullable<WorkedCase['via']>): FlowVia {
  if (type === 'Gateway') return { type, clusterNode: node };
  return type === 'ClusterIP'
    ? { type, service: key, port }
    : { type: 'NodePort', service: key, clusterNode: node, port };
}

const ends = { allow: 'arrived', deny: 'stopped', undecided: 'unknown' } as const;

/** What holds of every walk, whatever the design. */
function expectTrue(walk: Walk, flow: FlowResult): void {
  const { stations } = walk;
  const judged = stations.filter(({ checkpoint }) => checkpoint !== null);
  expect(judged.map(({ checkpoint, endpoint }) => ({ checkpoint, endpoint }))).toEqual(
    flow.checkpoints.map(({ checkpoint, endpoint }) => ({ checkpoint, endpoint })),
  );
  expect(stations.at(-1)?.outcome).toBe(ends[flow.verdict]);
  expect(stations.slice(0, -1).every(({ outcome }) => outcome === 'goes-on')).toBe(true);
  expect(stations[0]?.kind).toBe('departure');
  const places = stations.map(({ place }) => walkPlaces.indexOf(place));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(new Set(stations.map(({ key }) => key)).size).toBe(stations.length);
  for (const [index, station] of judged.entries()) {
    const steps = station.rows.flatMap((row) => (row.kind === 'step' ? [row.step] : []));
    expect(steps).toEqual(flow.checkpoints[index]?.steps);
    expect(spokenStation(station)).not.toMatch(/\.\.|undefined|null/);
  }
}

/** The rule that matched is never among those that were asked in vain. */
function triedAndMatched(station: Station): readonly string[] {
  const matched = station.rows.flatMap((row) =>
    row.kind === 'step' && row.step.kind === 'rule' ? [`${row.step.policy} ${row.step.rule}`] : [],
  );
  const tried = station.rows.flatMap((row) =>
    row.kind === 'tried' ? row.rules.map((rule) => `${row.policy} ${rule}`) : [],
  );
  return tried.filter((rule) => matched.includes(rule));
}

describe.runIf(isPresent)('the walk of every worked case', () => {
  const cases = isPresent
    ? (JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as readonly WorkedCase[])
    : [];

  test.each(cases)('$id ends where its verdict says, by the checkpoints of its trace', (worked) => {
    const ruleset = rulesetOf(manifestsOf(worked.manifests), worked.settings);
    const flow = evaluateFlow(ruleset, queryOfCase(worked));
    if (!flow.ok) throw new Error(JSON.stringify(flow.error));
    const walk = walkOf(flow.value, ruleset);
    expectTrue(walk, flow.value);
    expect(walk.stations.flatMap(triedAndMatched)).toEqual([]);
  });
});

function walkIn(manifests: readonly Manifest[], text: string, extra: Partial<FlowQuery> = {}): Walk {
  const ruleset = rulesetOf(manifests);
  const flow = judgeFlow(ruleset, text, extra);
  const walk = walkOf(flow, ruleset);
  expectTrue(walk, flow);
  return walk;
}

const summary = ({ stations }: Walk): readonly string[] =>
  stations.map(({ kind, place, outcome }) => `${kind} @ ${place}${outcome === 'goes-on' ? '' : `: ${outcome}`}`);

const nodePolicy = (name: string, spec: object): Manifest => policy(name, { selector: "role == 'node'", ...spec });
const wildcards: readonly Manifest[] = ['n1', 'n2'].map((name, index) =>
  hostEndpoint(`w${index + 1}`, name, { expectedIPs: [`10.0.0.${index + 1}`] }, { role: 'node' }),
);
const forwarding = nodePolicy('passing', {
  applyOnForward: true,
  types: ['Ingress'],
  ingress: [{ action: 'Allow' }],
});
const web = service('prod/db', {
  clusterIP: '10.96.0.7',
  selector: { app: 'db' },
  ports: [{ port: 80, targetPort: 5432 }],
});

const ways: readonly [what: string, walk: () => Walk, stations: readonly string[]][] = [
  [
    'from pod to pod across nodes by their own policies',
    () => walkIn([...cluster, onDb([{ action: 'Allow', protocol: 'TCP' }])], 'dev/web -> prod/db TCP 5432'),
    ['departure @ source', 'no-policy @ source', 'policy @ destination', 'arrival @ destination: arrived'],
  ],
  [
    'from pod to pod across nodes that police what they forward',
    () => walkIn([...cluster, ...wildcards, forwarding], 'dev/web -> prod/db TCP 5432'),
    [
      'departure @ source',
      'forward @ source-node',
      'no-policy @ source-node',
      'forward @ source-node',
      'forward @ destination-node',
      'no-policy @ destination',
      'forward @ destination',
      'arrival @ destination: arrived',
    ],
  ],
  [
    'to a node by an open door',
    () => walkIn([...cluster, bare], 'dev/web -> host/h1 TCP 22'),
    ['departure @ source', 'no-policy @ source', 'failsafe @ destination-node', 'arrival @ destination: arrived'],
  ],
  [
    'to a node that lets nothing else in',
    () => walkIn([...cluster, bare], 'dev/web -> host/h1 TCP 8080'),
    ['departure @ source', 'no-policy @ source', 'no-policy @ destination-node: stopped'],
  ],
  [
    'from a pod to its own node, past the policies of the node',
    () => walkIn([...cluster, bare], 'prod/db -> host/h1 TCP 8080'),
    ['departure @ source', 'no-policy @ source', 'bypass @ destination-node', 'arrival @ destination: arrived'],
  ],
  [
    'from a node to its own pod',
    () => walkIn([...cluster, bare, onDb([{ action: 'Deny' }])], 'host/h1 -> prod/db TCP 5432'),
    ['departure @ source', 'bypass @ destination', 'arrival @ destination: arrived'],
  ],
  [
    'from a pod to itself',
    () => walkIn([...cluster, onDb([{ action: 'Deny' }])], 'prod/db -> prod/db TCP 5432'),
    ['departure @ source', 'bypass @ destination', 'arrival @ destination: arrived'],
  ],
  [
    'of a node to itself where nothing governs the loopback interface',
    () => walkIn(cluster, 'host/n1 -> host/n1 TCP 80'),
    ['departure @ source', 'bypass @ destination-node', 'arrival @ destination: arrived'],
  ],
  [
    'between two networks outside',
    () => walkIn(cluster, 'external/partner -> external/internet TCP 80'),
    ['departure @ source', 'no-policy @ between', 'arrival @ destination: arrived'],
  ],
  [
    'between two networks outside by way of a node',
    () =>
      walkIn([...cluster, ...wildcards, forwarding], 'external/partner -> external/internet TCP 80', {
        via: { type: 'Gateway', clusterNode: 'n1' },
      }),
    ['departure @ source', 'forward @ between', 'forward @ between', 'arrival @ destination: arrived'],
  ],
  [
    'to a service, whose address is replaced on the client’s node',
    () =>
      walkIn([...cluster, web], 'dev/web -> prod/db TCP 5432', {
        via: { type: 'ClusterIP', service: 'prod/db', port: 80 },
      }),
    [
      'departure @ source',
      'translation @ source-node',
      'no-policy @ source-node',
      'no-policy @ destination',
      'arrival @ destination: arrived',
    ],
  ],
  [
    'that policy with an error leaves open',
    () =>
      walkIn([...cluster, onDb([{ action: 'Allow', source: { selector: 'app ==' } }])], 'dev/web -> prod/db TCP 80'),
    ['departure @ source', 'no-policy @ source', 'undecided @ destination: unknown'],
  ],
  [
    'to a pod whose place is not known',
    () => walkIn([...cluster, bare], 'dev/lost -> host/h1 TCP 8080'),
    ['departure @ source', 'no-policy @ source', 'no-policy @ destination-node: stopped'],
  ],
];

describe('a way', () => {
  test.each(ways)('%s', (_what, walk, stations) => {
    expect(summary(walk())).toEqual(stations);
  });
});

test('what decided is named: tier, policy, rule and action', () => {
  const { stations } = walkIn(
    [...cluster, onDb([{ action: 'Log' }, { action: 'Deny', protocol: 'TCP' }])],
    'dev/web -> prod/db TCP 5432',
  );
  expect(stations.at(-1)?.decision).toEqual({
    action: 'deny',
    tier: 'default',
    policy: 'GlobalNetworkPolicy.projectcalico.org/db',
    rule: 1,
  });
  expect(spokenStation(stations.at(-1) ?? fail())).toBe(
    'Ingress policy of pod prod/db: db in tier default denies it by rule 2. Stopped here.',
  );
});

test('untracked policy tells that replies are judged too', () => {
  const rules = { doNotTrack: true, applyOnForward: true, types: ['Ingress', 'Egress'] };
  const named = hostEndpoint('h1', 'n1', { interfaceName: 'eth0', expectedIPs: ['10.0.0.1'] }, { role: 'node' });
  const walk = walkIn(
    [
      ...cluster,
      named,
      nodePolicy('fast', { ...rules, ingress: [{ action: 'Allow' }], egress: [{ action: 'Allow' }] }),
    ],
    'external/partner -> host/h1 TCP 8080',
  );
  const station = walk.stations.find(({ checkpoint }) => checkpoint === 'untracked-ingress');
  expect(station?.remarks).toEqual([
    'Not tracked as a connection: a doNotTrack rule for the other direction lets the replies back.',
  ]);
});

test('each checkpoint of a service’s packet says what it takes it for', () => {
  const walk = walkIn([...cluster, web], 'dev/web -> prod/db TCP 5432', {
    via: { type: 'ClusterIP', service: 'prod/db', port: 80 },
  });
  expect(walk.stations.find(({ kind }) => kind === 'translation')?.sentence.map(({ text }) => text)).toEqual([
    '10.96.0.7:80 becomes 10.65.1.2:5432',
  ]);
  expect(walk.stations.find(({ checkpoint }) => checkpoint === 'wep-ingress')?.remarks).toEqual([
    'Sees 10.65.1.2:5432, after the translation.',
  ]);
});

test('NAT-outgoing is a halt of its own before the destination’s checkpoints', () => {
  const pool = {
    apiVersion: 'projectcalico.org/v3',
    kind: 'IPPool',
    metadata: { name: 'pods' },
    spec: { cidr: '10.65.0.0/16', natOutgoing: true },
  };
  const asking = nodePolicy('hosts', ingress([{ action: 'Allow', source: { nets: ['10.0.0.2/32'] } }]));
  const walk = walkIn([...cluster, guard, pool, asking], 'dev/web -> host/h1 TCP 8080');
  expect(summary(walk)).toEqual([
    'departure @ source',
    'no-policy @ source',
    'translation @ source-node',
    'policy @ destination-node',
    'arrival @ destination: arrived',
  ]);
});

test('the endpoint-to-host action may drop what goes round the policies', () => {
  const walk = walkIn(
    [...cluster, bare, felix('default', { defaultEndpointToHostAction: 'Drop' })],
    'prod/db -> host/h1 TCP 8080',
  );
  expect(summary(walk).at(-1)).toBe('bypass @ destination-node: stopped');
});

test('a walk says its reason in one sentence', () => {
  const walk = walkIn([...cluster, bare], 'dev/web -> host/h1 TCP 22');
  expect(plainText(walk.reason)).toBe('Allowed at host/h1: a failsafe port: always open, whatever policies say');
});

function fail(): never {
  throw new Error('no station');
}
