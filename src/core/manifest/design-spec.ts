import type { DesignSpec, DrawnFlow, Fold, Grouping, Layout, Point } from '../model/design.ts';
import type { Manifest } from '../model/document.ts';
import { hostEndpointId, networkEndpointId, podEndpointId, type EndpointId, type ResourceId } from '../model/ids.ts';
import { fieldOf, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { Finding } from '../model/problem.ts';
import { calicoVersions, defaultSettings, type CalicoVersion, type Settings } from '../model/settings.ts';
import { partsOfProtocol, portsFrom, type FlowPort } from '../net/flow-traffic.ts';
import { parseProtocol, printProtocol } from '../net/protocol.ts';
import { unreachable } from '../result.ts';
import { Field, FindingLog } from './field-reader.ts';
import { designGroup } from './identity.ts';

export interface ReadDesignSpec {
  readonly spec: DesignSpec;
  readonly findings: readonly Finding[];
}

const versions: Readonly<Record<string, CalicoVersion>> = Object.fromEntries(calicoVersions.map((v) => [v, v]));
const dataplanes = { iptables: 'iptables', nftables: 'nftables', ebpf: 'ebpf' } as const;
const inputDefaults = { accept: 'accept', drop: 'drop' } as const;
const expectations = { allow: 'allow', deny: 'deny' } as const;
/** The file says `node` as Kubernetes does; in the program that word alone has too many meanings. */
const groupings: Readonly<Record<string, Grouping>> = { namespace: 'namespace', node: 'cluster-node' };
const labelGrouping = /^label:(?<key>.+)$/;

const folds = { folded: 'folded', unfolded: 'unfolded' } as const;

export function newDesignManifest(): Manifest {
  return { apiVersion: `${designGroup}/v1`, kind: 'Design', metadata: { name: 'design' }, spec: {} };
}

/**
 * Reads `spec` of a Design (product.md section 4). What is missing or wrong has its default; what is wrong gives a
 * finding as well. A flow that cannot be read is left out.
 */
export function readDesignSpec(manifest: Manifest): ReadDesignSpec {
  const log = new FindingLog();
  const spec = new Field(manifest, [], log).at('spec');
  const flows = spec.at('flows').items();
  return {
    spec: {
      settings: readSettings(spec.at('settings')),
      layout: readLayout(spec.at('layout')),
      flows: flows.map(readFlow).filter((flow) => flow !== null),
      // Our own ids, written by us; one that fits no object disables nothing.
      disabled: new Set(spec.at('disabled').texts() as readonly ResourceId[]),
    },
    findings: log.findings,
  };
}

function readSettings(settings: Field): Settings {
  return {
    calicoVersion: settings.at('calicoVersion').choice(versions) ?? defaultSettings.calicoVersion,
    dataplane: settings.at('dataplane').choice(dataplanes) ?? defaultSettings.dataplane,
    hostInputDefault: settings.at('hostInputDefault').choice(inputDefaults) ?? defaultSettings.hostInputDefault,
    modelEncapsulation: settings.at('modelEncapsulation').flag() ?? defaultSettings.modelEncapsulation,
  };
}

function readLayout(layout: Field): Layout {
  const positions = layout
    .at('positions')
    .entries()
    .map(([element, field]) => [element, readPoint(field)] as const);
  return {
    grouping: readGrouping(layout.at('grouping')),
    positions: new Map(positions.filter((pair): pair is readonly [string, Point] => pair[1] !== null)),
    collapsed: layout.at('collapsed').texts(),
    notes: new Map(
      layout
        .at('notes')
        .entries()
        .map(([name, field]) => [name, field.text()] as const)
        .filter((pair): pair is readonly [string, string] => pair[1] !== null),
    ),
    folds: new Map(
      layout
        .at('folds')
        .entries()
        .map(([element, field]) => [element, field.choice(folds)] as const)
        .filter((pair): pair is readonly [string, Fold] => pair[1] !== null),
    ),
  };
}

function readGrouping(field: Field): Grouping {
  const key = typeof field.value === 'string' ? labelGrouping.exec(field.value)?.groups?.['key'] : undefined;
  return key === undefined ? (field.choice(groupings) ?? 'namespace') : `label:${key}`;
}

/** `[x, y]`: a list, because a bare `y` as a key is a boolean to a YAML 1.1 reader. */
function readPoint(field: Field): Point | null {
  const [x, y, ...more] = field.items().map((item) => item.number());
  if (field.present && (x === undefined || y === undefined || more.length > 0)) {
    field.error('FIELD-TYPE', `${field.label} must be a list of two numbers, x and y.`);
  }
  return typeof x !== 'number' || typeof y !== 'number' ? null : { x: Math.round(x), y: Math.round(y) };
}

function readFlow(field: Field): DrawnFlow | null {
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

/** @param point null: forget the place of this element */
export function withPosition(manifest: Manifest, element: string, point: Point | null): Manifest {
  const rounded = point && [Math.round(point.x), Math.round(point.y)];
  return changed(manifest, ['spec', 'layout', 'positions'], (positions) => {
    const isSame = rounded !== null && JSON.stringify(fieldOf(positions, element)) === JSON.stringify(rounded);
    return isSame ? positions : withField(positions, element, rounded ?? undefined);
  });
}

export function withGrouping(manifest: Manifest, grouping: Grouping): Manifest {
  const word = grouping === 'cluster-node' ? 'node' : grouping;
  return changed(manifest, ['spec', 'layout'], (layout) => withField(layout, 'grouping', word));
}

/** @param text null: there is no such note any more */
export function withNote(manifest: Manifest, name: string, text: string | null): Manifest {
  return changed(manifest, ['spec', 'layout', 'notes'], (notes) => withField(notes, name, text ?? undefined));
}

export function withCollapsed(manifest: Manifest, box: string, isCollapsed: boolean): Manifest {
  return changed(manifest, ['spec', 'layout'], (layout) => withMember(layout, 'collapsed', box, isCollapsed));
}

export function withDisabled(manifest: Manifest, policy: ResourceId, isDisabled: boolean): Manifest {
  return changed(manifest, ['spec'], (spec) => withMember(spec, 'disabled', policy, isDisabled));
}

/** @param fold null: as is usual for so many */
export function withFold(manifest: Manifest, element: string, fold: Fold | null): Manifest {
  return changed(manifest, ['spec', 'layout', 'folds'], (known) => withField(known, element, fold ?? undefined));
}

export function withSetting(manifest: Manifest, key: keyof Settings, value: string | boolean): Manifest {
  return changed(manifest, ['spec', 'settings'], (settings) => withField(settings, key, value));
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

function printFlow({ source, destination, protocol, port, expect, note }: DrawnFlow): JsonObject {
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

/** Changes the object at `path`, making the objects on the way; the same manifest comes back where nothing changes. */
function changed(object: JsonObject, path: readonly string[], change: (object: JsonObject) => JsonObject): JsonObject {
  const [step, ...rest] = path;
  if (step === undefined) return change(object);
  const written = fieldOf(object, step);
  const inner = isJsonObject(written) ? written : {};
  const next = changed(inner, rest, change);
  return next === inner ? object : withField(object, step, next);
}

/** A list of texts with or without one of them; a list that this leaves empty goes. */
function withMember(object: JsonObject, key: string, member: string, isIn: boolean): JsonObject {
  const written = fieldOf(object, key);
  const list = isJsonArray(written) ? written : [];
  if (list.includes(member) === isIn) return object;
  const next = isIn ? [...list, member] : list.filter((item) => item !== member);
  return withField(object, key, next.length === 0 ? undefined : next);
}

function withField(object: JsonObject, key: string, value: JsonValue | undefined): JsonObject {
  if (fieldOf(object, key) === value) return object;
  if (value !== undefined) return { ...object, [key]: value };
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
