import type { PortMatch } from '../model/policy.ts';
import { cidrCovers, parseAddress, parseCidr, parseStrictCidr } from '../net/cidr.ts';
import type { Address, Cidr, CidrError } from '../net/cidr.ts';
import { parseProtocol, protocolNumbers } from '../net/protocol.ts';
import type { Selector } from '../selector/ast.ts';
import { fromLabelSelector } from '../selector/from-kubernetes.ts';
import { parseSelector } from '../selector/parse.ts';
import type { Field } from './field-reader.ts';
import type { FindingCode } from './finding-codes.ts';

// Values that several kinds have. Each function reads one field: null where it is absent or, after a finding, unreadable.

export const tcp = protocolNumbers.TCP;

/** The protocols with ports, by the names that the Kubernetes API takes. */
export const transportProtocols = {
  TCP: protocolNumbers.TCP,
  UDP: protocolNumbers.UDP,
  SCTP: protocolNumbers.SCTP,
} as const;

/** A Calico selector; null also for '', which is no criterion at all (R6.10). */
export function readSelector(field: Field): Selector | null {
  const text = field.text();
  if (text === null || text === '') return null;
  const selector = parseSelector(text);
  if (selector.ok) return selector.value;
  const { position, message } = selector.error;
  field.error('SELECTOR-SYNTAX', `${field.label} cannot be parsed: ${message} (at character ${position + 1}).`);
  return null;
}

/** A Kubernetes label selector, in Calico's language. */
export function readLabelSelector(field: Field): Selector | null {
  if (!field.present) return null;
  const selector = fromLabelSelector(field.value);
  if (selector.ok) {
    // Labels without `matchLabels` above them would be dropped, and the selector select everything.
    field.knowOnly(['matchLabels', 'matchExpressions']);
    return selector.value;
  }
  const { path, message } = selector.error;
  const place = path.reduce<Field>((place, step) => place.step(step), field);
  place.error('LABEL-SELECTOR', `${place.label} is not valid: ${message}.`);
  return null;
}

/** A bare IP address. */
export function readAddress(field: Field): Address | null {
  const text = field.text();
  if (text === null) return null;
  const address = parseAddress(text);
  if (address.ok) return address.value;
  field.error('ADDRESS-SYNTAX', `${field.label}: ${address.error.message}.`);
  return null;
}

/** An address that may be written with its mask, as calico/node notes it on its Node. */
export function readAnnotationAddress(field: Field): Address | null {
  const text = field.text();
  if (text === null || text === '') return null;
  const address = parseAddress(text.split('/')[0] ?? '');
  if (address.ok) return address.value;
  field.warning('ADDRESS-SYNTAX', `${field.label}: ${address.error.message}.`);
  return null;
}

/** A network or a bare address; host bits are ignored (R8.34). */
export function readNet(field: Field): Cidr | null {
  const text = field.text();
  if (text === null) return null;
  const net = parseCidr(text);
  return net.ok ? net.value : reportNet(field, net.error);
}

/** A network of a Calico rule: mask written, host bits zero (R8.23). */
export function readRuleNet(field: Field): Cidr | null {
  const text = field.text();
  if (text === null) return null;
  const net = parseStrictCidr(text);
  return net.ok ? net.value : reportNet(field, net.error);
}

function reportNet(field: Field, { reason, message }: CidrError): null {
  field.error(codeOfCidrError(reason), `${field.label}: ${message}.`);
  return null;
}

function codeOfCidrError(reason: CidrError['reason']): FindingCode {
  if (reason === 'host-bits') return 'CIDR-HOST-BITS';
  return reason === 'no-prefix' ? 'CIDR-MASK' : 'CIDR-SYNTAX';
}

/** A Kubernetes ipBlock (R7.6, R8.50): exceptions must be smaller networks inside the block. */
export function readIpBlock(block: Field): { readonly cidr: Cidr; readonly except: readonly Cidr[] } | null {
  block.knowOnly(['cidr', 'except']);
  if (!block.at('cidr').present) block.at('cidr').error('FIELD-REQUIRED', `${block.label} must have a cidr.`);
  const cidr = readMaskedNet(block.at('cidr'));
  const except = block
    .at('except')
    .items()
    .map((item) => {
      const net = readMaskedNet(item);
      if (cidr !== null && net !== null && !(net.prefix > cidr.prefix && cidrCovers(cidr, net)))
        item.error('CIDR-EXCEPT', `${item.label} must be a smaller network inside ${block.at('cidr').label}.`);
      return net;
    });
  return cidr === null ? null : { cidr, except: except.filter((net) => net !== null) };
}

/** Kubernetes demands the mask and, unlike Calico, takes host bits. */
function readMaskedNet(field: Field): Cidr | null {
  const text = field.text();
  if (text?.includes('/') !== false) return readNet(field);
  const net = readNet(field);
  if (net !== null)
    field.error('CIDR-MASK', `${field.label}: "${text}" needs its mask, such as ${text}/${net.prefix}.`);
  return net;
}

/** A protocol by name, number or quoted number (R6.2, R8.21). */
export function readProtocol(field: Field): number | null {
  if (!field.present) return null;
  if (typeof field.value !== 'string' && typeof field.value !== 'number')
    return field.wrongType('a protocol name or number');
  const protocol = parseProtocol(field.value);
  if (protocol === null)
    field.error(
      'PROTOCOL-UNKNOWN',
      `${field.label} is "${field.value}"; it must be ${Object.keys(protocolNumbers).join(', ')} or a number from 1 to 255.`,
    );
  return protocol;
}

/** A port of a Calico rule: a number, quoted or not, `"first:last"`, or the name of a port (R6.3, R8.22). */
export function readCalicoPort(field: Field): PortMatch | null {
  if (typeof field.value === 'string') return readPortText(field, field.value);
  if (typeof field.value !== 'number') return field.wrongType('a port number, a range such as "80:90" or a port name');
  return readPortNumbers(field, field.value, field.value);
}

function readPortText(field: Field, text: string): PortMatch | null {
  const range = /^(\d+)(?::(\d+))?$/.exec(text);
  if (range !== null) return readPortNumbers(field, Number(range[1]), Number(range[2] ?? range[1]));
  if (/^\d+\s*-\s*\d+$/.test(text)) {
    field.error(
      'PORT-DASH-RANGE',
      `${field.label} is "${text}"; Calico writes a range with a colon: "${text.replace(/\s*-\s*/, ':')}".`,
    );
    return null;
  }
  if (isPortName(text)) return { kind: 'named', name: text };
  field.error(
    'PORT-SYNTAX',
    `${field.label} is "${text}", which is no port number, no range such as "80:90" and no port name (at most 15 lower-case letters, digits and single dashes, with a letter).`,
  );
  return null;
}

function readPortNumbers(field: Field, first: number, last: number): PortMatch | null {
  const isPort = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 65535;
  if (!isPort(first) || !isPort(last)) {
    field.error('PORT-RANGE', `${field.label} is ${String(field.value)}; ports are whole numbers from 1 to 65535.`);
    return null;
  }
  if (first <= last) return { kind: 'range', first, last };
  field.error('PORT-RANGE', `${field.label} is ${String(field.value)}; the range must begin with its smaller port.`);
  return null;
}

/** R8.22: an IANA service name. */
export function isPortName(text: string): boolean {
  return text.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && /[a-z]/.test(text);
}
