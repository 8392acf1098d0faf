import type { Ip } from './addresses.ts';
import { inSomeNet, readNet, sameIp } from './addresses.ts';
import type { Packet } from './packet.ts';
import { hasPorts } from './packet.ts';
import type { Raw } from './raw.ts';
import { at, list, number, text, texts } from './raw.ts';
import { asWritten, selectorMatches } from './selector-match.ts';
import type { Backend } from './services.ts';
import type { Labels } from './labels.ts';
import { protocolNumber } from './manifests.ts';
import type { Contributor, World } from './world.ts';
import { chosenBy } from './world.ts';

export const namespaceLabel = 'projectcalico.org/namespace';
const accountLabel = 'projectcalico.org/serviceaccount';

/** R6.1: every stated criterion must hold. `namespace` is the policy's; null for a global policy. */
export function calicoRuleMatches(world: World, namespace: string | null, rule: Raw, packet: Packet): boolean {
  return (
    familyMatches(rule, packet) &&
    protocolMatches(rule, packet) &&
    icmpMatches(rule, packet) &&
    sourceServiceMatches(world, at(rule, 'source', 'services'), packet) &&
    destinationServiceMatches(world, at(rule, 'destination', 'services'), packet) &&
    entityMatches(world, namespace, rule, at(rule, 'source'), packet, packet.source, packet.sourcePort) &&
    entityMatches(world, namespace, rule, at(rule, 'destination'), packet, packet.destination, packet.port)
  );
}

/** R6.9 */
function familyMatches(rule: Raw, packet: Packet): boolean {
  const ipVersion = number(at(rule, 'ipVersion'));
  const protocol = protocolNumber(at(rule, 'protocol'));
  const implied = protocol === 1 ? 4 : protocol === 58 ? 6 : null;
  return [ipVersion, implied].every((family) => family === null || family === packet.source.family);
}

/** R6.2 */
function protocolMatches(rule: Raw, packet: Packet): boolean {
  const wanted = protocolNumber(at(rule, 'protocol'));
  const unwanted = protocolNumber(at(rule, 'notProtocol'));
  return (wanted === null || packet.protocol === wanted) && (unwanted === null || packet.protocol !== unwanted);
}

/** R6.8 */
function icmpMatches(rule: Raw, packet: Packet): boolean {
  const isPair = (pair: Raw): boolean => {
    const code = number(at(pair, 'code'));
    return packet.icmpType === number(at(pair, 'type')) && (code === null || packet.icmpCode === code);
  };
  const isIcmp = [1, 58].includes(packet.protocol);
  const [wanted, unwanted] = [at(rule, 'icmp'), at(rule, 'notICMP')];
  return (
    (wanted === undefined || (isIcmp && isPair(wanted))) && (unwanted === undefined || !isIcmp || !isPair(unwanted))
  );
}

/** R6.11: by address only. A service whose namespace is not said is nobody's (Q8). */
function sourceServiceMatches(world: World, service: Raw, packet: Packet): boolean {
  return service === undefined || backendsOf(world, service).some(({ ip }) => sameIp(ip, packet.source));
}

/** R6.11: by address, protocol and port, as they are after translation. */
function destinationServiceMatches(world: World, service: Raw, packet: Packet): boolean {
  if (service === undefined) return true;
  return backendsOf(world, service).some(
    ({ ip, port }) =>
      sameIp(ip, packet.destination) && port?.protocol === packet.protocol && port.number === packet.port,
  );
}

function backendsOf(world: World, service: Raw): readonly Backend[] {
  const namespace = text(at(service, 'namespace'));
  return namespace === '' ? [] : (world.services.get(`${namespace}/${text(at(service, 'name'))}`) ?? []);
}

function entityMatches(
  world: World,
  namespace: string | null,
  rule: Raw,
  entity: Raw,
  packet: Packet,
  ip: Ip,
  port: number,
): boolean {
  return (
    netsMatch(entity, ip) &&
    selectorsMatch(world, namespace, entity, ip) &&
    portsMatch(world, namespace, rule, entity, packet, ip, port)
  );
}

/** R6.7; R5.4: a list that holds only the other family's nets makes the whole rule void for this family. */
function netsMatch(entity: Raw, ip: Ip): boolean {
  const nets = texts(at(entity, 'nets')).map(readNet);
  const notNets = texts(at(entity, 'notNets')).map(readNet);
  if (notNets.length > 0 && notNets.every((net) => net.family !== ip.family)) return false;
  return (nets.length === 0 || inSomeNet(ip, nets)) && !inSomeNet(ip, notNets);
}

