import type { ResourceId } from '../model/ids.ts';
import type { Direction, KubeNetworkPolicy, KubePeer, KubePort, KubeRule, PortMatch } from '../model/policy.ts';
import { selectAll } from '../selector/ast.ts';
import type { Field } from './field-reader.ts';
import { directionWords, readStagedAction } from './read-calico-policy.ts';
import { readMetadata, readNamespace } from './read-metadata.ts';
import { isPortName, readIpBlock, readLabelSelector, tcp, transportProtocols } from './read-values.ts';

/** Reads a networking.k8s.io NetworkPolicy or its staged kind; `errors` is for the caller to fill. */
export function readKubeNetworkPolicy(id: ResourceId, manifest: Field, staged: boolean): KubeNetworkPolicy {
  const spec = manifest.at('spec');
  spec.knowOnly(['podSelector', 'policyTypes', 'ingress', 'egress', ...(staged ? ['stagedAction'] : [])]);
  const ingress = spec.at('ingress').items();
  const egress = spec.at('egress').items();
  return {
    kind: 'kube-network-policy',
    ...readMetadata(id, manifest),
    namespace: readNamespace(manifest),
    staged,
    stagedAction: readStagedAction(spec.at('stagedAction')),
    podSelector: readLabelSelector(spec.at('podSelector')) ?? selectAll,
    types: readTypes(spec.at('policyTypes'), egress.length, staged),
    ingress: ingress.map((rule) => readRule(rule, 'from')),
    egress: egress.map((rule) => readRule(rule, 'to')),
    errors: [],
  };
}

/** R7.3: without types, egress is meant where there are egress rules; nothing fills that in for the staged kind. */
function readTypes(types: Field, egressRules: number, staged: boolean): readonly Direction[] {
  const stated = types.items().map((type) => type.choice<Direction>(directionWords));
  if (stated.length > 0) return stated.filter((type) => type !== null);
  return egressRules === 0 || staged ? ['ingress'] : ['ingress', 'egress'];
}

function readRule(rule: Field, peers: 'from' | 'to'): KubeRule {
  rule.knowOnly([peers, 'ports']);
  return {
    peers: present(rule.at(peers).items().map(readPeer)),
    ports: present(rule.at('ports').items().map(readPort)),
  };
}

function present<T>(values: readonly (T | null)[]): readonly T[] {
  return values.filter((value) => value !== null);
}

/** R7.5. */
function readPeer(peer: Field): KubePeer | null {
  peer.knowOnly(['podSelector', 'namespaceSelector', 'ipBlock']);
  const [pods, namespaces, block] = [peer.at('podSelector'), peer.at('namespaceSelector'), peer.at('ipBlock')];
  if (block.present) {
    if (pods.present || namespaces.present)
      block.error('FIELD-FORBIDDEN', `${block.label} cannot stand beside podSelector or namespaceSelector.`);
    const nets = readIpBlock(block);
    return nets && { kind: 'ip-block', ...nets };
  }
  if (!pods.present && !namespaces.present) {
    peer.error('FIELD-REQUIRED', `${peer.label} must have podSelector, namespaceSelector or ipBlock.`);
    return null;
  }
  return { kind: 'pods', podSelector: readLabelSelector(pods), namespaceSelector: readLabelSelector(namespaces) };
}

/** R7.7, R8.50. */
function readPort(port: Field): KubePort | null {
  port.knowOnly(['protocol', 'port', 'endPort']);
  const protocol = port.at('protocol').present ? port.at('protocol').choice(transportProtocols) : tcp;
  if (protocol === null) return null;
  if (port.at('port').present) {
    const match = readPortMatch(port);
    return match && { protocol, port: match };
  }
  const end = port.at('endPort');
  if (end.present) end.error('PORT-RANGE', `${end.label} needs a port that the range begins with.`);
  return { protocol, port: null };
}

function readPortMatch(port: Field): PortMatch | null {
  const [start, end] = [port.at('port'), port.at('endPort')];
  if (typeof start.value === 'string') {
    if (end.present) end.error('PORT-RANGE', `${end.label} needs a port number; "${start.value}" is a name.`);
    if (isPortName(start.value)) return { kind: 'named', name: start.value };
    start.error(
      'PORT-SYNTAX',
      `${start.label} is "${start.value}", which is no port name; a number is written without quotes.`,
    );
    return null;
  }
  const first = start.integer(1, 65535);
  const last = end.present ? end.integer(1, 65535) : first;
  if (first === null || last === null) return null;
  if (last >= first) return { kind: 'range', first, last };
  end.error('PORT-RANGE', `${end.label} is ${last}, below the port ${first} that the range begins with.`);
  return null;
}
