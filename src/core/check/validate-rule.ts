import type { CalicoRule, Direction, EntityRule, PortMatch } from '../model/policy.ts';
import type { Settings } from '../model/settings.ts';
import type { Field } from '../manifest/field-reader.ts';
import { readCalicoRule } from '../manifest/read-calico-rule.ts';
import type { IpFamily } from '../net/cidr.ts';
import { hasPorts, protocolNumbers } from '../net/protocol.ts';
import { validateHttp } from './validate-http.ts';
import { limitItems, limitText, refuseTwice, severityOfLimit } from './validate-lists.ts';
import { maxSelectorLength, mentionsGlobal, refuseGlobal } from './validate-selectors.ts';

const sides = ['source', 'destination'] as const;
type Side = (typeof sides)[number];

const maxNets = 256;
const maxPorts = 50;
const maxServiceNameLength = 253;

/**
 * Rules on one rule of a Calico policy (R8.20–R8.29).
 *
 * @param namespace of the policy; null for a global one
 */
export function validateRule(rule: Field, direction: Direction, namespace: string | null, settings: Settings): void {
  const read = readCalicoRule(rule);
  validateIpVersions(read, rule);
  validateIcmp(read, rule);
  validateHttp(read, rule, direction);
  for (const side of sides) {
    const entity = rule.at(side);
    validatePorts(read, side, rule);
    validateNotNets(read[side], entity);
    validateSelectors(read[side], entity);
    validateServices(read[side], entity, { side, direction, namespace });
    validateLimits(entity, settings);
  }
}

/** R8.22: numbers mean something for TCP, UDP and SCTP only; names stand for a protocol of their own. */
function validatePorts(read: CalicoRule, side: Side, rule: Field): void {
  const isProtocolStated = rule.at('protocol').present;
  // An unreadable protocol has been reported, and nothing follows from it.
  if (isProtocolStated && (read.protocol === null || hasPorts(read.protocol))) return;
  for (const name of ['ports', 'notPorts'] as const) {
    const ports: readonly PortMatch[] = read[side][name];
    if (!isProtocolStated && ports.every(({ kind }) => kind === 'named')) continue;
    const list = rule.at(side).at(name);
    if (list.items().length > 0)
      list.error('PORT-PROTOCOL', `${list.label} needs ${rule.label}.protocol to be TCP, UDP or SCTP.`);
  }
}

/** R8.23. */
function validateNotNets(read: EntityRule, entity: Field): void {
  if (read.notNets.some(({ prefix }) => prefix === 0))
    entity
      .at('notNets')
      .error('CIDR-EVERYTHING', `${entity.at('notNets').label} excludes every address; the rule could never match.`);
}

/** R8.24, R8.26: the first network decides on the family, unless ipVersion does. */
function validateIpVersions(read: CalicoRule, rule: Field): void {
  let family = read.ipVersion;
  for (const side of sides) {
    for (const name of ['nets', 'notNets'] as const) {
      family ??= read[side][name][0]?.base.family ?? null;
      const stranger = read[side][name].find(({ base }) => base.family !== family);
      if (stranger !== undefined) reportStranger(rule.at(side).at(name), stranger.base.family, family);
    }
  }
  refuseOtherVersion(read, rule, 'ICMP', 4);
  refuseOtherVersion(read, rule, 'ICMPv6', 6);
}

function reportStranger(list: Field, stranger: IpFamily, family: IpFamily | null): void {
  list.error(
    'IP-VERSION',
    `${list.label} has an IPv${stranger} network; the rest of the rule is about IPv${family ?? ''}.`,
  );
}

function refuseOtherVersion(read: CalicoRule, rule: Field, protocol: 'ICMP' | 'ICMPv6', version: 4 | 6): void {
  if (read.ipVersion === null || read.ipVersion === version) return;
  for (const name of ['protocol', 'notProtocol'] as const) {
    if (read[name] === protocolNumbers[protocol])
      rule
        .at(name)
        .error(
          'IP-VERSION',
          `${rule.at(name).label} ${protocol} exists in IPv${version} only; the rule says ipVersion ${read.ipVersion}.`,
        );
  }
}

/** R8.25. */
function validateIcmp(read: CalicoRule, rule: Field): void {
  if (read.icmp === null || read.protocol === protocolNumbers.ICMP || read.protocol === protocolNumbers.ICMPv6) return;
  rule.at('icmp').error('ICMP-MATCH', `${rule.at('icmp').label} needs ${rule.label}.protocol to be ICMP or ICMPv6.`);
}

/** R8.13. */
function validateSelectors(read: EntityRule, entity: Field): void {
  refuseGlobal(read.selector, entity.at('selector'));
  const { namespaceSelector } = read;
  if (namespaceSelector === null || namespaceSelector.kind === 'global' || !mentionsGlobal(namespaceSelector)) return;
  const field = entity.at('namespaceSelector');
  field.error('SELECTOR-GLOBAL', `${field.label} combines global() with something else; it must stand alone.`);
}

interface ServicePlace {
  readonly side: Side;
  readonly direction: Direction;
  readonly namespace: string | null;
}

const criteriaBesideServices = ['selector', 'notSelector', 'namespaceSelector', 'serviceAccounts', 'nets', 'notNets'];

/** R8.27, R8.29. */
function validateServices(read: EntityRule, entity: Field, { side, direction, namespace }: ServicePlace): void {
  if (read.services === null) return;
  const services = entity.at('services');
  if (side !== (direction === 'ingress' ? 'source' : 'destination'))
    services.error(
      'SERVICE-MATCH',
      `${services.label} cannot be used here: only the source of ingress and the destination of egress can be a service.`,
    );
  const others = [...criteriaBesideServices, ...(side === 'destination' ? ['ports', 'notPorts'] : [])];
  const rival = others.find((name) => isStated(entity.at(name)));
  if (rival !== undefined)
    services.error('SERVICE-MATCH', `${services.label} cannot be combined with ${rival} on the same side of a rule.`);
  if (read.services.namespace !== null) return;
  const field = services.at('namespace');
  if (namespace === null) field.error('FIELD-REQUIRED', `${field.label} is missing; a global policy must say it.`);
  else field.warning('SVC-NS-MISSING', `${field.label} is missing; without it the rule matches nothing.`);
}

/** Empty texts and lists are no criteria; an empty `serviceAccounts` counts as one (Calico's own rule). */
function isStated({ value, present }: Field): boolean {
  return present && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** R8.40. */
function validateLimits(entity: Field, settings: Settings): void {
  const severity = severityOfLimit(settings.calicoVersion);
  for (const name of ['nets', 'notNets']) {
    limitItems(entity.at(name), maxNets, severity);
    refuseTwice(entity.at(name), severity);
  }
  refuseTwice(entity.at('serviceAccounts').at('names'), severity);
  for (const name of ['ports', 'notPorts']) limitItems(entity.at(name), maxPorts, severity);
  for (const name of ['selector', 'notSelector', 'namespaceSelector'])
    limitText(entity.at(name), maxSelectorLength, severity);
  for (const name of ['name', 'namespace']) limitText(entity.at('services').at(name), maxServiceNameLength, severity);
}
