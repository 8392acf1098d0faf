import type { Manifest } from '../../model/document.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import type { Random } from './random.ts';
import * as word from './vocabulary.ts';

/** What a generator makes before it is known to be JSON. */
type Draft = Readonly<Record<string, unknown>>;

export interface PolicyWishes {
  readonly version: CalicoVersion;
  /** applyOnForward and preDNAT. */
  readonly forwarded: boolean;
  readonly clusterPolicies: boolean;
}

const policyNames = ['a', 'a-b', 'ab', 'b', 'b-a', 'c'] as const;

/** Tiers and policies of all kinds that fit together; `rulesPerDirection` is small so that tier ends get their turn. */
export function generatePolicies(random: Random, wishes: PolicyWishes): readonly Manifest[] {
  const tiers = random.some(['ab', 'host-fw', 'zz'], 0, 3).map((name) => tier(random, name));
  const tierNames = ['default', ...tiers.map(({ name }) => name)];
  const count = random.between(2, 9);
  const drafts = random.times(count, () => policy(random, wishes, tierNames));
  return [...tiers.map(({ manifest }) => manifest), ...distinct(drafts)] as readonly Manifest[]; // literals of JSON
}

/** Two of one identity cannot be in one design; the first one stays. */
function distinct(drafts: readonly Draft[]): readonly Draft[] {
  const seen = new Map(
    drafts.map((draft) => [JSON.stringify([draft['apiVersion'], draft['kind'], draft['metadata']]), draft]),
  );
  return [...seen.values()];
}

function tier(random: Random, name: string): { readonly name: string; readonly manifest: Draft } {
  const order = random.pick([100, 500, 500, 1_000_000, 2_000_000, null]);
  const spec = {
    ...(order === null ? {} : { order }),
    ...random.maybe(0.6, () => ({ defaultAction: random.pick(['Deny', 'Pass']) })),
  };
  return { name, manifest: { apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name }, spec } };
}

function policy(random: Random, wishes: PolicyWishes, tiers: readonly string[]): Draft {
  if (wishes.clusterPolicies && random.chance(0.25)) return clusterPolicy(random);
  const kind = random.below(10);
  if (kind < 5) return globalPolicy(random, wishes, random.pick(tiers));
  return kind < 7 ? calicoPolicy(random, wishes, random.pick(tiers)) : kubePolicy(random);
}

/** R8.5: up to 3.31 the name starts with the tier. */
function policyName(random: Random, version: CalicoVersion, tierName: string): string {
  const name = random.pick(policyNames);
  const needsPrefix = version !== '3.32' && version !== '3.33' && tierName !== 'default';
  return needsPrefix ? `${tierName}.${name}` : name;
}

function calicoSpec(random: Random, tierName: string): Draft {
  return {
    ...(tierName === 'default' && random.chance(0.5) ? {} : { tier: tierName }),
    ...random.maybe(0.7, () => ({ order: random.pick([0, 500, 1000, 1000, 2000, -1.5]) })),
    ...random.maybe(0.7, () => ({ selector: word.selector(random) })),
    ...random.maybe(0.12, () => ({ serviceAccountSelector: word.accountSelector(random) })),
  };
}

