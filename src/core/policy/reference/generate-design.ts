import type { Manifest } from '../../model/document.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import { generatePolicies } from './generate-policies.ts';
import { Random } from './random.ts';
import * as word from './vocabulary.ts';

/** What a generator makes before it is known to be JSON. */
type Draft = Readonly<Record<string, unknown>>;

export interface DesignWishes {
  readonly version: CalicoVersion;
}

/**
 * A small cluster, made to collide: few labels, ports and nets, so that every kind of rule is decisive somewhere.
 *
 * @returns valid manifests of different identities; the same for the same seed and wishes
 */
export function generateDesign(seed: number, wishes: DesignWishes): readonly Manifest[] {
  const random = new Random(seed);
  const nodes = random.times(random.between(2, 3), (index) => clusterNode(random, index + 1));
  const nodeNames = nodes.map((_, index) => `n${index + 1}`);
  const drafts = [
    ...nodes,
    // A pod's namespace may lack a manifest (Q18); `prod` never does, so that profiles can name it.
    ...word.namespaces.filter((name) => name === 'prod' || random.chance(0.85)).map((name) => namespace(random, name)),
    ...word.namespaces
      .filter((name) => name === 'prod' || random.chance(0.5))
      .map((name) => serviceAccount(random, name)),
    ...random.times(random.between(3, 6), (index) => pod(random, index, nodeNames)),
    ...random.maybeList(0.3, () => workload(random, nodeNames)),
    ...nodeNames.flatMap((name, index) => hostEndpoints(random, name, index + 1)),
    ...random.times(random.between(0, 2), (index) => networkSet(random, index)),
    ...externalNetworks(random),
    ...random.maybeList(0.45, () => felixConfiguration(random)),
    ...random.maybeList(0.25, () => kubeControllersConfiguration(random)),
    ...random.maybeList(0.2, () => addressPool(random)),
    ...random.maybeList(0.3, () => designSettings(random)),
  ];
  const policies = generatePolicies(random, {
    version: wishes.version,
    forwarded: random.chance(0.4),
    clusterPolicies: random.chance(0.3),
  });
  return [...(drafts as readonly Manifest[]), ...policies]; // the drafts are literals of JSON
}

function clusterNode(random: Random, index: number): Draft {
  const internal = [`10.0.0.${index}`, ...(random.chance(0.6) ? [`fd00:1::${index}`] : [])];
  const external = random.chance(0.3) ? [`198.51.100.${index}`] : [];
  const spec = {
    ...random.maybe(0.3, () => ({
      interfaces: [
        { name: 'eth0', addresses: internal },
        { name: 'eth1', addresses: [`10.9.0.${index}`, ...external] },
        ...(random.chance(0.3) ? [{ name: 'lo', addresses: ['127.0.0.1'] }] : []),
      ],
    })),
    ...random.maybe(0.2, () => ({ tunnelIPs: [`10.1.${index}.255`] })),
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `n${index}`, labels: word.labels(random) },
    spec,
    status: {
      addresses: [
        ...internal.map((address) => ({ type: 'InternalIP', address })),
        ...external.map((address) => ({ type: 'ExternalIP', address })),
        { type: 'Hostname', address: `n${index}` },
      ],
    },
  };
}

function namespace(random: Random, name: string): Draft {
  const env = random.pick(['prod', 'dev', null]);
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: env === null ? {} : { env } } };
}

function serviceAccount(random: Random, ofNamespace: string): Draft {
  const metadata = { namespace: ofNamespace, name: 'builder', labels: word.labels(random, 2) };
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
}

function podSpec(random: Random, nodeNames: readonly string[], hostNetwork: boolean): Draft {
  const isPlaced = hostNetwork || random.chance(0.85);
  const containerPort = (): Draft => ({
    ...random.maybe(0.85, () => ({ name: random.pick(word.portNames) })),
    ...random.maybe(0.6, () => ({ protocol: random.pick(word.transport) })),
    containerPort: random.pick(word.ports),
  });
  return {
    ...(isPlaced ? { nodeName: random.pick(nodeNames) } : {}),
    ...(hostNetwork ? { hostNetwork: true } : {}),
    ...random.maybe(0.5, () => ({ serviceAccountName: random.pick(word.serviceAccounts) })),
    containers: [{ name: 'c', image: 'example/c:1', ports: random.times(random.between(0, 2), containerPort) }],
    ...random.maybe(0.1, () => ({ initContainers: [{ name: 'i', image: 'example/i:1', ports: [containerPort()] }] })),
  };
}

function pod(random: Random, index: number, nodeNames: readonly string[]): Draft {
  const spoofed = random.maybe(0.08, () => ({ 'projectcalico.org/namespace': 'prod', 'pcns.env': 'prod' }));
  const hostNetwork = random.chance(0.12);
  const addresses = [`10.1.${(index % 2) + 1}.${index + 1}`, ...(random.chance(0.5) ? [`fd00:2::${index + 1}`] : [])];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: random.pick(word.namespaces),
      name: `p${index}`,
      labels: { ...word.labels(random), ...spoofed },
    },
    spec: podSpec(random, nodeNames, hostNetwork),
    status: {
      phase: random.chance(0.07) ? 'Succeeded' : 'Running',
      ...(hostNetwork ? {} : { podIPs: addresses.map((ip) => ({ ip })) }),
    },
  };
}

/** Stands for its pods, whose addresses no manifest says. */
function workload(random: Random, nodeNames: readonly string[]): Draft {
  const template = { metadata: { labels: word.labels(random) }, spec: podSpec(random, nodeNames, false) };
  const metadata = { namespace: random.pick(word.namespaces), name: 'w0', labels: { app: 'web' } };
  return random.pick([
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } },
    { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { jobTemplate: { spec: { template } } } },
  ]);
}

