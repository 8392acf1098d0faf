import type { UnmodelledPolicy } from '../model/policy.ts';
import { directions } from '../model/policy.ts';
import type { Direction } from '../model/policy.ts';
import type { Field } from '../manifest/field-reader.ts';
import { readLabelSelector, readNet, isPortName, transportProtocols } from '../manifest/read-values.ts';
import { limitItems, limitText } from './validate-lists.ts';

/** How the three kinds of policy.networking.k8s.io differ (R7.18, R7.20). */
interface Api {
  readonly actions: readonly string[];
  readonly maxItems: number;
  readonly ports: 'protocols' | 'ports';
  readonly hasPriority: boolean;
}

const apis: Readonly<Record<UnmodelledPolicy['manifestKind'], Api>> = {
  ClusterNetworkPolicy: { actions: ['Accept', 'Deny', 'Pass'], maxItems: 25, ports: 'protocols', hasPriority: true },
  AdminNetworkPolicy: { actions: ['Allow', 'Deny', 'Pass'], maxItems: 100, ports: 'ports', hasPriority: true },
  BaselineAdminNetworkPolicy: { actions: ['Allow', 'Deny'], maxItems: 100, ports: 'ports', hasPriority: false },
};

const maxNetworks = 25;
const maxRuleName = 100;
const maxCidrLength = 43;

/** R8.51, R8.52. */
export function validateClusterPolicy(policy: UnmodelledPolicy, manifest: Field): void {
  const api = apis[policy.manifestKind];
  const spec = manifest.at('spec');
  if (policy.manifestKind === 'BaselineAdminNetworkPolicy' && policy.name !== 'default')
    manifest.at('metadata').at('name').error('NAME-SYNTAX', 'A BaselineAdminNetworkPolicy must be named "default".');
  if (api.hasPriority && !spec.at('priority').present)
    spec.at('priority').error('FIELD-REQUIRED', `${spec.at('priority').label} is missing; it must be from 0 to 1000.`);
  for (const direction of directions) {
    limitItems(spec.at(direction), api.maxItems, 'error');
    for (const rule of spec.at(direction).items()) validateRule(rule, direction, api);
  }
}

function validateRule(rule: Field, direction: Direction, api: Api): void {
  const peers = rule.at(direction === 'ingress' ? 'from' : 'to');
  rule.knowOnly(['name', 'action', direction === 'ingress' ? 'from' : 'to', api.ports]);
  limitText(rule.at('name'), maxRuleName, 'error');
  const action = rule.at('action');
  if (!action.present)
    action.error('FIELD-REQUIRED', `${action.label} is missing; it must be one of ${api.actions.join(', ')}.`);
  action.choice(Object.fromEntries(api.actions.map((word) => [word, word])));
  demandItems(peers, api.maxItems);
  for (const peer of peers.items()) validatePeer(peer, direction);
  const ports = rule.at(api.ports);
  if (!ports.present) return;
  demandItems(ports, api.maxItems);
  for (const port of ports.items()) {
    if (api.ports === 'protocols') validateProtocol(port, peers);
    else validateAdminPort(port);
  }
}

function demandItems(list: Field, max: number): void {
  if (list.items().length === 0) list.error('LIST-LENGTH', `${list.label} must have at least one item.`);
  limitItems(list, max, 'error');
}

/** Exactly one of `names`; what Calico's schema lacks counts as absent, as a cluster drops it (R7.15). */
function onlyOne(object: Field, names: readonly string[]): Field | null {
  object.knowOnly(names);
  const stated = names.map((name) => object.at(name)).filter(({ present }) => present);
  if (stated.length !== 1)
    object.error('FIELD-REQUIRED', `${object.label} must have exactly one of ${names.join(', ')}.`);
  return stated.length === 1 ? (stated[0] ?? null) : null;
}

/** R7.14. */
function validatePeer(peer: Field, direction: Direction): void {
  const names = ['namespaces', 'pods', ...(direction === 'egress' ? ['networks'] : [])];
  const stated = onlyOne(peer, names);
  if (stated === null) return;
  switch (stated.path.at(-1)) {
    case 'namespaces':
      readLabelSelector(stated);
      return;
    case 'pods':
      if (!stated.at('podSelector').present)
        stated.at('podSelector').error('FIELD-REQUIRED', `${stated.label} must have a podSelector.`);
      readLabelSelector(stated.at('namespaceSelector'));
      readLabelSelector(stated.at('podSelector'));
      return;
    default:
      demandItems(stated, maxNetworks);
      stated.items().forEach(validateNetwork);
  }
}

function validateNetwork(network: Field): void {
  limitText(network, maxCidrLength, 'error');
  const text = network.text();
  if (text !== null && !text.includes('/')) network.error('CIDR-MASK', `${network.label} must have its mask.`);
  else readNet(network);
}

/** R7.16. */
function validateProtocol(item: Field, peers: Field): void {
  const stated = onlyOne(item, ['tcp', 'udp', 'sctp', 'destinationNamedPort']);
  if (stated === null) return;
  if (stated.path.at(-1) !== 'destinationNamedPort') {
    const ports = stated.at('destinationPort');
    if (ports.present) validateNumberOrRange(ports);
    // The schema asks for one field at least.
    else stated.error('FIELD-REQUIRED', `${stated.label} must have a destinationPort.`);
    return;
  }
  validatePortName(stated);
  if (peers.items().some((peer) => ['networks', 'nodes', 'domainNames'].some((name) => peer.at(name).present)))
    stated.error('FIELD-FORBIDDEN', `${stated.label} cannot be used with networks, which have no named ports.`);
}

function validateNumberOrRange(ports: Field): void {
  const stated = onlyOne(ports, ['number', 'range']);
  if (stated?.path.at(-1) === 'number') stated.integer(1, 65535);
  else if (stated !== null) validateRange(stated, 'ascending');
}

function validatePortName(field: Field): void {
  const name = field.text();
  if (name !== null && !isPortName(name))
    field.error('PORT-SYNTAX', `${field.label} is "${name}", which is no port name.`);
}

/** @param order 'ascending': the end must be above the start, not only not below */
function validateRange(range: Field, order: 'ascending' | 'any'): void {
  const [start, end] = [range.at('start').integer(1, 65535), range.at('end').integer(1, 65535)];
  for (const name of ['start', 'end']) {
    if (!range.at(name).present) range.at(name).error('FIELD-REQUIRED', `${range.label} must have ${name}.`);
  }
  if (order === 'ascending' && start !== null && end !== null && start >= end)
    range.error('PORT-RANGE', `${range.label} must begin below its end.`);
}

/** R7.20. */
function validateAdminPort(item: Field): void {
  const stated = onlyOne(item, ['portNumber', 'portRange', 'namedPort']);
  if (stated === null) return;
  if (stated.path.at(-1) === 'namedPort') {
    validatePortName(stated);
    return;
  }
  stated.at('protocol').choice(transportProtocols);
  if (stated.path.at(-1) === 'portRange') validateRange(stated, 'any');
  else if (stated.at('port').present) stated.at('port').integer(1, 65535);
  else stated.at('port').error('FIELD-REQUIRED', `${stated.label} must have a port.`);
}
