import type { Manifest } from '../../model/document.ts';
import type { EndpointId } from '../../model/ids.ts';
import { hostEndpointId, networkEndpointId, podEndpointId } from '../../model/ids.ts';
import { fieldOf, isJsonArray, valueAt } from '../../model/json.ts';
import { unreachable } from '../../result.ts';
import { evaluateFlow } from '../evaluate-flow.ts';
import type { FlowQuery, FlowVia } from '../flow-query.ts';
import type { Ruleset } from '../ruleset.ts';
import type { ConformanceTally } from './conformance-tally.ts';
import { queryOf, rulesetOf } from './design-of.ts';

/** A cluster with connections that Calico's own tests tried in it; fields as the README of the data describes them. */
export interface DataPlaneScenario {
  readonly id: string;
  readonly test: string;
  readonly nodes: readonly { readonly name: string; readonly ip: string; readonly ip6?: string }[];
  readonly workloads: readonly ScenarioWorkload[];
  readonly external: readonly { readonly name: string; readonly ip: string }[];
  readonly resources: readonly Manifest[];
  readonly dnat?: readonly DestinationTranslation[];
  readonly hostSettings?: { readonly inputChainPolicy: string };
  readonly probes: readonly Probe[];
}

interface ScenarioWorkload {
  readonly name: string;
  readonly type: 'pod' | 'host-process' | 'host-networked-pod';
  readonly node: string;
  readonly ip: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly profiles?: readonly string[];
  readonly serviceAccount?: string;
  readonly namedPorts?: readonly { readonly name: string; readonly protocol: string; readonly port: number }[];
}

interface DestinationTranslation {
  readonly node: string;
  readonly protocol: string;
  readonly dstIP: string;
  readonly dstPort?: string;
  readonly toIP: string;
  readonly toPort?: string;
}

interface Probe {
  readonly from: string;
  readonly to?: string;
  readonly toIP: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
  readonly via?: 'clusterIP' | 'hostIP' | 'DNAT';
  readonly expected: 'allow' | 'deny';
}

/**
 * Tries every probe of the scenario; the data is of Calico's master branch. Tunnels between nodes, which some scenarios
 * have, change nothing in them: no host endpoint there is bound to one interface of several (R5.31).
 */
export function tryScenario(scenario: DataPlaneScenario, tally: ConformanceTally): void {
  const hostInputDefault = scenario.hostSettings?.inputChainPolicy === 'DROP' ? 'drop' : 'accept';
  const ruleset = rulesetOf(manifestsOf(scenario), { calicoVersion: '3.33', hostInputDefault });
  for (const probe of scenario.probes) tryProbe(scenario, probe, ruleset, tally);
}

function tryProbe(scenario: DataPlaneScenario, probe: Probe, ruleset: Ruleset, tally: ConformanceTally): void {
  const result = evaluateFlow(ruleset, probeQuery(scenario, probe, ruleset));
  if (!result.ok) throw new Error(`${scenario.id}: ${JSON.stringify(result.error)}`);
  const { verdict, decidedBy } = result.value;
  const { from, toIP, protocol, port, expected } = probe;
  const what = `${scenario.id} (${scenario.test}) ${from} → ${toIP} ${protocol} ${port}`;
  tally.compare(what, expected, verdict, decidedBy.step.kind === 'undecided' ? decidedBy.step.reason : '');
}

function probeQuery(scenario: DataPlaneScenario, probe: Probe, ruleset: Ruleset): FlowQuery {
  const from = endpointOf(scenario, probe.from, ruleset);
  const to = endpointOf(scenario, probe.to ?? probe.toIP, ruleset);
  const plain = queryOf(`${from} -> ${to} ${probe.protocol} ${probe.port}`);
  switch (probe.via) {
    case 'clusterIP':
      return { ...plain, port: targetPortOf(scenario, probe), via: serviceOf(scenario, probe) };
    case 'DNAT':
      return { ...plain, ...translationOf(scenario, probe) };
    case 'hostIP':
    case undefined:
      return { ...plain, toAddress: probe.toIP };
    default:
      return unreachable(probe.via);
  }
}

function endpointOf({ workloads, nodes, external }: DataPlaneScenario, name: string, ruleset: Ruleset): EndpointId {
  const workload = workloads.find((candidate) => candidate.name === name);
  if (workload?.namespace !== undefined) return podEndpointId(workload.namespace, workload.name);
  const node = workload?.node ?? nodes.find((candidate) => candidate.name === name)?.name;
  if (node !== undefined) return ruleset.sites.get(node)?.primary?.id ?? hostEndpointId(node);
  const outside = external.find((candidate) => candidate.name === name);
  if (outside !== undefined) return networkEndpointId(outside.name);
  throw new Error(`a probe names ${name}, which is not in the scenario`);
}

/** A translation that hides no client: to the outside it is a node port, to pods a cluster address. */
function translationOf({ dnat = [], external }: DataPlaneScenario, probe: Probe): Pick<FlowQuery, 'port' | 'via'> {
  const { from, toIP, port } = probe;
  const rule = dnat.find(({ dstIP, dstPort }) => dstIP === toIP && Number(dstPort) === port);
  if (rule === undefined) throw new Error(`nothing translates ${toIP}:${port}`);
  const isOutside = external.some(({ name }) => name === from);
  const service = `${translationNamespace}/${translationName(rule)}`;
  const via: FlowVia = isOutside
    ? { type: 'NodePort', service, clusterNode: rule.node, port }
    : { type: 'ClusterIP', service, port };
  return { port: Number(rule.toPort), via };
}

