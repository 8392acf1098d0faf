import type { ServicePart, ServicePreset } from '../../core/edit/presets.ts';
import { err, ok, type Result } from '../../core/result.ts';

const protocols: readonly ServicePart['protocol'][] = ['TCP', 'UDP', 'SCTP', 'ICMP'];

/**
 * Reads what a user types for ports of their own: `TCP 8080`, `udp/53`, `TCP 80, 443, 8000-8100`, `ICMP`; several
 * protocols are parted by `+`.
 *
 * @returns a service named by its ports, or a sentence that says what is wrong
 */
export function parseService(text: string): Result<ServicePreset, string> {
  const parts: ServicePart[] = [];
  for (const piece of text.split('+')) {
    const part = parsePart(piece.trim());
    if (!part.ok) return part;
    parts.push(part.value);
  }
  return ok({ name: parts.map(partName).join(' + '), parts });
}

function parsePart(text: string): Result<ServicePart, string> {
  const match = /^([a-z]+)\s*[/: ]?\s*(.*)$/i.exec(text);
  const protocol = protocols.find((name) => name === match?.[1]?.toUpperCase());
  if (match === null || protocol === undefined) return err('Write a protocol and ports, such as TCP 8080.');
  const list = (match[2] ?? '').split(',').map((piece) => piece.trim());
  if (list.length === 1 && list[0] === '') return ok({ protocol, ports: [] });
  if (protocol === 'ICMP') return err('ICMP has no ports.');
  const ports: (number | string)[] = [];
  for (const piece of list) {
    const port = parsePorts(piece);
    if (port === null) return err(`“${piece}” is no port: 1 to 65535, or a range such as 8000-8100.`);
    ports.push(port);
  }
  return ok({ protocol, ports });
}

/** A number, or a range in Calico's notation. */
function parsePorts(text: string): number | string | null {
  const match = /^(\d{1,5})(?:\s*[-:–]\s*(\d{1,5}))?$/.exec(text);
  if (match === null) return null;
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
  if (first < 1 || last > 65535 || first > last) return null;
  return first === last ? first : `${first}:${last}`;
}

function partName({ protocol, ports }: ServicePart): string {
  return `${protocol} ${ports.join(', ').replaceAll(':', '-')}`.trim();
}
