import type { Draft } from './draft.ts';
import type { Random } from './random.ts';
import * as word from './vocabulary.ts';

export function networkSet(random: Random, index: number): Draft {
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

export function externalNetworks(random: Random): readonly Draft[] {
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

/** Pods answer for most; for one without a selector what an EndpointSlice lists. */
export function services(random: Random): readonly Draft[] {
  return random.some(word.services, 0, 3).flatMap(({ namespace, name }, index) => {
    const hasSelector = random.chance(0.85);
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace, name },
      spec: {
        ...random.maybe(0.6, () => ({ type: 'NodePort' })),
        ...random.maybe(0.25, () => ({ externalTrafficPolicy: random.pick(['Local', 'Cluster']) })),
        ...clusterAddresses(random, index),
        ...(hasSelector
          ? { selector: random.pick([{ app: 'web' }, { app: 'web' }, { app: 'db' }, { role: 'edge' }, { x: '1' }]) }
          : {}),
        ports: random.times(random.between(1, 2), (rank) => servicePort(random, index * 10 + rank)),
      },
    };
    return hasSelector && random.chance(0.8) ? [service] : [service, endpointSlice(random, namespace, name)];
  });
}

function clusterAddresses(random: Random, index: number): Draft {
  const [v4, v6] = [`10.96.0.${index + 1}`, `fd00:96::${index + 1}`];
  return random.pick<Draft>([{ clusterIP: v4 }, { clusterIP: v4, clusterIPs: [v4, v6] }, { clusterIP: 'None' }, {}]);
}

function servicePort(random: Random, number: number): Draft {
  return {
    name: `p${number}`,
    port: random.pick(word.ports) + number,
    ...random.maybe(0.8, () => ({ targetPort: random.pick<string | number>([...word.ports, ...word.portNames]) })),
    ...random.maybe(0.4, () => ({ protocol: random.pick(word.transport) })),
    ...random.maybe(0.8, () => ({ nodePort: 30000 + number })),
  };
}

function endpointSlice(random: Random, namespace: string, name: string): Draft {
  const managed = { 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' };
  const port = (): Draft => ({
    ...random.maybe(0.5, () => ({ protocol: random.pick(word.transport) })),
    port: random.pick(word.ports),
  });
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace,
      name: `${name}-1`,
      labels: { 'kubernetes.io/service-name': name, ...random.maybe(0.3, () => managed) },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: random.some(['10.1.1.1', '10.1.2.2', '10.0.0.1', '203.0.113.9'], 1, 2) }],
    ports: random.times(random.between(0, 2), port),
  };
}
