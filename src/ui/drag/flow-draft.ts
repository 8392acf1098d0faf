import type { ServicePreset } from '../../core/edit/presets.ts';
import type { DrawnFlow } from '../../core/model/design.ts';
import { parseFlowPort, partsOfProtocol, printFlowPort } from '../../core/net/flow-traffic.ts';
import { parseProtocol, printProtocol } from '../../core/net/protocol.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** What stands in the form of a flow, as the user typed it. */
export interface FlowDraft {
  /** A name or number; '' for all traffic. */
  readonly protocol: string;
  /** A port or a range of them, of ICMP a type or type/code; '' for all. */
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
    port: port === null ? '' : printFlowPort(port),
    expect,
    note,
  };
}

/** The flow with what was typed, or what is wrong with it. */
export function readDraft(
  flow: DrawnFlow,
  { protocol, port, expect, note }: FlowDraft,
): Result<DrawnFlow, FlowDraftError> {
  const name = protocol.trim();
  const number = name === '' ? null : parseProtocol(known(name));
  if (name !== '' && number === null)
    return err({ field: 'protocol', message: 'Write TCP, UDP, SCTP, ICMP, or a number from 1 to 255.' });
  const read = parseFlowPort(number, port);
  if (!read.ok) return err({ field: 'port', message: read.error });
  return ok({ ...flow, protocol: number, port: read.value, expect, note });
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

/** A port that was typed stays with a protocol that has ports, an ICMP type with ICMP. */
export function withProtocol(draft: FlowDraft, protocol: string): FlowDraft {
  const [before, now] = [partsOf(draft.protocol), partsOf(protocol)];
  return { ...draft, protocol, port: before === now ? draft.port : '' };
}

/** What can be named of a protocol as it was typed. */
export function partsOf(protocol: string): ReturnType<typeof partsOfProtocol> {
  return partsOfProtocol(parseProtocol(known(protocol.trim())));
}

/** A flow has one port or one range: of a service with several, its first. */
export function withService(draft: FlowDraft, { parts }: ServicePreset): FlowDraft {
  const [part] = parts;
  const [port = ''] = part?.ports ?? [];
  return { ...draft, protocol: part?.protocol ?? '', port: `${port}`.replace(':', '-') };
}
