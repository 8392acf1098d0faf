import type { Manifest } from '../../model/document.ts';
import type { Raw } from './raw.ts';
import { isKind, text } from './raw.ts';

const protocols: ReadonlyMap<string, number> = new Map([
  ['TCP', 6],
  ['UDP', 17],
  ['SCTP', 132],
  ['ICMP', 1],
  ['ICMPv6', 58],
  ['UDPLite', 136],
]);

/** R6.2: a name, a number, or a number in quotes. */
export function protocolNumber(value: Raw): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return value;
  return protocols.get(text(value)) ?? Number(text(value));
}

const sorted = new WeakMap<readonly Manifest[], Map<string, readonly Manifest[]>>();

/** Remembered by list: the same few kinds are asked for with every packet. */
export function ofKind(manifests: readonly Manifest[], group: string, kind: string): readonly Manifest[] {
  const kinds = sorted.get(manifests) ?? new Map<string, readonly Manifest[]>();
  const found = kinds.get(`${group}/${kind}`) ?? manifests.filter((manifest) => isKind(manifest, group, kind));
  sorted.set(manifests, kinds.set(`${group}/${kind}`, found));
  return found;
}
