/** Protocols with a name in Calico's API (R6.2). */
export const protocolNumbers = { ICMP: 1, TCP: 6, UDP: 17, ICMPv6: 58, SCTP: 132, UDPLite: 136 } as const;

const numberOfName: ReadonlyMap<string, number> = new Map(Object.entries(protocolNumbers));
const nameOfNumber: ReadonlyMap<number, string> = new Map([...numberOfName].map(([name, number]) => [number, name]));

/**
 * @param value a name (case-sensitive) or 1–255; a quoted number is a number
 * @returns the protocol's number, or null where Calico would refuse it (R6.2, R8.21)
 */
export function parseProtocol(value: string | number): number | null {
  const named = typeof value === 'string' ? numberOfName.get(value) : undefined;
  if (named !== undefined) return named;
  if (typeof value === 'string' && !/^\d+$/.test(value)) return null;
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= 255 ? number : null;
}

/** The name where there is one, else the number: `TCP`, `253`. */
export function printProtocol(protocol: number): string {
  return nameOfNumber.get(protocol) ?? `${protocol}`;
}

/** Only for these may a rule name ports (R8.22). */
export function hasPorts(protocol: number): boolean {
  return protocol === protocolNumbers.TCP || protocol === protocolNumbers.UDP || protocol === protocolNumbers.SCTP;
}
