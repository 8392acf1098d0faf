import type { DrawnFlow } from '../model/design.ts';
import type { Manifest } from '../model/document.ts';
import { hostEndpointId, networkEndpointId, podEndpointId, type EndpointId } from '../model/ids.ts';
import { fieldOf, isJsonArray, type JsonObject, type JsonValue } from '../model/json.ts';
import { partsOfProtocol, portsFrom, type FlowPort } from '../net/flow-traffic.ts';
import { parseProtocol, printProtocol } from '../net/protocol.ts';
import { unreachable } from '../result.ts';
import { changed, withField } from './change-object.ts';
import { Field, FindingLog } from './field-reader.ts';

const expectations = { allow: 'allow', deny: 'deny' } as const;

/** One drawn flow; null where an end of it can't be read. */
export function readFlow(field: Field): DrawnFlow | null {
  const [source, destination] = [readEndpoint(field.at('from')), readEndpoint(field.at('to'))];
  const protocol = readProtocol(field.at('protocol'));
  const [port, expect] = [readFlowPort(field, protocol), field.at('expect').choice(expectations)];
  if (source === null || destination === null) return null;
  return { source, destination, protocol, port, expect, note: field.at('note').text() ?? '' };
}

/** `port: 22`, `port: 2379:2380` as Calico writes a range; of ICMP `icmpType: 3` and, with it, `icmpCode: 4`. */
function readFlowPort(flow: Field, protocol: number | null): FlowPort | null {
  const [port, type, code] = [flow.at('port'), flow.at('icmpType'), flow.at('icmpCode')];
  const parts = partsOfProtocol(protocol);
  if (port.present && parts !== 'ports' && (protocol !== null || !flow.at('protocol').present))
    port.error('PORT-PROTOCOL', `${port.label} needs a protocol with ports: TCP, UDP or SCTP.`);
  if ((type.present || code.present) && parts !== 'types')
    (type.present ? type : code).error('ICMP-MATCH', `${flow.label} names an ICMP type or code, and is not of ICMP.`);
  if (code.present && !type.present) code.error('ICMP-MATCH', `${code.label} needs an icmpType.`);
  const [typeNumber, codeNumber] = [type.integer(0, 254), code.integer(0, 255)];
  if (parts === 'types') return typeNumber === null ? null : { kind: 'icmp', type: typeNumber, code: codeNumber };
  const read = typeof port.value === 'string' ? readPortRange(port, port.value) : port.integer(1, 65535);
  return parts === 'ports' ? read : null;
}

function readPortRange(field: Field, text: string): FlowPort | null {
  const [, first = NaN, last = NaN] = (/^(\d{1,5}):(\d{1,5})$/.exec(text) ?? []).map(Number);
  if (first >= 1 && first <= last && last <= 65535) return portsFrom(first, last);
  field.error('PORT-SYNTAX', `${field.label} is "${text}"; it must be a port, or a range such as 2379:2380.`);
  return null;
}

function readProtocol(field: Field): number | null {
  if (!field.present) return null;
  const protocol =
    typeof field.value === 'string' || typeof field.value === 'number' ? parseProtocol(field.value) : null;
  if (protocol === null) field.error('PROTOCOL-UNKNOWN', `${field.label} is no protocol that Calico knows.`);
  return protocol;
}

function readEndpoint(field: Field): EndpointId | null {
  const text = field.text();
  const [, first = '', name = ''] = /^([^/]+)\/([^/]+)$/.exec(text ?? '') ?? [];
  if (name === '') {
    const forms = 'namespace/pod, host/name or external/name';
    if (!field.present) field.error('FIELD-REQUIRED', `${field.label} is missing; it must be ${forms}.`);
    else if (text !== null) field.error('VALUE-SYNTAX', `${field.label} is "${text}"; it must be ${forms}.`);
    return null;
  }
  if (first === 'host') return hostEndpointId(name);
  return first === 'external' ? networkEndpointId(name) : podEndpointId(first, name);
}

/** Flows that stay keep the text's own fields; entries that cannot be read stay behind them. */
export function withFlows(manifest: Manifest, flows: readonly DrawnFlow[]): Manifest {
  const written = fieldOf(fieldOf(manifest, 'spec'), 'flows');
  const byFlow = new Map<string, JsonValue[]>();
  const unread: JsonValue[] = [];
  for (const item of isJsonArray(written) ? written : []) {
    const key = flowKey(flowOf(item));
    if (key === null) unread.push(item);
    else byFlow.set(key, [...(byFlow.get(key) ?? []), item]);
  }
  const kept = flows.map((flow) => byFlow.get(flowKey(flow) ?? '')?.shift() ?? printFlow(flow));
  return changed(manifest, ['spec'], (spec) => withField(spec, 'flows', [...kept, ...unread]));
}

function flowOf(item: JsonValue): DrawnFlow | null {
  return readFlow(new Field(item, [], new FindingLog()));
}

function flowKey(flow: DrawnFlow | null): string | null {
  if (flow === null) return null;
  return JSON.stringify([flow.source, flow.destination, flow.protocol, flow.port, flow.expect, flow.note]);
}

/** As the file says it; what is absent is all of it. */
export function printFlow({ source, destination, protocol, port, expect, note }: DrawnFlow): JsonObject {
  return {
    from: source,
    to: destination,
    ...(protocol === null ? {} : { protocol: printProtocol(protocol) }),
    ...printPort(port),
    ...(expect === null ? {} : { expect }),
    ...(note === '' ? {} : { note }),
  };
}

function printPort(port: FlowPort | null): JsonObject {
  if (port === null) return {};
  if (typeof port === 'number') return { port };
  switch (port.kind) {
    case 'ports':
      return { port: `${port.first}:${port.last}` };
    case 'icmp':
      return { icmpType: port.type, ...(port.code === null ? {} : { icmpCode: port.code }) };
    default:
      return unreachable(port);
  }
}
