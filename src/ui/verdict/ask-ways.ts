import { cidrsOf } from '../../core/net/address-set.ts';
import { bitsOf, printAddress, type Address } from '../../core/net/cidr.ts';
import { printProtocol } from '../../core/net/protocol.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import { partyOf } from '../../core/policy/evaluate-pair.ts';
import type { Party, Ruleset } from '../../core/policy/ruleset.ts';
import { targetAt } from '../../core/policy/service-target.ts';
import type { KnownService } from '../../core/policy/services.ts';

/** How the client comes to the destination. */
export type Way =
  /** It dials the endpoint: at its own address, or at one that is stated. */
  | { readonly kind: 'direct' }
  | { readonly kind: 'address' }
  /** It dials a service, at its cluster address or at a port of some cluster node. */
  | { readonly kind: 'cluster-ip'; readonly service: ServiceWay }
  | { readonly kind: 'node-port'; readonly service: ServiceWay };

export interface ServiceWay {
  /** `namespace/name`. */
  readonly key: string;
  readonly protocol: number;
  /** The port that is dialled. */
  readonly port: number;
  /** The port at which the endpoint answers. */
  readonly target: number;
}

export interface WayOption {
  /** Tells the options of one pair apart. */
  readonly key: string;
  readonly label: string;
  readonly way: Way;
}

/** All ways to `to`: itself first, then the services that it answers for, then any address. */
export function waysTo(ruleset: Ruleset, to: EndpointId): readonly WayOption[] {
  const party = partyOf(ruleset, to);
  const services =
    party === null ? [] : [...ruleset.services.values()].flatMap((known) => throughService(known, party));
  return [
    { key: 'direct', label: 'The endpoint itself', way: { kind: 'direct' } },
    ...services,
    { key: 'address', label: 'Another address…', way: { kind: 'address' } },
  ];
}

function throughService({ key, service, endpoints }: KnownService, to: Party): readonly WayOption[] {
  if (service === null) return [];
  const [address] = service.clusterAddresses;
  const at = address === undefined ? '' : ` (${printAddress(address)})`;
  return service.ports.flatMap((port): readonly WayOption[] => {
    const target = targetAt(endpoints, port, to);
    if (target === null) return [];
    const { protocol, nodePort } = port;
    const word = `${printProtocol(protocol)} ${port.port}`;
    const byAddress: WayOption = {
      key: `cluster-ip ${key} ${word}`,
      label: `Service ${key}${at}, ${word}`,
      way: { kind: 'cluster-ip', service: { key, protocol, port: port.port, target } },
    };
    if (nodePort === null) return [byAddress];
    const byNode: WayOption = {
      key: `node-port ${key} ${word}`,
      label: `Node port ${nodePort} of ${key}, ${printProtocol(protocol)}`,
      way: { kind: 'node-port', service: { key, protocol, port: nodePort, target } },
    };
    return [byAddress, byNode];
  });
}

/** A network may have any number of parts. */
const mostOffered = 24;

/** What may be typed as an address of `of` on the way between the two: for completion, nothing else is refused. */
export function addressesOf(ruleset: Ruleset, of: EndpointId, other: EndpointId): readonly string[] {
  const party = partyOf(ruleset, of);
  const addresses = party === null ? [] : ownAddresses(party, partyOf(ruleset, other));
  return [...new Set(addresses.map(printAddress))].slice(0, mostOffered);
}

/** The addresses of services and node ports that lead to `to`, for completion too. */
export function dialledAddresses(ruleset: Ruleset, to: EndpointId, from: EndpointId): readonly string[] {
  const keys = new Set(waysTo(ruleset, to).flatMap(({ way }) => ('service' in way ? [way.service.key] : [])));
  const services = [...keys].flatMap((key) => ruleset.services.get(key)?.service?.clusterAddresses ?? []);
  return [...new Set([...addressesOf(ruleset, to, from), ...services.map(printAddress)])];
}

function ownAddresses(party: Party, other: Party | null): readonly Address[] {
  switch (party.kind) {
    case 'pod':
      return party.workload.addresses;
    case 'host': {
      const isSame = other?.kind === 'host' && other.site === party.site;
      const single = cidrsOf(party.site.ownAddresses).filter(({ base, prefix }) => prefix === bitsOf(base.family));
      return [...party.site.addresses, ...single.map(({ base }) => base), ...(isSame ? loopback : [])];
    }
    case 'network':
      return cidrsOf(party.addresses).map(({ base }) => base);
    case 'nowhere':
      return [];
  }
}

const loopback: readonly Address[] = [
  { family: 4, value: 0x7f000001 },
  { family: 6, value: 1n },
];
