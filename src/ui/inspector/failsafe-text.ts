import { hostServicePresets } from '../../core/edit/presets.ts';
import type { FailsafePort } from '../../core/model/entities.ts';
import { parseCidr, printCidr } from '../../core/net/cidr.ts';
import { parseProtocol, printProtocol } from '../../core/net/protocol.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** `TCP 22`, `UDP 53 10.0.0.0/8`: as it is shown, and as it is read again. */
export function printFailsafe({ protocol, port, net }: FailsafePort): string {
  return `${printProtocol(protocol)} ${port}${net === null ? '' : ` ${printCidr(net)}`}`;
}

/**
 * Reads `TCP 22`, `tcp/22`, `22` (TCP) or `UDP 53 10.0.0.0/8`. Felix knows no other protocol here (R5.25).
 *
 * @returns the port, or what is wrong in one sentence
 */
export function parseFailsafe(text: string): Result<FailsafePort, string> {
  const [, word = 'TCP', digits = '', net = ''] = /^\s*(?:([a-z]+)[\s/]+)?(\d{1,5})(?:\s+(\S+))?\s*$/i.exec(text) ?? [];
  const [protocol, port] = [parseProtocol(word.toUpperCase()), Number(digits)];
  if (digits === '') return err('Write it as TCP 22, or UDP 53 10.0.0.0/8.');
  if (protocol !== 6 && protocol !== 17) return err(`Only TCP and UDP can be failsafe, not ${word}.`);
  if (port > 65535) return err(`${digits} is no port; they end at 65535.`);
  if (net === '') return ok({ protocol, port, net: null });
  const cidr = parseCidr(net);
  return cidr.ok ? ok({ protocol, port, net: cidr.value }) : err(`“${net}” is not a net.`);
}

/** The host service that usually listens there; '' where none is known. */
export function serviceAt({ protocol, port }: FailsafePort): string {
  const word = printProtocol(protocol);
  const preset = hostServicePresets.find(({ parts }) =>
    parts.some((part) => part.protocol === word && part.ports.some((ports) => holds(ports, port))),
  );
  return preset?.name ?? '';
}

function holds(ports: number | string, port: number): boolean {
  const [first = 0, last = first] = String(ports).split(':').map(Number);
  return first <= port && port <= last;
}
