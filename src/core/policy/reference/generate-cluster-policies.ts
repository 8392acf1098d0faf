import type { CalicoVersion } from '../../model/settings.ts';
import type { Draft } from './draft.ts';
import type { Random } from './random.ts';
import * as word from './vocabulary.ts';

type Direction = 'ingress' | 'egress';

/** Of a kind that some versions enforce; now and then of one that this version does not (R1.1). */
export function clusterPolicy(random: Random, version: CalicoVersion): Draft {
  const isOld = version === '3.29' || version === '3.30' || version === '3.31';
  if (random.chance(0.92) !== isOld) return modernPolicy(random);
  return random.chance(0.65) ? adminPolicy(random) : baselinePolicy(random);
}

function modernPolicy(random: Random): Draft {
  const rules = (direction: Direction): readonly Draft[] =>
    random.times(random.pick([0, 1, 1, 2]), () => clusterRule(random, direction));
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: random.pick(word.policyNames) },
    spec: {
      tier: random.pick(['Admin', 'Admin', 'Admin', 'Baseline', 'Baseline', 'Baseline', 'Baseline', 'Other']),
      priority: random.pick([0, 10, 10, 1000]),
      ...random.maybe(0.96, () => ({ subject: clusterPods(random) })),
      ...random.maybe(0.8, () => ({ ingress: rules('ingress') })),
      ...random.maybe(0.6, () => ({ egress: rules('egress') })),
    },
  };
}

/** 7.3 */
function adminPolicy(random: Random): Draft {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: random.pick(word.policyNames) },
    spec: { priority: random.pick([0, 10, 10, 1000]), ...adminSpec(random, ['Allow', 'Allow', 'Deny', 'Pass']) },
  };
}

function baselinePolicy(random: Random): Draft {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'BaselineAdminNetworkPolicy',
    metadata: { name: 'default' }, // R8.52
    spec: adminSpec(random, ['Allow', 'Deny']),
  };
}

function adminSpec(random: Random, actions: readonly string[]): Draft {
  const rules = (direction: Direction): readonly Draft[] =>
    random.times(random.pick([0, 1, 1, 2]), () => ({
      action: random.pick(actions),
      [direction === 'ingress' ? 'from' : 'to']: random.times(random.between(1, 2), () => peer(random, direction)),
      ...random.maybe(0.6, () => ({ ports: random.times(random.between(1, 2), () => adminPort(random)) })),
    }));
  return {
    subject: clusterPods(random),
    ...random.maybe(0.8, () => ({ ingress: rules('ingress') })),
    ...random.maybe(0.6, () => ({ egress: rules('egress') })),
  };
}

/** R7.20 */
function adminPort(random: Random): Draft {
  const protocol = random.maybe(0.6, () => ({ protocol: random.pick(word.transport) }));
  return random.pick<Draft>([
    { portNumber: { ...protocol, port: random.pick(word.ports) } },
    { portRange: { ...protocol, start: 53, end: random.pick([80, 443, 9000]) } },
    { namedPort: random.pick(word.portNames) },
  ]);
}

function clusterPods(random: Random): Draft {
  if (random.chance(0.5)) return { namespaces: word.namespaceLabelSelector(random) };
  return { pods: { namespaceSelector: word.namespaceLabelSelector(random), podSelector: word.labelSelector(random) } };
}

/** Now and then one that makes the whole rule fail closed (R7.15). */
function peer(random: Random, direction: Direction): Draft {
  if (direction === 'ingress') return random.chance(0.03) ? {} : clusterPods(random);
  if (random.chance(0.06)) {
    return random.pick<Draft>([{}, { nodes: { matchLabels: { role: 'edge' } } }, { domainNames: ['example.com'] }]);
  }
  return random.chance(0.4) ? { networks: random.some<string>(word.nets[4], 1, 2) } : clusterPods(random);
}

function clusterRule(random: Random, direction: Direction): Draft {
  const peers = random.times(random.pick([1, 1, 2]), () => peer(random, direction));
  const mayName = peers.every((each) => 'namespaces' in each || 'pods' in each); // R8.51
  return {
    action: random.pick(['Accept', 'Accept', 'Deny', 'Pass']),
    [direction === 'ingress' ? 'from' : 'to']: peers,
    ...random.maybe(0.6, () => ({
      protocols: random.times(random.between(1, 2), () => clusterProtocol(random, mayName)),
    })),
  };
}

function clusterProtocol(random: Random, mayName: boolean): Draft {
  if (mayName && random.chance(0.3)) return { destinationNamedPort: random.pick(word.portNames) };
  const key = random.pick(['tcp', 'udp', 'sctp']);
  return {
    [key]: random.pick<Draft>([
      { destinationPort: { number: random.pick(word.ports) } },
      { destinationPort: { range: { start: 53, end: 443 } } },
      {},
    ]),
  };
}
