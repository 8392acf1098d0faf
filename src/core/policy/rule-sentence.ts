import { fieldOf, isJsonArray, type JsonObject, type JsonValue } from '../model/json.ts';
import type { Direction } from '../model/policy.ts';

/**
 * Says in one plain sentence what a Calico rule does, from the manifest as written, so that a rule with a mistake in it
 * still has a sentence.
 *
 * @param rule element of `spec.ingress` or `spec.egress` of a projectcalico.org policy
 * @see semantics.md section 6
 */
export function ruleSentence(rule: JsonValue | undefined, direction: Direction): string {
  const near = direction === 'ingress' ? 'source' : 'destination';
  const parts = [
    actionPhrase(textOf(fieldOf(rule, 'action'))),
    trafficPhrase(rule),
    entityPhrase('from', fieldOf(rule, 'source'), near === 'source'),
    sourcePortPhrase(rule),
    entityPhrase('to', fieldOf(rule, 'destination'), near === 'destination'),
    fieldOf(rule, 'http') === undefined ? '' : '(HTTP conditions are not enforced)',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/**
 * The same for a rule of a Kubernetes NetworkPolicy, which only ever allows.
 *
 * @see semantics.md section 7.1
 */
export function kubeRuleSentence(rule: JsonValue | undefined, direction: Direction): string {
  const preposition = direction === 'ingress' ? 'from' : 'to';
  const peers = listOf(fieldOf(rule, direction === 'ingress' ? 'from' : 'to')).map(peerPhrase);
  const ports = listOf(fieldOf(rule, 'ports')).map(kubePortPhrase);
  const traffic = ports.length === 0 ? 'all traffic' : joined(ports, 'and');
  return `Allow ${traffic} ${preposition} ${peers.length === 0 ? 'anywhere' : joined(peers, 'or')}`;
}

/** A Kubernetes label selector in one phrase, as the field for it shows it closed. */
export function labelSelectorPhrase(selector: JsonValue | undefined): string {
  const labels = Object.entries(recordOf(fieldOf(selector, 'matchLabels'))).map(
    ([key, value]) => `${key} = ${textOf(value)}`,
  );
  const expressions = listOf(fieldOf(selector, 'matchExpressions')).map(expressionPhrase);
  return [...labels, ...expressions].join(', ');
}

/**
 * The same for a rule of a ClusterNetworkPolicy, AdminNetworkPolicy or BaselineAdminNetworkPolicy.
 *
 * @see semantics.md sections 7.2 and 7.3
 */
export function clusterRuleSentence(rule: JsonValue | undefined, direction: Direction): string {
  const side = direction === 'ingress' ? 'from' : 'to';
  const ports = [
    ...listOf(fieldOf(rule, 'protocols')).map(clusterProtocolPhrase),
    ...listOf(fieldOf(rule, 'ports')).map(adminPortPhrase),
  ];
  const peers = listOf(fieldOf(rule, side)).map(clusterPeerPhrase);
  return [
    actionPhrase(textOf(fieldOf(rule, 'action'))),
    ports.length === 0 ? 'all traffic' : joined(ports, 'and'),
    side,
    // Without a peer the rule fails closed or is refused (R7.15): it never means anywhere.
    peers.length === 0 ? 'nobody: no peer is stated' : joined(peers, 'or'),
  ].join(' ');
}

function actionPhrase(action: string): string {
  switch (action) {
    case 'Allow':
    case 'Accept':
    case 'Deny':
    case 'Log':
      return action;
    case 'Pass':
      return 'Pass to the next tier';
    default:
      return action === '' ? '(no action)' : action;
  }
}

function trafficPhrase(rule: JsonValue | undefined): string {
  const protocol = textOf(fieldOf(rule, 'protocol'));
  const notProtocol = textOf(fieldOf(rule, 'notProtocol'));
  const destination = fieldOf(rule, 'destination');
  const ports = listOf(fieldOf(destination, 'ports')).map(textOf);
  const notPorts = listOf(fieldOf(destination, 'notPorts')).map(textOf);
  const words = [
    protocol !== '' ? protocol : notProtocol !== '' ? `everything but ${notProtocol}` : 'all traffic',
    protocol !== '' && notProtocol !== '' ? `but not ${notProtocol}` : '',
    ports.length > 0 ? `${ports.length === 1 && !ports[0]?.includes(':') ? 'port' : 'ports'} ${portList(ports)}` : '',
    notPorts.length > 0 ? `on any port but ${portList(notPorts)}` : '',
    icmpPhrase('', fieldOf(rule, 'icmp')),
    icmpPhrase('but not ', fieldOf(rule, 'notICMP')),
    fieldOf(rule, 'ipVersion') === undefined ? '' : `over IPv${textOf(fieldOf(rule, 'ipVersion'))}`,
  ];
  return words.filter((word) => word !== '').join(' ');
}

function icmpPhrase(lead: string, icmp: JsonValue | undefined): string {
  const [type, code] = [textOf(fieldOf(icmp, 'type')), textOf(fieldOf(icmp, 'code'))];
  if (type === '') return '';
  return `${lead}type ${type}${code === '' ? '' : ` code ${code}`}`;
}

function sourcePortPhrase(rule: JsonValue | undefined): string {
  const source = fieldOf(rule, 'source');
  const ports = listOf(fieldOf(source, 'ports')).map(textOf);
  const notPorts = listOf(fieldOf(source, 'notPorts')).map(textOf);
  return [
    ports.length > 0 ? `with source port ${portList(ports)}` : '',
    notPorts.length > 0 ? `with any source port but ${portList(notPorts)}` : '',
  ]
    .filter((word) => word !== '')
    .join(' ');
}

/** @param always say "anywhere" where nothing is stated; the other side is left out then */
function entityPhrase(preposition: 'from' | 'to', entity: JsonValue | undefined, always: boolean): string {
  const nets = listOf(fieldOf(entity, 'nets')).map(textOf);
  const notNets = listOf(fieldOf(entity, 'notNets')).map(textOf);
  const notSelector = textOf(fieldOf(entity, 'notSelector'));
  const who = [whoPhrase(entity), nets.length === 0 ? '' : joined(nets, 'or')].filter((part) => part !== '');
  const not = [
    notNets.length === 0 ? '' : `except ${joined(notNets, 'and')}`,
    notSelector === '' ? '' : `except those with ${notSelector}`,
  ].filter((part) => part !== '');
  if (who.length === 0 && not.length === 0) return always ? `${preposition} anywhere` : '';
  return [preposition, who.length === 0 ? 'anywhere' : who.join(' within '), ...not].join(' ');
}

function whoPhrase(entity: JsonValue | undefined): string {
  const selector = textOf(fieldOf(entity, 'selector')).trim();
  const namespaceSelector = textOf(fieldOf(entity, 'namespaceSelector')).trim();
  const accounts = fieldOf(entity, 'serviceAccounts');
  const names = listOf(fieldOf(accounts, 'names')).map(textOf);
  const accountSelector = textOf(fieldOf(accounts, 'selector')).trim();
  const service = fieldOf(entity, 'services');
  const conditions = [
    selector === '' || selector === 'all()' ? '' : `with ${selector}`,
    namespacePhrase(namespaceSelector),
    names.length === 0 ? '' : `running as ${joined(names, 'or')}`,
    accountSelector === '' ? '' : `whose service account has ${accountSelector}`,
  ].filter((part) => part !== '');
  const endpoints = selector === '' && conditions.length === 0 ? '' : ['endpoints', ...conditions].join(' ');
  const named = endpoints === 'endpoints' ? 'any known endpoint' : endpoints;
  const ofService = fieldOf(service, 'name') === undefined ? '' : `the service ${servicePhrase(service)}`;
  return [ofService, named].filter((part) => part !== '').join(' ');
}

function namespacePhrase(selector: string): string {
  switch (selector) {
    case '':
      return '';
    case 'all()':
      return 'in any namespace';
    case 'global()':
      return 'outside all namespaces';
    default:
      return `in namespaces with ${selector}`;
  }
}

function servicePhrase(service: JsonValue | undefined): string {
  const [name, namespace] = [textOf(fieldOf(service, 'name')), textOf(fieldOf(service, 'namespace'))];
  return namespace === '' ? name : `${namespace}/${name}`;
}

function peerPhrase(peer: JsonValue): string {
  const block = fieldOf(peer, 'ipBlock');
  if (block !== undefined) {
    const except = listOf(fieldOf(block, 'except')).map(textOf);
    return `${textOf(fieldOf(block, 'cidr'))}${except.length === 0 ? '' : ` except ${joined(except, 'and')}`}`;
  }
  const pods = labelSelectorPhrase(fieldOf(peer, 'podSelector'));
  const namespaces = fieldOf(peer, 'namespaceSelector');
  const place = namespaces === undefined ? '' : namespacesPhrase(namespaces);
  return `${pods === '' ? 'any pod' : `pods with ${pods}`}${place}`;
}

function kubePortPhrase(port: JsonValue): string {
  const protocol = textOf(fieldOf(port, 'protocol')) || 'TCP';
  const [first, last] = [textOf(fieldOf(port, 'port')), textOf(fieldOf(port, 'endPort'))];
  return [protocol, last === '' ? first : `${first}–${last}`].filter((part) => part !== '').join(' ');
}

/** R7.16: a protocol with or without its port, or a port's name. */
function clusterProtocolPhrase(protocol: JsonValue): string {
  const name = textOf(fieldOf(protocol, 'destinationNamedPort'));
  if (name !== '') return `port ${name}`;
  const key = Object.keys(recordOf(protocol))[0] ?? '';
  const port = fieldOf(fieldOf(protocol, key), 'destinationPort');
  const range = fieldOf(port, 'range');
  return rangePhrase(key.toUpperCase(), fieldOf(port, 'number') ?? fieldOf(range, 'start'), fieldOf(range, 'end'));
}

/** R7.20. */
function adminPortPhrase(port: JsonValue): string {
  const name = textOf(fieldOf(port, 'namedPort'));
  if (name !== '') return `port ${name}`;
  const [number, range] = [fieldOf(port, 'portNumber'), fieldOf(port, 'portRange')];
  const protocol = textOf(fieldOf(number ?? range, 'protocol')) || 'TCP';
  return rangePhrase(protocol, fieldOf(number, 'port') ?? fieldOf(range, 'start'), fieldOf(range, 'end'));
}

function rangePhrase(protocol: string, start: JsonValue | undefined, end: JsonValue | undefined): string {
  const [first, last] = [textOf(start), textOf(end)];
  return [protocol, last === '' ? first : `${first}–${last}`].filter((part) => part !== '').join(' ');
}

/** R7.14: exactly one of these is stated. */
function clusterPeerPhrase(peer: JsonValue): string {
  const [namespaces, pods, nodes] = [fieldOf(peer, 'namespaces'), fieldOf(peer, 'pods'), fieldOf(peer, 'nodes')];
  if (namespaces !== undefined) return `any pod${namespacesPhrase(namespaces)}`;
  if (pods !== undefined) {
    const which = labelSelectorPhrase(fieldOf(pods, 'podSelector'));
    return `${which === '' ? 'any pod' : `pods with ${which}`}${namespacesPhrase(fieldOf(pods, 'namespaceSelector'))}`;
  }
  if (nodes !== undefined) {
    const which = labelSelectorPhrase(nodes);
    return which === '' ? 'any cluster node' : `cluster nodes with ${which}`;
  }
  const listed = [...listOf(fieldOf(peer, 'networks')), ...listOf(fieldOf(peer, 'domainNames'))].map(textOf);
  return listed.length === 0 ? '(an empty peer)' : joined(listed, 'or');
}

function namespacesPhrase(selector: JsonValue | undefined): string {
  const which = labelSelectorPhrase(selector);
  return which === '' ? ' in any namespace' : ` in namespaces with ${which}`;
}

function expressionPhrase(expression: JsonValue): string {
  const key = textOf(fieldOf(expression, 'key'));
  const values = listOf(fieldOf(expression, 'values')).map(textOf).join(', ');
  switch (fieldOf(expression, 'operator')) {
    case 'In':
      return `${key} in {${values}}`;
    case 'NotIn':
      return `${key} not in {${values}}`;
    case 'Exists':
      return `has ${key}`;
    case 'DoesNotExist':
      return `without ${key}`;
    default:
      return key;
  }
}

function portList(ports: readonly string[]): string {
  return joined(
    ports.map((port) => port.replace(/^(\d+):(\d+)$/, '$1–$2')),
    'and',
  );
}

function joined(words: readonly string[], conjunction: 'and' | 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

function recordOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !isJsonArray(value) ? (value as JsonObject) : {}; // neither null nor a list
}
