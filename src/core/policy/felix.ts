import type { FelixConfiguration, FelixTunnels, IpPool } from '../model/entities.ts';
import type { Direction } from '../model/policy.ts';
import type { Settings } from '../model/settings.ts';
import type { AddressSet } from '../net/address-set.ts';
import { protocolNumbers } from '../net/protocol.ts';
import type { Traffic } from '../net/traffic.ts';
import { noTraffic, trafficOf, unionTraffic } from '../net/traffic.ts';
import type { AddressSetId } from './address-pool.ts';
import type { Inquiry } from './inquiry.ts';
import { interfacePattern } from './interface-pattern.ts';
import { failsafesOf } from './programs.ts';
import type { Failsafe } from './ruleset.ts';
import { featuresOf } from './version-features.ts';

/** What Felix on one cluster node goes by. */
export interface FelixSettings {
  /** Nodes that go by the same have one object, and one number. */
  readonly id: number;
  readonly failsafes: Readonly<Record<Direction, readonly Failsafe[]>>;
  readonly endpointToHost: 'drop' | 'accept' | 'return';
  readonly natExcludesHosts: boolean;
  readonly isEbpf: boolean;
  /** Whether eBPF programs are attached to an interface of this name (R5.42). */
  readonly isDataInterface: (name: string) => boolean;
  /** Tunnels between cluster nodes, which need no policy (R5.29). */
  readonly tunnels: { readonly traffic: Traffic; readonly peers: AddressSetId };
  /** Tunnel packets that pods must not make themselves (R5.9). */
  readonly barredFromPods: Traffic;
}

/** @param clusterNode null: of a pod that is on none */
export type FelixOfNode = (clusterNode: string | null) => FelixSettings;

export interface FelixSources {
  readonly configurations: readonly FelixConfiguration[];
  readonly ipPools: readonly IpPool[];
  /** All addresses of cluster nodes. */
  readonly nodeAddresses: AddressSet;
  readonly settings: Settings;
}

/** The configuration `default`, with that of the node, `node.<name>`, laid over it field by field (R5.25). */
export function felixOfNodes(sources: FelixSources, inquiry: Inquiry): FelixOfNode {
  const named = new Map(sources.configurations.map((configuration) => [configuration.name, configuration]));
  const general = named.get('default') ?? null;
  const common = settingsOf(0, [general], sources, inquiry);
  const own = new Map(
    [...named]
      .filter(([name]) => name.startsWith(nodePrefix))
      .map(([name, configuration], index) => [
        name.slice(nodePrefix.length),
        settingsOf(index + 1, [configuration, general], sources, inquiry),
      ]),
  );
  return (clusterNode) => (clusterNode === null ? common : (own.get(clusterNode) ?? common));
}

const nodePrefix = 'node.';

/** Its default value (of Calico's source, felix/config). */
const dataInterfaces = /^((en|wl|ww|sl|ib)[Popsx].*|(eth|wlan|wwan|bond).*)/;

/** @param layers the first that says something counts */
function settingsOf(
  id: number,
  layers: readonly (FelixConfiguration | null)[],
  { ipPools, nodeAddresses, settings }: FelixSources,
  inquiry: Inquiry,
): FelixSettings {
  const said = <T>(read: (configuration: FelixConfiguration) => T | null): T | null =>
    layers.map((layer) => layer && read(layer)).find((value) => value !== null) ?? null;
  const tunnel = <K extends keyof FelixTunnels>(key: K): FelixTunnels[K] | null => said(({ tunnels }) => tunnels[key]);
  const vxlan = portTraffic(tunnel('vxlanPort') ?? 4789);
  const pattern = said(({ bpfDataInterfaces }) =>
    bpfDataInterfaces === null ? null : interfacePattern(bpfDataInterfaces),
  );
  return {
    id,
    failsafes: {
      ingress: failsafesOf(
        said(({ failsafeInbound }) => failsafeInbound),
        'ingress',
        inquiry,
      ),
      egress: failsafesOf(
        said(({ failsafeOutbound }) => failsafeOutbound),
        'egress',
        inquiry,
      ),
    },
    // Q3: every installer sets Accept, although Felix itself would drop.
    endpointToHost: said(({ endpointToHost }) => endpointToHost) ?? 'accept',
    natExcludesHosts:
      featuresOf(settings.calicoVersion).natOutgoingExclusions &&
      said(({ natExcludesHosts }) => natExcludesHosts) === true,
    // What the manifests say comes before what the design assumes of the cluster.
    isEbpf: said(({ bpfEnabled }) => bpfEnabled) ?? settings.dataplane === 'ebpf',
    isDataInterface: pattern ?? ((name) => dataInterfaces.test(name)),
    tunnels: {
      traffic: unionOf(
        [tunnel('ipip') ?? ipPools.some(({ ipip }) => ipip !== 'never'), ipInIp],
        [tunnel('vxlan') ?? ipPools.some((pool) => pool.vxlan !== 'never'), vxlan],
        [tunnel('wireguard') === true, portTraffic(tunnel('wireguardPort') ?? 51820)],
      ),
      peers: inquiry.idOf(nodeAddresses),
    },
    barredFromPods: unionOf([tunnel('vxlanFromPods') !== true, vxlan], [tunnel('ipipFromPods') !== true, ipInIp]),
  };
}

const ipInIp = trafficOf(4);

function portTraffic(port: number): Traffic {
  return trafficOf(protocolNumbers.UDP, [port, port]);
}

function unionOf(...parts: readonly (readonly [isOn: boolean, traffic: Traffic])[]): Traffic {
  return parts.reduce((sum, [isOn, traffic]) => (isOn ? unionTraffic(sum, traffic) : sum), noTraffic);
}
