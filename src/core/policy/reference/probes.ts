import type { Manifest } from '../../model/document.ts';
import type { JsonValue } from '../../model/json.ts';
import type { PortSet } from '../../net/port-set.ts';
import type { Traffic } from '../../net/traffic.ts';
import type { Segment } from '../trace.ts';
import type { Packet } from './packet.ts';
import type { Random } from './random.ts';
import { at, list } from './raw.ts';

/** A packet without its ends. */
export type Load = Pick<Packet, 'protocol' | 'port' | 'icmpType' | 'icmpCode'>;

const transport: readonly (readonly [keyof Traffic, number])[] = [
  ['tcp', 6],
  ['udp', 17],
  ['sctp', 132],
];

/** Every port that a manifest writes, and its neighbours. */
export function portsOfDesign(manifests: readonly Manifest[]): readonly number[] {
  const found = new Set<number>();
  const visit = (value: JsonValue, isPort: boolean): void => {
    if (typeof value === 'number' && isPort) found.add(value);
    if (typeof value === 'string' && isPort) for (const part of value.split(':')) found.add(Number(part));
    for (const item of list(value)) visit(item, isPort);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) visit(inner, isPort || key.toLowerCase().includes('port'));
    }
  };
  for (const manifest of manifests) visit(manifest, false);
  return [...new Set([...found].flatMap((port) => [port - 1, port, port + 1]))].filter(isPortNumber);
}

function isPortNumber(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

/**
 * Traffic to ask about: both ends of every range of every segment, and the ports that the design names. The neighbours of
 * a range's ends are the ends of another segment's, because the segments share out all traffic.
 */
export function loadsOf(segments: readonly Segment[], ports: readonly number[], family: 4 | 6): readonly Load[] {
  const edges = (field: keyof Traffic): readonly number[] => [
    ...new Set(segments.flatMap(({ traffic }): PortSet => traffic[field])),
  ];
  const icmp = family === 4 ? 'icmp' : 'icmpv6';
  const pairs = new Set([...edges(icmp), 8 * 256, 8 * 256 + 1, 3 * 256 + 1, 3 * 256 + 2, 0]);
  return [
    ...transport.flatMap(([field, protocol]) =>
      [...new Set([...edges(field), ...ports])].map((port) => ({ protocol, port, icmpType: 0, icmpCode: 0 })),
    ),
    ...[...pairs].map((pair) => ({
      protocol: family === 4 ? 1 : 58,
      port: 0,
      icmpType: Math.floor(pair / 256),
      icmpCode: pair % 256,
    })),
    ...[...new Set([...edges('other'), 4, 47, 136])]
      .filter((protocol) => protocol > 0)
      .map((protocol) => ({ protocol, port: 0, icmpType: 0, icmpCode: 0 })),
  ];
}

export function sampled<T>(random: Random, all: readonly T[], most: number): readonly T[] {
  return all.length <= most ? all : random.some(all, most, most);
}

/** Source ports that stand for the ephemeral ones (R6.4): one for each side of every source port that a rule names. */
export function ephemeralPorts(manifests: readonly Manifest[]): readonly number[] {
  const rules = manifests.flatMap((manifest) => [
    ...list(at(manifest, 'spec', 'ingress')),
    ...list(at(manifest, 'spec', 'egress')),
  ]);
  const named = portsOfDesign(rules.map((rule) => ({ ports: at(rule, 'source', 'ports') ?? null })));
  const excluded = portsOfDesign(rules.map((rule) => ({ ports: at(rule, 'source', 'notPorts') ?? null })));
  return [32768, ...[...named, ...excluded].filter((port) => port > 32768 && port < 60999), 60999];
}

/** The part of a packet that a set of traffic knows. */
export function valueOf({ protocol, port, icmpType, icmpCode }: Load): number {
  if ([1, 58].includes(protocol)) return icmpType * 256 + icmpCode;
  return port;
}
