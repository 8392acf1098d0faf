import type { Draft } from './draft.ts';
import type { Random } from './random.ts';
import * as word from './vocabulary.ts';

/** R5.29, R5.9 */
function tunnels(random: Random): Draft {
  return {
    ...random.maybe(0.4, () => ({ ipipEnabled: random.chance(0.6) })),
    ...random.maybe(0.4, () => ({ vxlanEnabled: random.chance(0.6) })),
    ...random.maybe(0.3, () => ({ vxlanPort: random.pick(word.ports) })),
    ...random.maybe(0.3, () => ({ wireguardEnabled: true })),
    ...random.maybe(0.3, () => ({ wireguardListeningPort: random.pick(word.ports) })),
    ...random.maybe(0.3, () => ({ allowIPIPPacketsFromWorkloads: random.chance(0.7) })),
    ...random.maybe(0.3, () => ({ allowVXLANPacketsFromWorkloads: random.chance(0.7) })),
  };
}

/** @param name `default`, or `node.` and the name of a cluster node (R5.25) */
export function felixConfiguration(random: Random, name: string): Draft {
  const failsafe = (): Draft => ({
    protocol: random.pick(['TCP', 'UDP']),
    port: random.pick(word.ports),
    ...random.maybe(0.4, () => ({ net: random.pick(['10.0.0.0/24', '203.0.113.0/24', 'fd00:1::/64', '10.1.1.1/32']) })),
  });
  const failsafes = (): readonly Draft[] => random.times(random.pick([0, 1, 3]), failsafe);
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'FelixConfiguration',
    metadata: { name },
    spec: {
      ...random.maybe(0.6, () => ({ failsafeInboundHostPorts: failsafes() })),
      ...random.maybe(0.6, () => ({ failsafeOutboundHostPorts: failsafes() })),
      ...random.maybe(0.6, () => ({ defaultEndpointToHostAction: random.pick(['Drop', 'Accept', 'Return']) })),
      ...random.maybe(0.3, () => ({ natOutgoingExclusions: random.pick(['IPPoolsOnly', 'IPPoolsAndHostIPs']) })),
      ...random.maybe(0.15, () => ({ bpfEnabled: random.chance(0.6) })),
      ...random.maybe(0.12, () => ({ bpfDataIfacePattern: random.pick(['eth1', '^ens', '.*']) })),
      ...random.maybe(0.25, () => tunnels(random)),
    },
  };
}

export function kubeControllersConfiguration(random: Random): Draft {
  const template = (): Draft => ({
    generateName: 'tpl',
    ...random.maybe(0.75, () => ({
      interfaceCIDRs: random.pick([['10.0.0.0/24'], ['10.9.0.0/16'], ['fd00:1::/64', '10.1.0.0/16']]),
    })),
    ...random.maybe(0.45, () => ({ interfacePattern: random.pick(['^eth', 'eth0|lo', 'ens.$', 'h1']) })),
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

export function addressPool(random: Random, index: number): Draft {
  const cidr = index === 0 ? random.pick(['10.1.0.0/16', '10.1.1.0/24']) : random.pick(['fd00:2::/64', '10.0.0.0/28']);
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'IPPool',
    metadata: { name: `pool${index}` },
    // R5.30: a disabled one counts as well.
    spec: {
      cidr,
      ...random.maybe(0.25, () => ({
        [random.pick(['ipipMode', 'vxlanMode'])]: random.pick(['Always', 'CrossSubnet', 'Never']),
      })),
      ...random.maybe(0.7, () => ({ natOutgoing: true })),
      ...random.maybe(0.15, () => ({ disabled: true })),
    },
  };
}

export function designSettings(random: Random): Draft {
  const settings = {
    ...random.maybe(0.7, () => ({ hostInputDefault: random.pick(['accept', 'drop']) })),
    ...random.maybe(0.7, () => ({ dataplane: random.pick(['iptables', 'nftables', 'ebpf', 'ebpf']) })),
  };
  return { apiVersion: 'firewright.dev/v1', kind: 'Design', metadata: { name: 'design' }, spec: { settings } };
}