/** Whether the entity has a positive selector, and which labels satisfy it (R3.12, R3.13). */
interface Positive {
  readonly present: boolean;
  readonly holds: (labels: Labels) => boolean;
}

function positiveSelector(namespace: string | null, entity: Raw): Positive {
  const selector = text(at(entity, 'selector'));
  const accounts = at(entity, 'serviceAccounts');
  const hasAccounts = text(at(accounts, 'selector')) !== '' || texts(at(accounts, 'names')).length > 0;
  const hasS = selector !== '' || hasAccounts;
  const namespaceSelector = text(at(entity, 'namespaceSelector'));
  const hasN = namespaceSelector !== '' || (namespace !== null && (hasS || text(at(entity, 'notSelector')) !== ''));
  return {
    present: hasS || hasN,
    holds: (labels) =>
      (!hasN || namespaceHolds(namespaceSelector, namespace, labels)) &&
      accountsHold(accounts, labels) &&
      selectorMatches(selector, labels),
  };
}

function namespaceHolds(namespaceSelector: string, namespace: string | null, labels: Labels): boolean {
  if (namespaceSelector === '') return labels.get(namespaceLabel) === namespace;
  return selectorMatches(namespaceSelector, labels, {
    prefix: 'pcns.',
    allMeansHas: namespaceLabel,
    globalMeansLacks: namespaceLabel,
  });
}

/** R3.13: `all()` is not rewritten here. */
function accountsHold(accounts: Raw, labels: Labels): boolean {
  const names = texts(at(accounts, 'names'));
  return (
    selectorMatches(text(at(accounts, 'selector')), labels, { ...asWritten, prefix: 'pcsa.' }) &&
    (names.length === 0 || names.includes(labels.get(accountLabel) ?? ''))
  );
}

function isIn(ip: Ip, contributors: readonly Contributor[]): boolean {
  return contributors.some(({ nets }) => inSomeNet(ip, nets));
}

/** R3.1, R3.14: an address matches if an object that holds it satisfies the selectors. */
function selectorsMatch(world: World, namespace: string | null, entity: Raw, ip: Ip): boolean {
  const positive = positiveSelector(namespace, entity);
  const notSelector = text(at(entity, 'notSelector'));
  if (!positive.present && notSelector === '') return true;
  const excluded = (labels: Labels): boolean => notSelector !== '' && selectorMatches(notSelector, labels);
  if (!positive.present) return !isIn(ip, chosenBy(world, entity, 'excluded', excluded));
  const holds = (labels: Labels): boolean => positive.holds(labels) && !excluded(labels);
  return isIn(ip, chosenBy(world, entity, 'matched', holds));
}

/** R6.3, R6.5; R6.4: `port` is the client's port for a source. */
function portsMatch(
  world: World,
  namespace: string | null,
  rule: Raw,
  entity: Raw,
  packet: Packet,
  ip: Ip,
  port: number,
): boolean {
  const ruleProtocol = protocolNumber(at(rule, 'protocol'));
  const positive = positiveSelector(namespace, entity);
  const owners = (): readonly Contributor[] =>
    positive.present ? chosenBy(world, entity, 'owners of ports', positive.holds) : world.contributors;
  const isListed = (wanted: Raw): boolean =>
    isPort(wanted, port) ?? isNamedPort(owners(), ruleProtocol, text(wanted), packet, ip, port);
  const ports = list(at(entity, 'ports'));
  const notPorts = list(at(entity, 'notPorts'));
  if (ports.length > 0 && !(hasPorts(packet.protocol) && ports.some(isListed))) return false;
  return notPorts.length === 0 || (hasPorts(packet.protocol) && !notPorts.some(isListed));
}

/** A number or a range `a:b`; null for a name (R6.3). */
function isPort(wanted: Raw, port: number): boolean | null {
  if (typeof wanted === 'number') return wanted === port;
  const [first, last] = text(wanted).split(':').map(Number);
  if (first === undefined || Number.isNaN(first)) return null;
  return first <= port && port <= (last ?? first);
}

/** R6.6 */
function isNamedPort(
  owners: readonly Contributor[],
  ruleProtocol: number | null,
  name: string,
  packet: Packet,
  ip: Ip,
  port: number,
): boolean {
  return owners.some(
    ({ nets, ports }) =>
      inSomeNet(ip, nets) &&
      ports.some(
        (owned) =>
          owned.name === name &&
          owned.port === port &&
          owned.protocol === packet.protocol &&
          (ruleProtocol === null || owned.protocol === ruleProtocol),
      ),
  );
}
