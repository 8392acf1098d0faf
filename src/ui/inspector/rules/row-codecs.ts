import { fieldOf, isJsonObject, type JsonObject, type JsonValue } from '../../../core/model/json.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { ServicePart } from '../../../core/edit/presets.ts';
import { parsePortText, type PortText } from './port-text.ts';

/** Lists of objects that say one thing in one of several forms: ports of the Kubernetes kinds, paths of HTTP rules. */
export type RowKind = 'kube-ports' | 'cluster-ports' | 'admin-ports' | 'http-paths';

/** An element in the form in which it is edited: one of a few forms, and a text. */
export interface Row {
  readonly form: string;
  readonly text: string;
}

export interface RowCodec {
  readonly forms: readonly { readonly key: string; readonly label: string }[];
  /** What one element is. */
  readonly noun: string;
  readonly placeholder: string;
  readonly absent: string;
  readonly initial: JsonValue;
  /** null: it is not as the API wants it, and is shown as it is written. */
  readonly read: (element: JsonValue) => Row | null;
  /** @returns the element, or why it can't be, in one sentence */
  readonly write: (row: Row) => Result<JsonValue, string>;
  /** The rows of a service; null: ports are not what the list is about. */
  readonly preset: ((part: ServicePart) => readonly Row[]) | null;
}

const transports = ['TCP', 'UDP', 'SCTP'];
const named = { key: 'name', label: 'Port name' };

export const rowCodecs: Readonly<Record<RowKind, RowCodec>> = {
  // R7.7: no port is every port of the protocol.
  'kube-ports': {
    forms: transports.map((protocol) => ({ key: protocol, label: protocol })),
    noun: 'port',
    placeholder: 'Every port: 80, 8000-8100, http',
    absent: 'Every port of every protocol.',
    initial: { protocol: 'TCP', port: 443 },
    read(element) {
      if (!hasOnly(element, ['protocol', 'port', 'endPort'])) return null;
      const protocol = fieldOf(element, 'protocol') ?? 'TCP';
      const [port, end] = [fieldOf(element, 'port'), fieldOf(element, 'endPort')];
      if (!isOneOf(protocol, transports)) return null;
      if (port === undefined) return end === undefined ? { form: protocol, text: '' } : null;
      return rangeRow(protocol, port, end);
    },
    write: ({ form, text }) =>
      text === ''
        ? ok({ protocol: form })
        : portOf(text, (port) =>
            port.kind === 'name'
              ? { protocol: form, port: port.name }
              : { protocol: form, port: port.first, ...(port.last === port.first ? {} : { endPort: port.last }) },
          ),
    preset: rowsOfPart,
  },
  // R7.16: a protocol has a port or a range, never nothing.
  'cluster-ports': {
    forms: [...transports.map((protocol) => ({ key: protocol.toLowerCase(), label: protocol })), named],
    noun: 'port',
    placeholder: 'Every port: 80, 8000-8100',
    absent: 'Every port of every protocol.',
    initial: { tcp: { destinationPort: { number: 443 } } },
    read(element) {
      const name = fieldOf(element, 'destinationNamedPort');
      if (typeof name === 'string' && hasOnly(element, ['destinationNamedPort'])) return { form: 'name', text: name };
      const form = ['tcp', 'udp', 'sctp'].find((protocol) => hasOnly(element, [protocol]));
      const port = form === undefined ? undefined : fieldOf(fieldOf(element, form), 'destinationPort');
      if (form === undefined || port === undefined) return null;
      const range = fieldOf(port, 'range');
      return rangeRow(form, fieldOf(port, 'number') ?? fieldOf(range, 'start') ?? null, fieldOf(range, 'end'));
    },
    write: ({ form, text }) =>
      form === 'name'
        ? nameOf(text, (name) => ({ destinationNamedPort: name }))
        : numberOf(text, ({ first, last }) => ({
            [form]: { destinationPort: first === last ? { number: first } : { range: { start: first, end: last } } },
          })),
    preset: (part) => rowsOfPart(part).map(({ form, text }) => ({ form: form.toLowerCase(), text })),
  },
  // R7.20.
  'admin-ports': {
    forms: [...transports.map((protocol) => ({ key: protocol, label: protocol })), named],
    noun: 'port',
    placeholder: 'Every port: 80, 8000-8100',
    absent: 'Every port of every protocol.',
    initial: { portNumber: { protocol: 'TCP', port: 443 } },
    read(element) {
      const name = fieldOf(element, 'namedPort');
      if (typeof name === 'string' && hasOnly(element, ['namedPort'])) return { form: 'name', text: name };
      const key = ['portNumber', 'portRange'].find((field) => hasOnly(element, [field]));
      const port = key === undefined ? undefined : fieldOf(element, key);
      const protocol = fieldOf(port, 'protocol') ?? 'TCP';
      if (port === undefined || !isOneOf(protocol, transports)) return null;
      return rangeRow(protocol, fieldOf(port, 'port') ?? fieldOf(port, 'start') ?? null, fieldOf(port, 'end'));
    },
    write: ({ form, text }) =>
      form === 'name'
        ? nameOf(text, (name) => ({ namedPort: name }))
        : numberOf(text, ({ first, last }) =>
            first === last
              ? { portNumber: { protocol: form, port: first } }
              : { portRange: { protocol: form, start: first, end: last } },
          ),
    preset: rowsOfPart,
  },
  // R6.12.
  'http-paths': {
    forms: [
      { key: 'exact', label: 'Exactly' },
      { key: 'prefix', label: 'Below' },
    ],
    noun: 'path',
    placeholder: '/api/v1',
    absent: 'Every path.',
    initial: { prefix: '/' },
    read(element) {
      const form = ['exact', 'prefix'].find((field) => hasOnly(element, [field]));
      const path = form === undefined ? undefined : fieldOf(element, form);
      return form !== undefined && typeof path === 'string' ? { form, text: path } : null;
    },
    write: ({ form, text }) =>
      text.startsWith('/') ? ok({ [form]: text }) : err(`“${text}”: a path begins with a slash.`),
    preset: null,
  },
};

