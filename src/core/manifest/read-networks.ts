import type { ExternalNetwork, IpPool, NetworkSet, TunnelMode } from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Cidr } from '../net/cidr.ts';
import type { Field } from './field-reader.ts';
import { readMetadata, readNamespace } from './read-metadata.ts';
import { readNet, readRuleNet } from './read-values.ts';

/** Reads a NetworkSet (`namespaced`) or GlobalNetworkSet. */
export function readNetworkSet(id: ResourceId, manifest: Field, scope: 'global' | 'namespaced'): NetworkSet {
  return {
    kind: 'network-set',
    ...readMetadata(id, manifest),
    namespace: scope === 'global' ? null : readNamespace(manifest),
    nets: readNets(manifest.at('spec').knowOnly(['nets'])),
  };
}

/** Reads our own ExternalNetwork. */
export function readExternalNetwork(id: ResourceId, manifest: Field): ExternalNetwork {
  const spec = manifest.at('spec').knowOnly(['nets']);
  if (spec.at('nets').items().length === 0)
    spec
      .at('nets')
      .warning('FIELD-REQUIRED', `${spec.at('nets').label} is empty, so nothing can come from or go to this network.`);
  return { kind: 'external-network', ...readMetadata(id, manifest), nets: readNets(spec) };
}

/** Bits behind the prefix are allowed here and ignored (R8.34). */
function readNets(spec: Field): readonly Cidr[] {
  return spec
    .at('nets')
    .items()
    .map(readNet)
    .filter((net) => net !== null);
}

const tunnelModes: Readonly<Record<string, TunnelMode>> = {
  Never: 'never',
  Always: 'always',
  CrossSubnet: 'cross-subnet',
  '': 'never',
};

/** Reads an IPPool as far as it decides on source NAT (R5.30) and on tunnels between cluster nodes (R5.31). */
export function readIpPool(id: ResourceId, manifest: Field): IpPool {
  const spec = manifest.at('spec');
  return {
    kind: 'ip-pool',
    ...readMetadata(id, manifest),
    cidr: readRuleNet(spec.at('cidr')),
    natOutgoing: spec.at('natOutgoing').flag() === true,
    ipip: spec.at('ipipMode').choice(tunnelModes) ?? 'never',
    vxlan: spec.at('vxlanMode').choice(tunnelModes) ?? 'never',
  };
}
