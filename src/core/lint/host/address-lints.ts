import type { ClusterNode, Entity, TunnelKind } from '../../model/entities.ts';
import { addressSetContains, isEmptyAddressSet, ofAddresses, unionAddresses } from '../../net/address-set.ts';
import type { Address } from '../../net/cidr.ts';
import { printAddress, sameAddress } from '../../net/cidr.ts';
import type { Labels } from '../../selector/labels.ts';
import { noLabels } from '../../selector/labels.ts';
import type { Lint, LintFinding, LintInput } from '../lint.ts';
import type { GuardedHost } from './host-scene.ts';
import { hostSceneOf, selects } from './host-scene.ts';
import { ruleEntitiesOf } from './rule-entities.ts';
import { lintFinding, listed } from '../policy/lint-words.ts';
import { shortName } from './sentences.ts';

/** By which addresses rules know a host endpoint: those that it expects, and no others (R3.1). */
export const addressLints: readonly Lint[] = [
  findPeersWithoutAddress,
  findForeignAddresses,
  findMissingTunnelAddresses,
];

/** HEP-NO-IPS: nobody means a host endpoint that expects no address (R3.2). */
function findPeersWithoutAddress(input: LintInput): readonly LintFinding[] {
  return hostSceneOf(input).hosts.flatMap(({ guard, written }) => {
    if (written === null || guard.expectedAddresses.length > 0) return [];
    const asking = policyAskingFor(guard.labels, input);
    if (asking === null) return [];
    const fact = `Host endpoint ${guard.name} has no expectedIPs, although a rule of ${asking} asks for its labels`;
    const advice =
      'Rules compare addresses, so that one never matches this node: list the node’s addresses in expectedIPs';
    return [lintFinding('warning', 'HEP-NO-IPS', [written.id, ['spec', 'expectedIPs']], { fact, advice })];
  });
}

/** A policy with a rule that asks for these very labels: one that an endpoint without labels does not satisfy. */
function policyAskingFor(labels: Labels, input: LintInput): string | null {
  const found = ruleEntitiesOf(input).find(
    ({ selector }) => selector !== null && selects(input, selector, labels) && !selects(input, selector, noLabels),
  );
  return found === undefined ? null : shortName(found.policy);
}

/** HEP-IP-MISMATCH: addresses that the node does not have. */
function findForeignAddresses(input: LintInput): readonly LintFinding[] {
  return hostSceneOf(input).hosts.flatMap(({ guard, site, clusterNode, written }) => {
    // Of a node that is drawn without addresses nothing can be said.
    if (written === null || isEmptyAddressSet(site.ownAddresses)) return [];
    const own = unionAddresses(site.ownAddresses, ofAddresses(clusterNode.tunnelAddresses));
    const foreign = guard.expectedAddresses.filter((address) => !addressSetContains(own, address));
    if (foreign.length === 0) return [];
    const list = listed(foreign.map(printAddress));
    const fact = `Host endpoint ${guard.name} expects ${list}, and node ${site.name} has no such address`;
    const advice = `Rules that ask for its labels mean ${list} instead of the node: correct expectedIPs, or the node’s addresses in the design`;
    const index = guard.expectedAddresses.findIndex((address) => address === foreign[0]);
    return [lintFinding('warning', 'HEP-IP-MISMATCH', [written.id, ['spec', 'expectedIPs', index]], { fact, advice })];
  });
}

/** HEP-IP-MISMATCH: to pods of a tunnelled pool a node sends from the address of its tunnel device (R5.31). */
function findMissingTunnelAddresses(input: LintInput): readonly LintFinding[] {
  const kinds = tunnelKindsOf(input.entities.values());
  return hostSceneOf(input).hosts.flatMap(({ guard, site, clusterNode, written }) => {
    const missing = kinds.flatMap((kind) => tunnelAddressesMissing(guard, clusterNode, kind));
    if (written === null || missing.length === 0) return [];
    const asking = policyAskingFor(guard.labels, input);
    if (asking === null) return [];
    const list = listed(missing.map(printAddress));
    const fact = `Node ${site.name} reaches pods of other nodes from its tunnel address ${list}, which host endpoint ${guard.name} does not expect`;
    const advice = `Rules such as that of ${asking}, which asks for its labels, do not match such packets: add ${list} to expectedIPs`;
    return [lintFinding('warning', 'HEP-IP-MISMATCH', [written.id, ['spec', 'expectedIPs']], { fact, advice })];
  });
}

/** Ways in which the pods of some pool are reached. */
export function tunnelKindsOf(entities: Iterable<Entity>): readonly TunnelKind[] {
  const pools = [...entities].filter((entity) => entity.kind === 'ip-pool');
  return (['ipip', 'vxlan'] as const).filter((kind) => pools.some((pool) => pool[kind] !== 'never'));
}

/** None where the host endpoint expects nothing at all: that is another finding. */
export function tunnelAddressesMissing(
  { expectedAddresses }: Pick<GuardedHost['guard'], 'expectedAddresses'>,
  { tunnelSources }: ClusterNode,
  kind: TunnelKind,
): readonly Address[] {
  if (expectedAddresses.length === 0) return [];
  return tunnelSources[kind].filter((address) => !expectedAddresses.some((each) => sameAddress(each, address)));
}
