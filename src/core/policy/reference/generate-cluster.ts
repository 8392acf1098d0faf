import type { Draft } from './draft.ts';
import type { Random } from './random.ts';
import * as word from './vocabulary.ts';

export function clusterNode(random: Random, index: number): Draft {
  const internal = [`10.0.0.${index}`, ...(random.chance(0.6) ? [`fd00:1::${index}`] : [])];
  const external = random.chance(0.3) ? [`198.51.100.${index}`] : [];
  const spec = {
    ...random.maybe(0.3, () => ({
      interfaces: [
        { name: 'eth0', addresses: internal },
        { name: random.pick(['eth1', 'ens5']), addresses: [`10.9.0.${index}`, ...external] },
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

export function namespace(random: Random, name: string): Draft {
  const env = random.pick(['prod', 'dev', null]);
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: env === null ? {} : { env } } };
}

export function serviceAccount(random: Random, ofNamespace: string): Draft {
  const metadata = { namespace: ofNamespace, name: 'builder', labels: word.labels(random, 2) };
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
}

function podSpec(random: Random, nodeNames: readonly string[], hostNetwork: boolean): Draft {
  const isPlaced = random.chance(hostNetwork ? 0.93 : 0.85);
  const containerPort = (): Draft => ({
    ...random.maybe(0.85, () => ({ name: random.pick(word.portNames) })),
    ...random.maybe(0.6, () => ({ protocol: random.pick(word.transport) })),
    containerPort: random.pick(word.ports),
  });
  return {
    // A node that no manifest describes is as good as none (R5.3).
    ...(isPlaced ? { nodeName: random.pick(nodeNames) } : random.maybe(0.3, () => ({ nodeName: 'n9' }))),
    ...(hostNetwork ? { hostNetwork: true } : {}),
    ...random.maybe(0.5, () => ({ serviceAccountName: random.pick(word.serviceAccounts) })),
    containers: [{ name: 'c', ports: random.times(random.pick([0, 1, 1, 2]), containerPort) }],
    ...random.maybe(0.1, () => ({ initContainers: [{ name: 'i', ports: [containerPort()] }] })),
  };
}

export function pod(random: Random, index: number, nodeNames: readonly string[]): Draft {
  const spoofed = random.maybe(0.08, () => ({ 'projectcalico.org/namespace': 'prod', 'pcns.env': 'prod' }));
  const hostNetwork = random.chance(0.12);
  // R3.2: two that share an address cannot be told apart by it, only by their labels and ports.
  const last = index > 0 && random.chance(0.08) ? index : index + 1;
  const addresses = [`10.1.${((last - 1) % 2) + 1}.${last}`, ...(random.chance(0.5) ? [`fd00:2::${last}`] : [])];
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
export function workload(random: Random, nodeNames: readonly string[]): Draft {
  const template = { metadata: { labels: word.labels(random) }, spec: podSpec(random, nodeNames, false) };
  const metadata = { namespace: random.pick(word.namespaces), name: 'w0', labels: { app: 'web' } };
  return random.pick([
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } },
    { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { jobTemplate: { spec: { template } } } },
  ]);
}
