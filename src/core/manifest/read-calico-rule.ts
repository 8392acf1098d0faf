import type {
  CalicoRule,
  EntityRule,
  IcmpMatch,
  RuleAction,
  ServiceAccountMatch,
  ServiceMatch,
} from '../model/policy.ts';
import type { IpFamily } from '../net/cidr.ts';
import type { Field } from './field-reader.ts';
import { readCalicoPort, readProtocol, readRuleNet, readSelector } from './read-values.ts';

const ruleActions: Readonly<Record<string, RuleAction>> = { Allow: 'allow', Deny: 'deny', Log: 'log', Pass: 'pass' };

const ruleFields = [
  'action',
  'protocol',
  'notProtocol',
  'icmp',
  'notICMP',
  'ipVersion',
  'source',
  'destination',
  'http',
  'metadata',
];
const entityFields = [
  'nets',
  'notNets',
  'selector',
  'notSelector',
  'namespaceSelector',
  'ports',
  'notPorts',
  'serviceAccounts',
  'services',
];

/** Reads one rule of a Calico policy (R1.5). What cannot be read is reported and left out. */
export function readCalicoRule(rule: Field): CalicoRule {
  rule.knowOnly(ruleFields);
  const action = rule.at('action');
  if (!action.present)
    action.error('FIELD-REQUIRED', `${rule.label} has no action; it must be Allow, Deny, Log or Pass.`);
  return {
    action: action.choice(ruleActions) ?? 'deny',
    protocol: readProtocol(rule.at('protocol')),
    notProtocol: readProtocol(rule.at('notProtocol')),
    icmp: readIcmp(rule.at('icmp')),
    notIcmp: readIcmp(rule.at('notICMP')),
    ipVersion: readIpVersion(rule.at('ipVersion')),
    http: rule.at('http').present,
    source: readEntityRule(rule.at('source')),
    destination: readEntityRule(rule.at('destination')),
  };
}

function readEntityRule(entity: Field): EntityRule {
  entity.knowOnly(entityFields);
  return {
    nets: readAll(entity.at('nets'), readRuleNet),
    notNets: readAll(entity.at('notNets'), readRuleNet),
    selector: readSelector(entity.at('selector')),
    notSelector: readSelector(entity.at('notSelector')),
    namespaceSelector: readSelector(entity.at('namespaceSelector')),
    serviceAccounts: readServiceAccounts(entity.at('serviceAccounts')),
    services: readServices(entity.at('services')),
    ports: readAll(entity.at('ports'), readCalicoPort),
    notPorts: readAll(entity.at('notPorts'), readCalicoPort),
  };
}

function readAll<T>(list: Field, read: (item: Field) => T | null): readonly T[] {
  return list
    .items()
    .map(read)
    .filter((value) => value !== null);
}

/** R6.8, R8.25. */
function readIcmp(icmp: Field): IcmpMatch | null {
  if (!icmp.present) return null;
  icmp.knowOnly(['type', 'code']);
  const type = icmp.at('type').integer(0, 254);
  const code = icmp.at('code').integer(0, 255);
  if (type !== null) return { type, code };
  if (code !== null && !icmp.at('type').present)
    icmp
      .at('code')
      .error('ICMP-MATCH', `${icmp.label} has a code without a type; a code is matched together with its type only.`);
  return null;
}

function readIpVersion(version: Field): IpFamily | null {
  const value = version.number();
  if (value === null || value === 4 || value === 6) return value;
  version.error('VALUE-UNKNOWN', `${version.label} is ${value}; it must be 4 or 6.`);
  return null;
}

function readServiceAccounts(accounts: Field): ServiceAccountMatch | null {
  if (!accounts.present) return null;
  accounts.knowOnly(['names', 'selector']);
  return { names: accounts.at('names').texts(), selector: readSelector(accounts.at('selector')) };
}

function readServices(services: Field): ServiceMatch | null {
  if (!services.present) return null;
  services.knowOnly(['name', 'namespace']);
  const name = services.at('name').text();
  if (name === null || name === '')
    services.at('name').error('FIELD-REQUIRED', `${services.label} must have the name of a service.`);
  return { name: name ?? '', namespace: services.at('namespace').text() || null };
}
