import { hostServicePresets } from '../../../core/edit/presets.ts';
import type { Entity } from '../../../core/model/entities.ts';
import { bitsOf, printAddress, printCidr, type Address } from '../../../core/net/cidr.ts';
import { printProtocol } from '../../../core/net/protocol.ts';
import { unreachable } from '../../../core/result.ts';

/** What the entries of a list are chosen from. */
export type SuggestionKind = 'ports' | 'nets' | 'service-accounts' | 'methods' | 'nothing';

/** Entries that go into a list together, by what they are called. */
export interface Suggestion {
  readonly label: string;
  readonly entries: readonly string[];
  /** Ports belong to a protocol; null: to any. */
  readonly protocol: string | null;
}

/** Longer menus are not read. */
const most = 60;

/** What the design and the usual services have to offer, the most useful first. */
export function suggestionsOf(kind: SuggestionKind, entities: Iterable<Entity>): readonly Suggestion[] {
  switch (kind) {
    case 'ports':
      return [...services, ...namedPorts([...entities])].slice(0, most);
    case 'nets':
      return knownNets([...entities]).slice(0, most);
    case 'service-accounts': {
      const names = [...entities].flatMap((entity) => (entity.kind === 'service-account' ? [entity.name] : []));
      return [...new Set(names)].slice(0, most).map((name) => suggestion(name, [name]));
    }
    case 'methods':
      return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => suggestion(method, [method]));
    case 'nothing':
      return [];
    default:
      return unreachable(kind);
  }
}

const services: readonly Suggestion[] = hostServicePresets.flatMap(({ name, parts }) =>
  parts.map(({ protocol, ports }) => ({
    label: `${name} · ${protocol} ${ports.join(', ')}`,
    entries: ports.map(String),
    protocol,
  })),
);

function namedPorts(entities: readonly Entity[]): readonly Suggestion[] {
  const found = new Map<string, Suggestion>();
  for (const entity of entities)
    if (entity.kind === 'pod' || entity.kind === 'host-endpoint')
      for (const { name, protocol, port } of entity.ports)
        if (name !== null && !found.has(name)) {
          const word = printProtocol(protocol);
          found.set(name, { label: `${name} · ${word} ${port} of ${entity.name}`, entries: [name], protocol: word });
        }
  return [...found.values()];
}

function knownNets(entities: readonly Entity[]): readonly Suggestion[] {
  const nodes = entities.flatMap((entity) =>
    entity.kind === 'cluster-node'
      ? [{ name: entity.name, nets: entity.addresses.map(({ address }) => host(address)) }]
      : [],
  );
  const sets = entities.flatMap((entity) =>
    entity.kind === 'network-set' || entity.kind === 'external-network'
      ? byFamily(`${entity.kind === 'network-set' ? 'Set' : 'Network'} ${entity.name}`, entity.nets.map(printCidr))
      : [],
  );
  const pools = entities.flatMap((entity) =>
    entity.kind === 'ip-pool' && entity.cidr !== null
      ? [suggestion(`Pods of pool ${entity.name}`, [printCidr(entity.cidr)])]
      : [],
  );
  const allNodes = nodes.flatMap(({ nets }) => nets);
  return [
    ...(nodes.length > 1 ? byFamily(`All ${nodes.length} nodes`, allNodes) : []),
    ...pools,
    ...sets,
    ...nodes.slice(0, 20).flatMap(({ name, nets }) => byFamily(`Node ${name}`, nets)),
    suggestion('Private networks (RFC 1918)', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']),
    suggestion('Loopback', ['127.0.0.0/8']),
    suggestion('Link-local, cloud metadata', ['169.254.0.0/16']),
    suggestion('Every IPv4 address', ['0.0.0.0/0']),
    suggestion('Every IPv6 address', ['::/0']),
  ].filter(({ entries }) => entries.length > 0);
}

/** A rule can't mix families (R8.24). */
function byFamily(label: string, nets: readonly string[]): readonly Suggestion[] {
  const isV6 = (net: string): boolean => net.includes(':');
  if (!nets.some(isV6) || nets.every(isV6)) return [suggestion(label, nets)];
  return [
    suggestion(
      `${label}, IPv4`,
      nets.filter((net) => !isV6(net)),
    ),
    suggestion(`${label}, IPv6`, nets.filter(isV6)),
  ];
}

function host(address: Address): string {
  return `${printAddress(address)}/${bitsOf(address.family)}`;
}

function suggestion(label: string, entries: readonly string[]): Suggestion {
  return { label, entries, protocol: null };
}
