/**
 * What one rule takes: peers, ports, protocols.
 * @type {readonly import('../plant.mjs').Fault[]}
 */
export const faultsOfMatching = [
  {
    rule: 'R3.12',
    fault: 'a rule of a namespaced policy looks into every namespace',
    find: 'policyNamespace === null ? [] : [inNamespace(policyNamespace)]',
    replace: '[]',
  },
  {
    rule: 'R3.12',
    fault: 'global() in a namespaceSelector means every namespace',
    find: 'replaceGlobalTerm(replaceAllTerm(prefixed, inSomeNamespace), inNoNamespace)',
    replace: 'replaceAllTerm(prefixed, inSomeNamespace)',
  },
  {
    rule: 'R3.13',
    fault: 'names of service accounts are dropped beside a selector of them',
    find: 'if (accounts.names.length > 0) terms',
    replace: 'if (accounts.names.length > 0 && accounts.selector === null) terms',
  },
  {
    rule: 'R3.14',
    fault: 'notSelector is ignored where it stands alone',
    find: 'excluded: entity.notSelector',
    replace: 'excluded: null',
  },
  {
    rule: 'R3.14',
    fault: 'notSelector is ignored beside a selector',
    find: "[...terms, { kind: 'not', operand: not }]",
    replace: 'terms',
  },
  {
    rule: 'R3.15',
    fault: 'a lone notSelector reaches beyond the namespace of its policy',
    find: 'own.length > 0 || entity.notSelector !== null || entity',
    replace: 'own.length > 0 || entity',
  },
  {
    rule: 'R3.17',
    fault: 'namespaces peers mean pods only',
    find: 'peerOf(anythingInNamespaces(selector.value), ',
    replace: "peerOf(podsInNamespaces(selector.value, { kind: 'all' }), ",
  },
  {
    rule: 'R5.4',
    fault: 'notNets of one family match everything of the other',
    find: 'subtractAddresses(familiesOf(addresses, entity.notNets), ',
    replace: 'subtractAddresses(addresses, ',
  },
  {
    rule: 'R6.7',
    fault: 'notNets are ignored',
    find: 'subtractAddresses(familiesOf(addresses, entity.notNets), addressSetOf(entity.notNets))',
    replace: 'familiesOf(addresses, entity.notNets)',
  },
  {
    rule: 'R6.2',
    fault: 'notProtocol is ignored',
    find: 'withoutProtocol(traffic, rule.notProtocol)',
    replace: 'traffic',
  },
  {
    rule: 'R6.3',
    fault: 'the last port of a range is left out',
    find: 'unionPorts(numbers, portRange(port.first, port.last))',
    replace: 'unionPorts(numbers, portRange(port.first, Math.max(port.first, port.last - 1)))',
  },
  {
    rule: 'R6.4',
    fault: 'a rule on source ports takes what some client’s port could fit',
    find: 'else undecided = unionTraffic(undecided, whole)',
    replace: 'else certain = unionTraffic(certain, whole)',
  },
  {
    rule: 'R6.5',
    fault: 'names in notPorts are ignored',
    find: 'notPorts: hasNames(destination.notPorts) ? destination.notPorts : null',
    replace: 'notPorts: null',
  },
  {
    rule: 'R6.5',
    fault: 'notPorts of the source are ignored',
    find: 'notSourcePorts: source.notPorts',
    replace: 'notSourcePorts: null',
  },
  {
    rule: 'R6.6',
    fault: 'a port name means the ports of endpoints that the selector does not select',
    find: 'criteriaOf(entity.ports, positive, ',
    replace: 'criteriaOf(entity.ports, null, ',
  },
  {
    rule: 'R6.6',
    fault: 'a port name in notPorts means the ports of endpoints that the selector does not select',
    find: 'criteriaOf(entity.notPorts, positive, ',
    replace: 'criteriaOf(entity.notPorts, null, ',
  },
  {
    rule: 'R6.6',
    fault: 'a port name means ports of every protocol',
    find: '&& (protocol ?? port.protocol) === port.protocol',
    replace: '',
  },
  {
    rule: 'R6.8',
    fault: 'the code in icmp is ignored',
    find: 'trafficOfIcmp(icmp, rule.icmp.type, rule.icmp.code)',
    replace: 'trafficOfIcmp(icmp, rule.icmp.type, null)',
  },
  {
    rule: 'R6.8',
    fault: 'the code in notICMP is ignored',
    find: 'trafficOfIcmp(icmp, rule.notIcmp.type, rule.notIcmp.code)',
    replace: 'trafficOfIcmp(icmp, rule.notIcmp.type, null)',
  },
  {
    rule: 'R6.9',
    fault: 'ipVersion is ignored',
    find: 'family: rule.ipVersion',
    replace: 'family: null',
  },
  {
    rule: 'R6.11',
    fault: 'a rule on a service takes every port of its endpoints',
    find: 'addressesOfService(key), ports }',
    replace: 'addressesOfService(key) }',
  },
  {
    rule: 'R6.11',
    fault: "a service's target port is found by its name in any protocol",
    find: 'candidate.name === target && candidate.protocol === protocol',
    replace: 'candidate.name === target',
  },
  {
    rule: 'R7.5',
    fault: 'a podSelector alone means pods of every namespace',
    find: 'podsOfNamespace(namespace, pods)',
    replace: 'podsInNamespaces(selectAll, pods)',
  },
  {
    rule: 'R7.6',
    fault: 'the exceptions of an ipBlock are ignored',
    find: 'subtractAddresses(block, addressSetOf(peer.except))',
    replace: 'block',
  },
  {
    rule: 'R7.7',
    fault: 'a port name in egress means the ports of pods that the peer does not select',
    find: "direction === 'egress' ? peer.selector : null",
    replace: 'null',
  },
  {
    rule: 'R7.15',
    fault: 'a Pass rule with a peer that is not converted is dropped',
    find: "if (action === 'allow') return [];",
    replace: "if (action !== 'deny') return [];",
  },
  {
    rule: 'R7.15',
    fault: 'a range of ports that ends before it begins matches nothing, where Calico fails closed',
    find: "first > last ? 'unsupported' : portRange(first, last)",
    replace: 'portRange(first, last)',
  },
  {
    rule: 'R7.20',
    fault: 'an AdminNetworkPolicy’s rule with named ports only cannot be read',
    find: 'if (single === undefined && range === undefined) continue;',
    replace: "if (single === undefined && range === undefined) return 'unreadable';",
  },
];
