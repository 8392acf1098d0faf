import type { ServicePort } from '../model/entities.ts';
import type { Address } from '../net/cidr.ts';
import { parseAddress, sameAddress } from '../net/cidr.ts';
import { addressSetContains } from '../net/address-set.ts';
import type { FlowQuery } from './flow-query.ts';
import type { Party, Ruleset } from './ruleset.ts';
import type { KnownService } from './services.ts';

/**
 * Finds the service behind an address that a client dials: a cluster address, or a cluster node with a node port.
 *
 * @param to the endpoint that answers
 * @returns the query about the packet as it arrives, with the service in `via`; null where no service translates it to `to`
 */
export function throughDialledService(ruleset: Ruleset, query: FlowQuery, to: Party): FlowQuery | null {
  const dialled = query.toAddress === null ? null : parseAddress(query.toAddress);
  if (dialled?.ok !== true || query.via !== null) return null;
  for (const known of ruleset.services.values()) {
    const translated =
      throughClusterAddress(known, dialled.value, query, to) ??
      throughNodePort(known, dialled.value, query, to, ruleset);
    if (translated !== null) return translated;
  }
  return null;
}

function throughClusterAddress(
  { key, service, endpoints }: KnownService,
  dialled: Address,
  query: FlowQuery,
  to: Party,
): FlowQuery | null {
  const own = service?.clusterAddresses.some((address) => sameAddress(address, dialled));
  const port = own === true ? service?.ports.find((each) => isDialled(each, each.port, query)) : undefined;
  const target = port === undefined ? null : targetAt(endpoints, port, to);
  if (port === undefined || target === null) return null;
  return { ...query, toAddress: null, port: target, via: { type: 'ClusterIP', service: key, port: port.port } };
}

function throughNodePort(
  { key, service, endpoints }: KnownService,
  dialled: Address,
  query: FlowQuery,
  to: Party,
  ruleset: Ruleset,
): FlowQuery | null {
  const site = [...ruleset.sites.values()].find(({ ownAddresses }) => addressSetContains(ownAddresses, dialled));
  const port = service?.ports.find((each) => isDialled(each, each.nodePort, query));
  const target = port === undefined ? null : targetAt(endpoints, port, to);
  if (site === undefined || port === undefined || port.nodePort === null || target === null) return null;
  const via = { type: 'NodePort', service: key, clusterNode: site.name, port: port.nodePort } as const;
  return { ...query, toAddress: null, port: target, via };
}

function isDialled({ protocol }: ServicePort, port: number | null, query: FlowQuery): boolean {
  return protocol === query.protocol && port !== null && port === query.port;
}

/** The port at which `to` answers for a port of the service; null: it does not. */
export function targetAt(endpoints: KnownService['endpoints'], asked: ServicePort, to: Party): number | null {
  const own = addressesOf(to);
  const answering = endpoints.find(
    ({ address, port, of }) =>
      own.some((candidate) => sameAddress(candidate, address)) &&
      (of === asked || (of === null && port?.protocol === asked.protocol && port.port === asked.target)),
  );
  return answering?.port?.port ?? null;
}

function addressesOf(party: Party): readonly Address[] {
  if (party.kind === 'pod') return party.workload.addresses;
  return party.kind === 'host' ? party.site.addresses : [];
}
