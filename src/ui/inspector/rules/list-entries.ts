import { isJsonArray, isJsonObject, type JsonValue } from '../../../core/model/json.ts';
import { parseCidr, parseStrictCidr, printCidr } from '../../../core/net/cidr.ts';
import { err, ok, unreachable, type Result } from '../../../core/result.ts';
import { parsePortText } from './port-text.ts';

/** What the entries of a list are. `nets`: of Calico rules, without host bits; `masked-nets`: of Kubernetes, with their mask. */
export type EntryKind = 'ports' | 'nets' | 'masked-nets' | 'names' | 'domains' | 'methods';

/** The entries as text; what is no list is one entry, so that nothing written is hidden. */
export function entriesOf(value: JsonValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return (isJsonArray(value) ? value : [value]).map(textOf);
}

function textOf(value: JsonValue): string {
  return isJsonObject(value) || isJsonArray(value) || value === null ? JSON.stringify(value) : String(value);
}

/** One entry of the list that `value` is, changed (`entry` null: removed). */
export function withEntry(value: JsonValue | undefined, index: number, entry: JsonValue | null): JsonValue | undefined {
  const list = isJsonArray(value) ? value : value === undefined || value === null ? [] : [value];
  const changed = list.toSpliced(index, 1, ...(entry === null ? [] : [entry]));
  return changed.length === 0 ? undefined : changed;
}

/**
 * Reads what was typed as one entry.
 *
 * @returns the value for the manifest, or why it is none, in one sentence with the place
 */
export function parseEntry(kind: EntryKind, text: string): Result<JsonValue, string> {
  switch (kind) {
    case 'ports':
      return parsePort(text);
    case 'nets':
      return parseNet(text);
    case 'masked-nets':
      return parseMaskedNet(text);
    case 'methods':
      return /^([A-Za-z]+|\*)$/.test(text) ? ok(text.toUpperCase()) : err(`“${text}” is no HTTP method.`);
    case 'domains':
      return parseDomain(text);
    case 'names':
      return ok(text);
    default:
      return unreachable(kind);
  }
}

/** R6.3: Calico writes a range with a colon. */
function parsePort(text: string): Result<JsonValue, string> {
  const port = parsePortText(text);
  if (!port.ok) return port;
  if (port.value.kind === 'name') return ok(port.value.name);
  const { first, last } = port.value;
  return ok(first === last ? first : `${first}:${last}`);
}

/** R8.23; a bare address is given its mask, as nobody means anything else by it. */
function parseNet(text: string): Result<JsonValue, string> {
  if (!text.includes('/')) return parseMaskedNet(text);
  const net = parseStrictCidr(text);
  return net.ok ? ok(text) : err(sentence(net.error.message));
}

function parseMaskedNet(text: string): Result<JsonValue, string> {
  const net = parseCidr(text);
  if (!net.ok) return err(sentence(`${net.error.message}${placeIn(text)}`));
  return ok(text.includes('/') ? text : printCidr(net.value));
}

/** Which part of an IPv4 address is at fault. */
function placeIn(text: string): string {
  const octets = (text.split('/')[0] ?? '').split('.');
  if (text.includes(':') || octets.length !== 4) return '';
  const at = octets.findIndex((octet) => !/^(0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255);
  return at < 0 ? '' : `: part ${at + 1}, “${octets[at] ?? ''}”, goes from 0 to 255`;
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

/** A name, or `*.` and a name for all below it. */
function parseDomain(text: string): Result<JsonValue, string> {
  const name = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?\.?$/i;
  return name.test(text) ? ok(text) : err(`“${text}” is no domain name, such as example.com or *.example.com.`);
}
