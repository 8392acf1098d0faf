import type { EndpointId } from '../core/model/ids.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../core/model/json.ts';
import { hasPorts, parseProtocol } from '../core/net/protocol.ts';
import type { FlowQuery, FlowVia } from '../core/policy/flow-query.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Arguments } from './arguments.ts';

const icmpProtocols = [1, 58];

/** The flow of `explain --from A --to B --port TCP/8080 …`. */
export function flowOfOptions({ options }: Arguments): Result<FlowQuery, string> {
  const { from, to, port } = options;
  if (from === undefined || to === undefined || port === undefined) {
    return err('explain needs --from, --to and --port, or --flows FLOWS.json.');
  }
  const [protocol = '', ...numbers] = port.split('/');
  const json: Record<string, JsonValue> = { from, to, protocol };
  const isIcmp = icmpProtocols.includes(parseProtocol(protocol) ?? -1);
  const fields = isIcmp ? ['icmpType', 'icmpCode'] : ['port'];
  if (numbers.length > fields.length) return err(`--port ${port} has too many parts.`);
  for (const [index, number] of numbers.entries()) json[fields[index] ?? ''] = Number(number);
  if (options['source-port'] !== undefined) json['sourcePort'] = Number(options['source-port']);
  if (options['ip-version'] !== undefined) json['ipVersion'] = Number(options['ip-version']);
  if (options['to-address'] !== undefined) json['toAddress'] = options['to-address'];
  if (options['from-address'] !== undefined) json['fromAddress'] = options['from-address'];
  return flowOfJson(json);
}

/** The flows of `--flows FLOWS.json`, in the same order; the first bad one is named by its number (from 0). */
export function flowsOfJson(value: JsonValue): Result<readonly FlowQuery[], string> {
  if (!Array.isArray(value)) return err('The flows must be an array of objects.');
  const flows: FlowQuery[] = [];
  for (const [index, element] of value.entries()) {
    const flow = isJsonObject(element) ? flowOfJson(element) : err('it is no object');
    if (!flow.ok) return err(`Flow ${index}: ${flow.error}`);
    flows.push(flow.value);
  }
  return ok(flows);
}

function flowOfJson(json: JsonObject): Result<FlowQuery, string> {
  const { from, to } = json;
  if (typeof from !== 'string' || typeof to !== 'string') return err('from and to must be endpoint ids.');
  const protocol =
    typeof json['protocol'] === 'number' || typeof json['protocol'] === 'string'
      ? parseProtocol(json['protocol'])
      : null;
  if (protocol === null) return err(`${JSON.stringify(json['protocol'] ?? null)} is no protocol.`);
  const bad = badNumber(json);
  if (bad !== null) return err(`${bad} is not a number in its range.`);
  if (hasPorts(protocol) && json['port'] === undefined) return err('This protocol needs a port.');
  const via = viaOfJson(json['via']);
  if (via === undefined) return err('via must be a NodePort, ClusterIP or Gateway with its fields.');
  return ok({
    // The evaluator answers with an error for ids that no endpoint has.
    from: from as EndpointId,
    to: to as EndpointId,
    protocol,
    port: hasPorts(protocol) ? numberOf(json['port']) : null,
    icmpType: icmpProtocols.includes(protocol) ? (numberOf(json['icmpType']) ?? 8) : null,
    icmpCode: icmpProtocols.includes(protocol) ? (numberOf(json['icmpCode']) ?? 0) : null,
    sourcePort: numberOf(json['sourcePort']),
    ipVersion: json['ipVersion'] === 4 || json['ipVersion'] === 6 ? json['ipVersion'] : null,
    toAddress: typeof json['toAddress'] === 'string' ? json['toAddress'] : null,
    fromAddress: typeof json['fromAddress'] === 'string' ? json['fromAddress'] : null,
    via,
  });
}

const ranges: readonly (readonly [field: string, least: number, most: number])[] = [
  ['port', 1, 65535],
  ['sourcePort', 1, 65535],
  ['icmpType', 0, 255],
  ['icmpCode', 0, 255],
  ['ipVersion', 4, 6],
];

function badNumber(json: JsonObject): string | null {
  const bad = ranges.find(([field, least, most]) => {
    const value = json[field];
    if (value === undefined || value === null) return false;
    return typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most;
  });
  return bad?.[0] ?? null;
}

/** undefined: given, but not as it has to be. */
function viaOfJson(value: JsonValue | undefined): FlowVia | null | undefined {
  if (value === undefined || value === null) return null;
  if (!isJsonObject(value)) return undefined;
  const { type, service, node, port } = value;
  if (type === 'Gateway' && typeof node === 'string') return { type, clusterNode: node };
  if (typeof service !== 'string' || typeof port !== 'number') return undefined;
  if (type === 'ClusterIP') return { type, service, port };
  return type === 'NodePort' && typeof node === 'string' ? { type, service, clusterNode: node, port } : undefined;
}

function numberOf(value: JsonValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