function directions(random: Random, namespaced: boolean): Draft {
  const rules = (direction: 'ingress' | 'egress'): readonly Draft[] =>
    random.times(random.pick([0, 1, 1, 2, 3]), () => calicoRule(random, direction, namespaced));
  return {
    ...random.maybe(0.5, () => ({ types: random.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress']]) })),
    ...random.maybe(0.8, () => ({ ingress: rules('ingress') })),
    ...random.maybe(0.6, () => ({ egress: rules('egress') })),
  };
}

function globalPolicy(random: Random, wishes: PolicyWishes, tierName: string): Draft {
  const metadata = { name: policyName(random, wishes.version, tierName) };
  const common = { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata };
  const spec = {
    ...calicoSpec(random, tierName),
    // `all()` means something else beside a namespaceSelector (R3.11).
    ...random.maybe(0.25, () => ({
      namespaceSelector: word.namespaceSelector(random),
      ...random.maybe(0.4, () => ({ selector: random.pick(['all()', "all() && app != 'db'"]) })),
    })),
  };
  if (wishes.forwarded && random.chance(0.25)) {
    const { egress: _egress, types: _types, ...ingressOnly } = directions(random, false); // R8.15
    return { ...common, spec: { ...spec, preDNAT: true, applyOnForward: true, types: ['Ingress'], ...ingressOnly } };
  }
  const onForward = wishes.forwarded && random.chance(0.4) ? { applyOnForward: true } : {};
  return { ...common, spec: { ...spec, ...onForward, ...directions(random, false) } };
}

function calicoPolicy(random: Random, wishes: PolicyWishes, tierName: string): Draft {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: { namespace: random.pick(word.namespaces), name: policyName(random, wishes.version, tierName) },
    spec: { ...calicoSpec(random, tierName), ...directions(random, true) },
  };
}

/** One family for all nets of a rule, and the protocol that the other fields need (8.3). */
function calicoRule(random: Random, direction: 'ingress' | 'egress', namespaced: boolean): Draft {
  const family = random.chance(0.8) ? 4 : 6;
  const icmp = family === 4 ? 'ICMP' : 'ICMPv6';
  const shape = random.below(10);
  const [hasPorts, isIcmp] = [shape < 5, shape === 5];
  const near = direction === 'ingress' ? 'destination' : 'source';
  const far = direction === 'ingress' ? 'source' : 'destination';
  const entity = (probability: number, ofPorts: number): Draft =>
    random.maybe(probability, () => calicoEntity(random, family, namespaced, hasPorts && random.chance(ofPorts)));
  const rule = {
    action: random.pick(['Allow', 'Allow', 'Allow', 'Deny', 'Deny', 'Pass', 'Log']),
    ...protocolOf(random, hasPorts, isIcmp ? icmp : null),
    ...random.maybe(0.06, () => ({ ipVersion: family })),
    [far]: entity(0.75, direction === 'egress' ? 0.7 : 0.08),
    [near]: entity(hasPorts && direction === 'ingress' ? 0.75 : 0.12, direction === 'ingress' ? 0.9 : 0.06),
  };
  return withoutEmpty(rule);
}

function withoutEmpty(rule: Draft): Draft {
  return Object.fromEntries(
    Object.entries(rule).filter(([, value]) => typeof value !== 'object' || Object.keys(value ?? {}).length > 0),
  );
}

function protocolOf(random: Random, hasPorts: boolean, icmp: string | null): Draft {
  if (hasPorts) return { protocol: random.pick(['TCP', 'TCP', 'TCP', 'UDP', 'UDP', 'SCTP', 6, '17']) };
  if (icmp !== null) {
    const pair = random.pick([{ type: 8 }, { type: 3, code: 1 }, { type: 0, code: 0 }]);
    return { protocol: icmp, ...random.maybe(0.8, () => ({ [random.pick(['icmp', 'icmp', 'notICMP'])]: pair })) };
  }
  if (random.chance(0.15)) return { notProtocol: random.pick(['TCP', 'UDP', 47]) };
  return random.maybe(0.3, () => ({ protocol: random.pick(['TCP', 'UDP', 47, 'UDPLite', 'SCTP']) }));
}

function calicoEntity(random: Random, family: 4 | 6, namespaced: boolean, withPorts: boolean): Draft {
  const anyNets = word.nets[family];
  const properNets = anyNets.filter((net) => !net.endsWith('/0')); // R8.23
  return {
    ...random.maybe(0.35, () => ({ selector: word.selector(random) })),
    ...random.maybe(0.15, () => ({ notSelector: word.selector(random) })),
    ...random.maybe(0.18, () => ({
      namespaceSelector: random.chance(0.3) ? 'global()' : word.namespaceSelector(random),
    })),
    ...random.maybe(0.12, () => ({ serviceAccounts: accounts(random) })),
    ...random.maybe(namespaced ? 0.15 : 0.25, () => ({ nets: random.some<string>(anyNets, 1, 2) })),
    ...random.maybe(0.12, () => ({ notNets: random.some(properNets, 1, 2) })),
    ...(withPorts ? { [random.chance(0.85) ? 'ports' : 'notPorts']: word.portList(random) } : {}),
  };
}

function accounts(random: Random): Draft {
  return random.pick([
    { names: [random.pick(word.serviceAccounts)] },
    { selector: word.accountSelector(random) },
    { names: ['builder'], selector: word.accountSelector(random) },
  ]);
}

function kubePolicy(random: Random): Draft {
  const rules = (peers: 'from' | 'to'): readonly Draft[] =>
    random.times(random.pick([0, 1, 1, 2]), () => ({
      ...random.maybe(0.75, () => ({ [peers]: random.times(random.between(0, 2), () => kubePeer(random)) })),
      ...random.maybe(0.6, () => ({ ports: random.times(random.between(0, 2), () => kubePort(random)) })),
    }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: random.pick(word.namespaces), name: random.pick(policyNames) },
    spec: {
      podSelector: word.labelSelector(random),
      ...random.maybe(0.4, () => ({ policyTypes: random.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress']]) })),
      ...random.maybe(0.8, () => ({ ingress: rules('from') })),
      ...random.maybe(0.5, () => ({ egress: rules('to') })),
    },
  };
}

function kubePeer(random: Random): Draft {
  if (random.chance(0.3)) {
    return random.pick([
      { ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/24'] } },
      { ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.64/26', '203.0.113.1/32'] } },
      { ipBlock: { cidr: '10.1.0.0/16' } },
      { ipBlock: { cidr: '::/0', except: ['fd00:1::/64'] } },
    ]);
  }
  const shape = random.below(3);
  return {
    ...(shape !== 0 ? { podSelector: word.labelSelector(random) } : {}),
    ...(shape !== 1 ? { namespaceSelector: word.namespaceLabelSelector(random) } : {}),
  };
}

function kubePort(random: Random): Draft {
  return {
    ...random.maybe(0.6, () => ({ protocol: random.pick(word.transport) })),
    ...random.pick([
      {},
      { port: random.pick(word.ports) },
      { port: random.pick(word.ports) },
      { port: random.pick(word.portNames) },
      { port: 80, endPort: random.pick([80, 443, 9000]) },
    ]),
  };
}

function clusterPolicy(random: Random): Draft {
  const rules = (direction: 'ingress' | 'egress'): readonly Draft[] =>
    random.times(random.pick([0, 1, 1, 2]), () => clusterRule(random, direction));
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: random.pick(policyNames) },
    spec: {
      tier: random.pick(['Admin', 'Baseline']),
      priority: random.pick([0, 10, 10, 1000]),
      subject: clusterPods(random),
      ...random.maybe(0.8, () => ({ ingress: rules('ingress') })),
      ...random.maybe(0.6, () => ({ egress: rules('egress') })),
    },
  };
}

function clusterPods(random: Random): Draft {
  if (random.chance(0.5)) return { namespaces: word.namespaceLabelSelector(random) };
  return { pods: { namespaceSelector: word.namespaceLabelSelector(random), podSelector: word.labelSelector(random) } };
}

function clusterRule(random: Random, direction: 'ingress' | 'egress'): Draft {
  const withNets = direction === 'egress' && random.chance(0.4);
  const networks = random.some<string>(word.nets[4], 1, 2);
  return {
    action: random.pick(['Accept', 'Accept', 'Deny', 'Pass']),
    [direction === 'ingress' ? 'from' : 'to']: [withNets ? { networks } : clusterPods(random)],
    ...random.maybe(0.6, () => ({
      protocols: random.times(random.between(1, 2), () => clusterProtocol(random, withNets)),
    })),
  };
}

function clusterProtocol(random: Random, withNets: boolean): Draft {
  if (!withNets && random.chance(0.25)) return { destinationNamedPort: random.pick(word.portNames) }; // R8.51
  const key = random.pick(['tcp', 'udp', 'sctp']);
  return {
    [key]: random.pick([
      { destinationPort: { number: random.pick(word.ports) } },
      { destinationPort: { range: { start: 53, end: 443 } } },
    ]),
  };
}
