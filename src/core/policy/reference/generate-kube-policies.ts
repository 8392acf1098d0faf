import type { Draft } from './draft.ts';
import type { Random } from './random.ts';
import * as word from './vocabulary.ts';

export function kubePolicy(random: Random): Draft {
  const rules = (peers: 'from' | 'to'): readonly Draft[] =>
    random.times(random.pick([0, 1, 1, 2]), () => ({
      ...random.maybe(0.75, () => ({ [peers]: random.times(random.between(0, 2), () => kubePeer(random)) })),
      ...random.maybe(0.6, () => ({ ports: random.times(random.between(0, 2), () => kubePort(random)) })),
    }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: random.pick(word.namespaces), name: random.pick(word.policyNames) },
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