/** None, one or several that compete (R5.5). */
function hostEndpoints(random: Random, node: string, index: number): readonly Draft[] {
  const shapes = random.pick<readonly string[]>([
    [],
    ['*'],
    ['*'],
    ['eth0'],
    ['eth0', '*'],
    ['', '*'],
    ['*', '*'],
    [''],
    ['eth7'],
    ['eth1'],
    ['lo', '*'],
    ['eth0', ''],
  ]);
  return shapes.map((interfaceName, rank) => {
    const mustList = interfaceName === ''; // R8.30
    const own = random.pick([[`10.0.0.${index}`], [`10.0.0.${index}`, `fd00:1::${index}`], [`10.9.0.${index}`]]);
    return {
      apiVersion: 'projectcalico.org/v3',
      kind: 'HostEndpoint',
      metadata: { name: `h${random.pick(['a', 'b', 'c'])}${rank}-${node}`, labels: hostLabels(random) },
      spec: {
        node,
        ...(interfaceName === '' ? {} : { interfaceName }),
        ...(mustList || random.chance(0.8) ? { expectedIPs: own } : {}),
        ...random.maybe(0.7, () => ({ profiles: profiles(random) })),
        ...random.maybe(0.3, () => ({ ports: [{ name: random.pick(word.portNames), protocol: 'TCP', port: 8080 }] })),
      },
    };
  });
}

function hostLabels(random: Random): Draft {
  return { ...word.labels(random), ...random.maybe(0.06, () => ({ 'projectcalico.org/namespace': 'prod' })) };
}

function profiles(random: Random): readonly string[] {
  return random.pick([
    ['projectcalico-default-allow'],
    ['projectcalico-default-allow'],
    ['kns.prod'],
    ['ksa.prod.builder'],
    ['ksa.prod.builder', 'projectcalico-default-allow'],
    ['missing', 'projectcalico-default-allow'],
  ]);
}

function networkSet(random: Random, index: number): Draft {
  const nets = random.some<string>(
    [...word.nets[4], '203.0.113.9', '2001:db8::9', '10.1.1.2/24', ...word.nets[6]],
    1,
    2,
  );
  const isGlobal = random.chance(0.5);
  const name = `s${index}`;
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: isGlobal ? 'GlobalNetworkSet' : 'NetworkSet',
    metadata: { ...(isGlobal ? {} : { namespace: random.pick(word.namespaces) }), name, labels: word.labels(random) },
    spec: { nets },
  };
}

function externalNetworks(random: Random): readonly Draft[] {
  const choices = [
    ['203.0.113.0/24'],
    ['203.0.113.9/32', '2001:db8:5::/48'],
    ['203.0.113.0/25', '198.51.100.0/24'],
    ['10.0.0.0/8'],
  ];
  return random.some(choices, 0, 2).map((nets, index) => ({
    apiVersion: 'firewright.dev/v1',
    kind: 'ExternalNetwork',
    metadata: { name: `e${index}` },
    spec: { nets },
  }));
}

function felixConfiguration(random: Random): Draft {
  const failsafe = (): Draft => ({
    protocol: random.pick(['TCP', 'UDP']),
    port: random.pick(word.ports),
    ...random.maybe(0.4, () => ({ net: random.pick(['10.0.0.0/24', '203.0.113.0/24', 'fd00:1::/64', '10.1.1.1/32']) })),
  });
  const failsafes = (): readonly Draft[] => random.times(random.pick([0, 1, 3]), failsafe);
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'FelixConfiguration',
    metadata: { name: 'default' },
    spec: {
      ...random.maybe(0.6, () => ({ failsafeInboundHostPorts: failsafes() })),
      ...random.maybe(0.6, () => ({ failsafeOutboundHostPorts: failsafes() })),
      ...random.maybe(0.6, () => ({ defaultEndpointToHostAction: random.pick(['Drop', 'Accept', 'Return']) })),
      ...random.maybe(0.2, () => ({ natOutgoingExclusions: random.pick(['IPPoolsOnly', 'IPPoolsAndHostIPs']) })),
    },
  };
}

function kubeControllersConfiguration(random: Random): Draft {
  const template = (): Draft => ({
    generateName: 'tpl',
    interfaceCIDRs: random.pick([['10.0.0.0/24'], ['10.9.0.0/16'], ['fd00:1::/64', '10.1.0.0/16']]),
    ...random.maybe(0.5, () => ({ nodeSelector: word.selector(random) })),
    ...random.maybe(0.5, () => ({ labels: word.labels(random) })),
  });
  const hostEndpoint = {
    autoCreate: random.pick(['Enabled', 'Enabled', 'Enabled', 'Disabled']),
    ...random.maybe(0.3, () => ({ createDefaultHostEndpoint: random.pick(['Enabled', 'Disabled']) })),
    ...random.maybe(0.5, () => ({ templates: [template()] })),
  };
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'KubeControllersConfiguration',
    metadata: { name: 'default' },
    spec: { controllers: { node: { hostEndpoint } } },
  };
}

function addressPool(random: Random): Draft {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'IPPool',
    metadata: { name: 'pool' },
    spec: { cidr: random.pick(['10.1.0.0/16', '10.1.1.0/24']), ...random.maybe(0.7, () => ({ natOutgoing: true })) },
  };
}

function designSettings(random: Random): Draft {
  const settings = { hostInputDefault: random.pick(['accept', 'drop']) };
  return { apiVersion: 'firewright.dev/v1', kind: 'Design', metadata: { name: 'design' }, spec: { settings } };
}
