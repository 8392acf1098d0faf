import type { Manifest } from '../../model/document.ts';
import type { JsonValue } from '../../model/json.ts';
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

/** Traffic to ask about. */
export interface Loads {
  /** By segment: both ends of each of its ranges. */
  readonly ofSegments: readonly (readonly Load[])[];
  /** What the design names. */
  readonly others: readonly Load[];
}

/**
 * Traffic to ask about: both ends of every range of every segment, and the ports that the design names. The neighbours of
 * a range's ends are the ends of another segment's, because the segments share out all traffic.
 */
export function loadsOf(segments: readonly Segment[], ports: readonly number[], family: 4 | 6): Loads {
  const icmp = family === 4 ? 'icmp' : 'icmpv6';
  const ofIcmp = (pair: number): Load => ({
    protocol: family === 4 ? 1 : 58,
    port: 0,
    icmpType: Math.floor(pair / 256),
    icmpCode: pair % 256,
  });
  const withPort = (protocol: number, port: number): Load => ({ protocol, port, icmpType: 0, icmpCode: 0 });
  const ofProtocol = (protocol: number): Load => withPort(protocol, 0);
  const ofSegment = ({ traffic }: Segment): readonly Load[] => [
    ...transport.flatMap(([field, protocol]) => traffic[field].map((port) => withPort(protocol, port))),
    ...traffic[icmp].map(ofIcmp),
    ...traffic.other.filter((protocol) => protocol > 0).map(ofProtocol),
  ];
  return {
    ofSegments: segments.map(ofSegment).filter(({ length }) => length > 0),
    others: [
      ...transport.flatMap(([, protocol]) => ports.map((port) => withPort(protocol, port))),
      ...[8 * 256, 8 * 256 + 1, 3 * 256 + 1, 3 * 256 + 2, 0].map(ofIcmp),
      ...[4, 47, 136].map(ofProtocol),
    ],
  };
}

/** Half of them of different segments, however small; all of them where there is no limit. */
export function sampledLoads(random: Random, { ofSegments, others }: Loads, most: number): readonly Load[] {
  if (most === Infinity) return [...ofSegments.flat(), ...others];
  const segments = sampled(random, ofSegments, Math.ceil(most / 2));
  return [...segments.map((loads) => random.pick(loads)), ...sampled(random, others, Math.floor(most / 2))];
}

/** Up to `most` different ones. */
export function sampled<T>(random: Random, all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const chosen = new Set<number>();
  while (chosen.size < Math.round(most)) chosen.add(random.below(all.length));
  return [...chosen].flatMap((index) => all.slice(index, index + 1));
}

/**
 * Source ports that stand for the ephemeral ones (R6.4): one for each side of every port that a rule on source ports
 * names, or that anything names where replies are judged as well (R5.28).
 */
export function ephemeralPorts(manifests: readonly Manifest[]): readonly number[] {
  const rules = manifests.flatMap((manifest) => [
    ...list(at(manifest, 'spec', 'ingress')),
    ...list(at(manifest, 'spec', 'egress')),
  ]);
  const written = rules.flatMap((rule) =>
    ['ports', 'notPorts'].map((field) => ({ ports: at(rule, 'source', field) ?? null })),
  );
  const judgesReplies = manifests.some((manifest) => at(manifest, 'spec', 'doNotTrack') === true);
  if (!judgesReplies && written.every(({ ports }) => ports === null)) return [40001];
  const named = portsOfDesign(judgesReplies ? manifests : written).filter((port) => port > 32768 && port < 60999);
  return [32768, ...named, 60999];
}

/** The part of a packet that a set of traffic knows. */
export function valueOf({ protocol, port, icmpType, icmpCode }: Load): number {
  if ([1, 58].includes(protocol)) return icmpType * 256 + icmpCode;
  return port;
}