function rowsOfPart({ protocol, ports }: ServicePart): readonly Row[] {
  if (!transports.includes(protocol)) return [];
  return ports.length === 0
    ? [{ form: protocol, text: '' }]
    : ports.map((port) => ({ form: protocol, text: String(port).replace(':', '-') }));
}

function rangeRow(form: string, first: JsonValue, last: JsonValue | undefined): Row | null {
  if (typeof first !== 'number' && typeof first !== 'string') return null;
  if (last === undefined) return { form, text: String(first) };
  return typeof last === 'number' ? { form, text: `${first}-${last}` } : null;
}

function portOf(text: string, write: (port: PortText) => JsonObject): Result<JsonValue, string> {
  const port = parsePortText(text);
  return port.ok ? ok(write(port.value)) : port;
}

function numberOf(
  text: string,
  write: (port: { readonly first: number; readonly last: number }) => JsonObject,
): Result<JsonValue, string> {
  if (text === '') return ok(write({ first: 1, last: 65535 }));
  const port = parsePortText(text);
  if (!port.ok) return port;
  if (port.value.kind === 'name') return err(`“${text}” is a name: choose “Port name” in front of it.`);
  return ok(write(port.value));
}

function nameOf(text: string, write: (name: string) => JsonObject): Result<JsonValue, string> {
  const port = parsePortText(text);
  if (!port.ok) return port;
  return port.value.kind === 'name' ? ok(write(port.value.name)) : err(`${text} is a number: choose its protocol.`);
}

function hasOnly(value: JsonValue, keys: readonly string[]): boolean {
  return isJsonObject(value) && Object.keys(value).length > 0 && Object.keys(value).every((key) => keys.includes(key));
}

function isOneOf(value: JsonValue, words: readonly string[]): value is string {
  return typeof value === 'string' && words.includes(value);
}
