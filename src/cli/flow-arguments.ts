import type { EndpointId } from '../core/model/ids.ts';
import { fieldOf, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../core/model/json.ts';
import { hasPorts, parseProtocol, protocolNumbers } from '../core/net/protocol.ts';
import type { FlowQuery, FlowVia } from '../core/policy/flow-query.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Arguments } from './arguments.ts';

/** The echo request: what is meant where no ICMP type is given. */
const echoRequest: ReadonlyMap<number, number> = new Map([
  [protocolNumbers.ICMP, 8],
  [protocolNumbers.ICMPv6, 128],
]);

/** The flow of `explain --from A --to B --port TCP/8080 …`. */
export function flowOfOptions({ options }: Arguments): Result<FlowQuery, string> {
  const { from, to, port } = options;
  if (from === undefined || to === undefined || port === undefined) {
    return err('explain needs --from, --to and --port, or --flows FLOWS.json.');
  }
  const [protocol = '', ...numbers] = port.split('/');
  const fields = echoRequest.has(parseProtocol(protocol) ?? -1) ? ['icmpType', 'icmpCode'] : ['port'];
  if (numbers.length > fields.length) return err(`--port ${port} has too many parts.`);
  return flowOfJson({
    from,
    to,
    protocol,
    ...Object.fromEntries(numbers.map((text, index) => [fields[index], numberOrText(text)])),
    ...given('sourcePort', options['source-port'], numberOrText),
    ...given('ipVersion', options['ip-version'], numberOrText),
    ...given('toAddress', options['to-address'], String),
    ...given('fromAddress', options['from-address'], String),
    ...given('via', options['gateway'], (node) => ({ type: 'Gateway', node })),
  });
}

function given(field: string, text: string | undefined, read: (text: string) => JsonValue): JsonObject {
  return text === undefined ? {} : { [field]: read(text) };
}

/** What is no number stays text, and is refused as such. */
function numberOrText(text: string): JsonValue {
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** The flows of `--flows FLOWS.json`, in the same order; the first bad one is named by its number (from 0). */
export function flowsOfJson(value: JsonValue): Result<readonly FlowQuery[], string> {
  if (!isJsonArray(value)) return err('The flows must be an array of objects.');
  const flows: FlowQuery[] = [];
  for (const [index, element] of value.entries()) {
    const flow = isJsonObject(element) ? flowOfJson(element) : err('It must be an object with from, to and protocol.');
    if (!flow.ok) return err(`flow ${index}: ${flow.error}`);
    flows.push(flow.value);
  }
  return ok(flows);
}

function flowOfJson(json: JsonObject): Result<FlowQuery, string> {
  const [from, to] = [fieldOf(json, 'from'), fieldOf(json, 'to')];
  if (typeof from !== 'string' || typeof to !== 'string') return err('from and to must be endpoint ids.');
  const protocol = protocolOf(fieldOf(json, 'protocol'));
  if (protocol === null) return err(`${wordOf(fieldOf(json, 'protocol'))} is no protocol: TCP, UDP, ICMP or a number.`);
  const wrong = wrongNumber(json) ?? wrongAddress(json) ?? misplaced(json, protocol);
  if (wrong !== null) return err(wrong);
  const via = viaOfJson(fieldOf(json, 'via') ?? null);
  if (!via.ok) return via;
  const icmpType = echoRequest.get(protocol);
  const ipVersion = fieldOf(json, 'ipVersion');
  return ok({
    // The evaluator answers with an error for ids that no endpoint has.
    from: from as EndpointId,
    to: to as EndpointId,
    protocol,
    port: numberOf(json, 'port'),
    icmpType: icmpType === undefined ? null : (numberOf(json, 'icmpType') ?? icmpType),
    icmpCode: icmpType === undefined ? null : (numberOf(json, 'icmpCode') ?? 0),
    sourcePort: numberOf(json, 'sourcePort'),
    ipVersion: ipVersion === 4 || ipVersion === 6 ? ipVersion : null,
    toAddress: textOf(json, 'toAddress'),
    fromAddress: textOf(json, 'fromAddress'),
    via: via.value,
  });
}

function protocolOf(value: JsonValue | undefined): number | null {
  return typeof value === 'string' || typeof value === 'number' ? parseProtocol(value) : null;
}

const ranges: readonly (readonly [field: string, least: number, most: number])[] = [
  ['port', 1, 65535],
  ['sourcePort', 1, 65535],
  ['icmpType', 0, 255],
  ['icmpCode', 0, 255],
];

function wrongNumber(json: JsonObject): string | null {
  for (const [field, least, most] of ranges) {
    const value = fieldOf(json, field) ?? null;
    if (value !== null && !isWhole(value, least, most)) return `${field} must be a whole number ${least}–${most}.`;
  }
  return [null, 4, 6].includes(numberOrOther(fieldOf(json, 'ipVersion') ?? null)) ? null : 'ipVersion must be 4 or 6.';
}

/** -1 stands for what is no number. */
function numberOrOther(value: JsonValue): number | null {
  return value === null || typeof value === 'number' ? value : -1;
}

function isWhole(value: JsonValue | undefined, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function wrongAddress(json: JsonObject): string | null {
  const wrong = ['toAddress', 'fromAddress'].find((field) => !isTextOrNothing(fieldOf(json, field) ?? null));
  return wrong === undefined ? null : `${wrong} must be an IP address in quotes.`;
}

function isTextOrNothing(value: JsonValue): boolean {
  return value === null || typeof value === 'string';
}

/** A number that the protocol has no place for would be judged by nothing. */
function misplaced(json: JsonObject, protocol: number): string | null {
  if (hasPorts(protocol)) return numberOf(json, 'port') === null ? 'This protocol needs a port.' : null;
  if (numberOf(json, 'port') === null) return null;
  return 'Only TCP, UDP and SCTP have ports.';
}

function viaOfJson(value: JsonValue): Result<FlowVia | null, string> {
  if (value === null) return ok(null);
  const [type, service, node] = [textOf(value, 'type'), textOf(value, 'service'), textOf(value, 'node')];
  const port = fieldOf(value, 'port');
  if (type === 'Gateway' && node !== null) return ok({ type, clusterNode: node });
  if (service !== null && isWhole(port, 1, 65535)) {
    if (type === 'ClusterIP') return ok({ type, service, port });
    if (type === 'NodePort' && node !== null) return ok({ type, service, clusterNode: node, port });
  }
  return err(
    'via must be {type: NodePort, service, node, port}, {type: ClusterIP, service, port} or {type: Gateway, node}.',
  );
}

function numberOf(json: JsonObject, field: string): number | null {
  const value = fieldOf(json, field);
  return typeof value === 'number' ? value : null;
}

function textOf(json: JsonValue, field: string): string | null {
  const value = fieldOf(json, field);
  return typeof value === 'string' ? value : null;
}

function wordOf(value: JsonValue | undefined): string {
  return value === undefined ? 'Nothing' : JSON.stringify(value);
}