const translationNamespace = 'default';

function translationName({ dstPort = 'any' }: DestinationTranslation): string {
  return `translated-${dstPort}`;
}

function translationService(rule: DestinationTranslation, workloads: readonly ScenarioWorkload[]): Manifest {
  const port = Number(rule.dstPort);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: translationNamespace, name: translationName(rule) },
    spec: {
      type: 'NodePort',
      clusterIP: rule.dstIP,
      selector: workloads.find(({ ip }) => ip === rule.toIP)?.labels ?? {},
      ports: [{ protocol: rule.protocol, port, nodePort: port, targetPort: Number(rule.toPort) }],
    },
  };
}

function findService({ resources }: DataPlaneScenario, { toIP }: Probe): Manifest {
  const service = resources.find((manifest) => valueAt(manifest, ['spec', 'clusterIP']) === toIP);
  if (service === undefined) throw new Error(`no service has the address ${toIP}`);
  return service;
}

function serviceOf(scenario: DataPlaneScenario, probe: Probe): FlowVia {
  const metadata = fieldOf(findService(scenario, probe), 'metadata');
  const service = `${String(fieldOf(metadata, 'namespace'))}/${String(fieldOf(metadata, 'name'))}`;
  return { type: 'ClusterIP', service, port: probe.port };
}

function targetPortOf(scenario: DataPlaneScenario, probe: Probe): number {
  const ports = valueAt(findService(scenario, probe), ['spec', 'ports']);
  const entry = isJsonArray(ports) ? ports.find((port) => fieldOf(port, 'port') === probe.port) : undefined;
  return Number(fieldOf(entry, 'targetPort'));
}

/** A label of our own that says which pods no profile lets through. */
const withoutProfile = 'firewright.dev/without-profile';

function manifestsOf({ nodes, workloads, external, resources, dnat = [] }: DataPlaneScenario): readonly Manifest[] {
  const profiles = resources.filter((manifest) => fieldOf(manifest, 'kind') === 'Profile');
  return [
    ...nodes.map(nodeManifest),
    ...workloads.flatMap((workload) => podManifests(workload, profiles)),
    ...external.map(({ name, ip }) => ({
      apiVersion: 'firewright.dev/v1',
      kind: 'ExternalNetwork',
      metadata: { name },
      spec: { nets: [`${ip}/32`] },
    })),
    ...dnat.map((rule) => translationService(rule, workloads)),
    ...lastTier,
    ...resources.filter((manifest) => !profiles.includes(manifest)),
  ];
}

function nodeManifest({ name, ip, ip6 }: DataPlaneScenario['nodes'][number]): Manifest {
  const addresses = [ip, ...(ip6 === undefined ? [] : [ip6])].map((address) => ({ type: 'InternalIP', address }));
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, status: { addresses } };
}

function podManifests(workload: ScenarioWorkload, profiles: readonly Manifest[]): readonly Manifest[] {
  const { name, namespace, node, ip, namedPorts = [] } = workload;
  if (namespace === undefined) return [];
  const ports = namedPorts.map(({ name: port, protocol, port: containerPort }) => ({
    name: port,
    protocol,
    containerPort,
  }));
  return [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, labels: { ...workload.labels, ...labelsOfProfiles(workload, profiles) } },
      spec: {
        nodeName: node,
        hostNetwork: workload.type === 'host-networked-pod',
        containers: [{ name: 'server', ports }],
      },
      status: { podIPs: [{ ip }] },
    },
  ];
}

/**
 * Pods of a design have the profiles of their namespace (R1.9). A profile of the etcd datastore that lets its own members
 * in is the same for pods that all have it, once they carry the labels that it hands down; a name without profile denies.
 */
function labelsOfProfiles(
  { type, namespace, profiles = [] }: ScenarioWorkload,
  known: readonly Manifest[],
): Readonly<Record<string, string>> {
  if (type === 'host-networked-pod' || profiles.includes(`kns.${namespace ?? ''}`)) return {};
  const own = known.filter((manifest) => profiles.includes(String(valueAt(manifest, ['metadata', 'name']))));
  if (own.length === 0) return { [withoutProfile]: '' };
  return Object.fromEntries(
    own.flatMap((manifest) => Object.entries(valueAt(manifest, ['spec', 'labelsToApply']) ?? {})),
  ) as Record<string, string>; // labels are texts
}

/** Behind everything else: what no tier decided is denied to pods without a profile. */
const lastTier: readonly Manifest[] = [
  {
    apiVersion: 'projectcalico.org/v3',
    kind: 'Tier',
    metadata: { name: 'without-profile' },
    spec: { order: 1e9, defaultAction: 'Deny' },
  },
  {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: 'without-profile.deny' },
    spec: { tier: 'without-profile', selector: `has(${withoutProfile})`, types: ['Ingress', 'Egress'] },
  },
];
