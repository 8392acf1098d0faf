export type Family = 4 | 6;

export interface Ip {
  readonly family: Family;
  readonly value: bigint;
}

export interface Net {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

/** `10.0.0.1` or `fd00::1`; only for addresses that the generators write or Calico's validation lets through. */
export function readIp(address: string): Ip {
  return address.includes(':')
    ? { family: 6, value: readGroups(address) }
    : { family: 4, value: address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n) };
}

function readGroups(address: string): bigint {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

const netsRead = new Map<string, Net>();

/** A bare address is a net of one address; bits behind the prefix are dropped (R8.34). */
export function readNet(cidr: string): Net {
  const net = netsRead.get(cidr) ?? parseNet(cidr);
  netsRead.set(cidr, net); // the same few nets are asked for with every packet
  return net;
}

function parseNet(cidr: string): Net {
  const [address = '', prefix] = cidr.split('/');
  const ip = readIp(address);
  const bits = ip.family === 4 ? 32n : 128n;
  const size = 1n << (bits - (prefix === undefined ? bits : BigInt(prefix)));
  const first = ip.value - (ip.value % size);
  return { family: ip.family, first, last: first + size - 1n };
}

export function inNet(ip: Ip, net: Net): boolean {
  return ip.family === net.family && net.first <= ip.value && ip.value <= net.last;
}

export function inSomeNet(ip: Ip, nets: readonly Net[]): boolean {
  return nets.some((net) => inNet(ip, net));
}

export function sameIp(a: Ip, b: Ip): boolean {
  return a.family === b.family && a.value === b.value;
}

export function showIp({ family, value }: Ip): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  return [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n].map((group) => ((value >> (group * 16n)) & 65535n).toString(16)).join(':');
}
