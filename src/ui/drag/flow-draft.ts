import type { ServicePreset } from '../../core/edit/presets.ts';
import type { DrawnFlow } from '../../core/model/design.ts';
import { hasPorts, parseProtocol, printProtocol } from '../../core/net/protocol.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** What stands in the form of a flow, as the user typed it. */
export interface FlowDraft {
  /** A name or number; '' for all traffic. */
  readonly protocol: string;
  /** '' for all ports. */
  readonly port: string;
  readonly expect: DrawnFlow['expect'];
  readonly note: string;
}

export interface FlowDraftError {
  readonly field: 'protocol' | 'port';
  readonly message: string;
}

/** Those that have a button of their own; others are typed. */
export const commonProtocols = ['TCP', 'UDP', 'SCTP', 'ICMP'] as const;

export function draftOf({ protocol, port, expect, note }: DrawnFlow): FlowDraft {
  return {
    protocol: protocol === null ? '' : printProtocol(protocol),
    port: port === null ? '' : `${port}`,
    expect,
    note,
  };
}

/** The flow with what was typed, or what is wrong with it. Ports are there for TCP, UDP and SCTP only (R8.22). */
export function readDraft(
  flow: DrawnFlow,
  { protocol, port, expect, note }: FlowDraft,
): Result<DrawnFlow, FlowDraftError> {
  const name = protocol.trim();
  const number = name === '' ? null : parseProtocol(known(name));
  if (name !== '' && number === null)
    return err({ field: 'protocol', message: 'Write TCP, UDP, SCTP, ICMP, or a number from 1 to 255.' });
  const written = port.trim();
  if (written === '') return ok({ ...flow, protocol: number, port: null, expect, note });
  if (number === null || !hasPorts(number))
    return err({
      field: 'port',
      message: `${name === '' ? 'All traffic' : name} has no port: clear it, or choose TCP.`,
    });
  const value = /^\d{1,5}$/.test(written) ? Number(written) : 0;
  if (value < 1 || value > 65535) return err({ field: 'port', message: 'A port is a number from 1 to 65535.' });
  return ok({ ...flow, protocol: number, port: value, expect, note });
}

/** Names are read in any case: `udp` is meant as UDP. */
function known(name: string): string {
  const names = [...commonProtocols, 'ICMPv6', 'UDPLite'];
  return names.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
}

/** A port that is typed where no protocol is chosen is one of TCP, as most are. */
export function withPort(draft: FlowDraft, port: string): FlowDraft {
  return { ...draft, port, protocol: port.trim() !== '' && draft.protocol === '' ? 'TCP' : draft.protocol };
}

/** What has no ports loses the one that was typed. */
export function withProtocol(draft: FlowDraft, protocol: string): FlowDraft {
  const number = parseProtocol(known(protocol.trim()));
  return { ...draft, protocol, port: number !== null && hasPorts(number) ? draft.port : '' };
}

/** A flow has one port: of a service with several, its first. */
export function withService(draft: FlowDraft, { parts }: ServicePreset): FlowDraft {
  const [part] = parts;
  const [port = ''] = part?.ports ?? [];
  return { ...draft, protocol: part?.protocol ?? '', port: `${port}`.split(':')[0] ?? '' };
}
