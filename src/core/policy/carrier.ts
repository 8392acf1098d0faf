import type { IpPool } from '../model/entities.ts';
import type { Address, Cidr } from '../net/cidr.ts';
import { cidrContains, cidrCovers } from '../net/cidr.ts';
import type { NodeSite, Party, Ruleset, TunnelledPool, Workload } from './ruleset.ts';
import type { Carrier } from './stop.ts';

/** The pools whose pods are reached through tunnels. */
export function tunnelledPools(pools: readonly IpPool[]): readonly TunnelledPool[] {
  return pools.flatMap(({ cidr, ipip, vxlan }): readonly TunnelledPool[] => {
    const [kind, mode] = ipip === 'never' ? (['vxlan', vxlan] as const) : (['ipip', ipip] as const);
    if (cidr === null || mode === 'never') return [];
    return [{ cidr, kind, betweenSubnetsOnly: mode === 'cross-subnet' }];
  });
}

/**
 * How packets of one end travel to a pod on another cluster node (R5.31). What is not for a pod of a tunnelled pool, or
 * does not start on a node that is known, is routed.
 */
export function carrierOf(ruleset: Ruleset, from: Party, to: Party, destination: Address): Carrier {
  if (ruleset.tunnelledPools === null || to.kind !== 'pod') return 'plain';
  const site = siteOf(ruleset, from);
  return site === null ? 'plain' : carrierFrom(ruleset, site, to.workload, destination);
}

function siteOf({ sites }: Ruleset, party: Party): NodeSite | null {
  if (party.kind === 'host') return party.site;
  if (party.kind !== 'pod' || party.workload.clusterNode === null) return null;
  return sites.get(party.workload.clusterNode) ?? null;
}

/** Of packets that leave a cluster node, whoever sent them. */
export function carrierFrom(ruleset: Ruleset, from: NodeSite, to: Workload, destination: Address): Carrier {
  const target = to.clusterNode === null ? undefined : ruleset.sites.get(to.clusterNode);
  const pool = ruleset.tunnelledPools?.find(({ cidr }) => cidrContains(cidr, destination));
  if (pool === undefined || target === undefined || target === from) return 'plain';
  return pool.betweenSubnetsOnly && !areInOtherSubnets(from, target, destination) ? 'plain' : pool.kind;
}

/** Nodes of which no net is known count as neighbours. */
function areInOtherSubnets(from: NodeSite, to: NodeSite, { family }: Address): boolean {
  const [own, other] = [from, to].map(({ subnets }) => subnets.find(({ base }) => base.family === family));
  return own !== undefined && other !== undefined && !isSameNet(own, other);
}

function isSameNet(a: Cidr, b: Cidr): boolean {
  return cidrCovers(a, b) && cidrCovers(b, a);
}
