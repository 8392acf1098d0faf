/**
 * Classes, halves, summaries and everything that is remembered: what makes the table fast must not make it wrong.
 * @type {readonly import('../plant.mjs').Fault[]}
 */
export const faultsOfTables = [
  {
    rule: 'R5.36',
    fault: 'a boundary that touches a network at one address only does not split it',
    find: 'candidate !== undefined && candidate <= last',
    replace: 'candidate !== undefined && candidate < last',
  },
  {
    rule: 'R5.36',
    fault: 'a boundary that starts at the last address of a range does not split it',
    find: 'end !== undefined && end < value',
    replace: 'end !== undefined && end <= value',
  },
  {
    rule: 'R5.36',
    fault: 'the Internet holds the addresses of nodes and pods',
    find: 'subtractAddresses(routable, othersAddresses)',
    replace: 'routable',
  },
  {
    rule: 'R5.34',
    fault: 'allowed is what some part allows',
    find: 'pool.intersect(traffic, gist.allowed), fullTrafficId)',
    replace: 'pool.union(traffic, gist.allowed), emptyTrafficId)',
  },
  {
    rule: 'R5.34',
    fault: 'tunnel packets that no pod can send make a pair partial',
    find: 'pool.union(allowed, tunnels) === fullTrafficId',
    replace: 'allowed === fullTrafficId',
  },
  {
    rule: 'R5.34',
    fault: 'a pair is open if one IP version is',
    find: "if (verdicts.includes('undecided')) return 'undecided';",
    replace:
      "if (verdicts.includes('undecided')) return 'undecided';\n  if (verdicts.includes('allow')) return 'allow';",
  },
  {
    rule: 'decision 5',
    fault: 'the class of a pod leaves its egress policies out',
    find: 'pod ${points} ${ingress.id} ${egress.id}',
    replace: 'pod ${points} ${ingress.id}',
  },
  {
    rule: 'decision 5',
    fault: 'the class of a pod leaves out what it looks like behind NAT-outgoing',
    find: "placed ${asNode.join('/')} ",
    replace: 'placed ',
  },
  {
    rule: 'decision 5',
    fault: 'the class of a host leaves its egress policies out',
    find: 'programKeys([guard.normal.ingress, guard.normal.egress])',
    replace: 'programKeys([guard.normal.ingress])',
  },
  {
    rule: 'decision 5',
    fault: 'the class of an endpoint leaves out the preDNAT policy on its node',
    find: 'programKeys([forward.ingress, forward.egress, prednat, ',
    replace: 'programKeys([forward.ingress, forward.egress, ',
  },
  {
    rule: 'decision 5',
    fault: 'the class of a pod leaves the configuration of its node out',
    find: '${forwardKey(site)} ${site.felix.id}',
    replace: '${forwardKey(site)}',
  },
  {
    rule: 'decision 5',
    fault: 'addresses with other named ports are one class',
    find: 'for (const query of asked.queries) partition',
    replace: 'for (const query of [...asked.queries].slice(1)) partition',
  },
  {
    rule: 'decision 5',
    fault: 'pods of one node are far from each other if one of them is far from its host',
    find: 'this.#isFar[source] === 1 && this.#isFar[target] === 1',
    replace: 'this.#isFar[source] === 1 || this.#isFar[target] === 1',
  },
  {
    rule: 'decision 5',
    fault: 'preDNAT policy does not matter between pods of one node',
    find: 'guard.forward.egress,\n        guard.prednat,',
    replace: 'guard.forward.egress,',
  },
  {
    rule: 'cache',
    fault: 'a half is found without regard to what an earlier checkpoint accepted',
    find: '(before * gateSpan + gatesOf(stop)) * listSpan + list',
    replace: 'before * listSpan + list',
  },
  {
    rule: 'cache',
    fault: 'a half is found without its notes',
    find: '${parts.join()} ${notes.join()}',
    replace: '${parts.join()}',
  },
  {
    rule: 'cache',
    fault: 'two halves are found by a number that others have too',
    find: 'departure * halfSpan + arrival',
    replace: 'departure * 4 + arrival',
  },
  {
    rule: 'cache',
    fault: 'a checkpoint’s walk is shared by endpoints with other named ports',
    find: 'match.destination !== anyAddress || hasNames(match.ports) || ',
    replace: 'match.destination !== anyAddress || ',
  },
  {
    rule: 'cache',
    fault: 'a checkpoint’s walk is shared by endpoints of which a failsafe’s net tells one apart',
    find: '|| failsafes.some(({ peers }) => peers !== anyAddress)',
    replace: '',
  },
  {
    rule: 'cache',
    fault: 'a checkpoint’s walk is shared by endpoints whose replies differ',
    find: 'reply === null ? own : [...own, ...matchesOf(reply)]',
    replace: 'own',
  },
  {
    rule: 'cache',
    fault: 'endpoints with other profiles share a list of policies',
    find: '${direction} ${numbers} ${profilesKey(profiles)} ',
    replace: '${direction} ${numbers} ',
  },
  {
    rule: 'cache',
    fault: 'endpoints of nodes with other configurations share a list of policies',
    find: '${numbers} ${profilesKey(profiles)} ${this.#numberOfFelix(felix)}',
    replace: '${numbers} ${profilesKey(profiles)}',
  },
  {
    rule: 'cache',
    fault: 'sets of traffic that differ in ICMPv6 have one number',
    find: '|${icmpv6.join()}|',
    replace: '|',
  },
  {
    rule: 'cache',
    fault: 'a port name is looked up once for all protocols',
    find: "\\n${name}\\n${protocol ?? ''}",
    replace: '\\n${name}',
  },
  {
    rule: 'cache',
    fault: 'answers of one external network are kept for another one',
    find: "this.#knownFor(from.kind === 'network' ? from : to)",
    replace: 'this.#knownFor(to)',
  },
  {
    rule: 'memory',
    fault: 'pods keep the labels of a service account that has changed',
    find: 'haveSameEntries(before.serviceAccounts, sources.serviceAccounts)',
    replace: 'true',
  },
  {
    rule: 'memory',
    fault: 'pods keep the labels of a namespace that has changed',
    find: 'a.size === b.size && [...a].every(([key, labels]) => b.get(key) === labels)',
    replace: 'a.size === b.size',
  },
  {
    rule: 'R3.11',
    fault: 'the index of selectors misses what it should find: a label with several values',
    find: 'return [{ label: selector.label, values: [...new Set(selector.values)] }];',
    replace: 'return [{ label: selector.label, values: selector.values.slice(0, 1) }];',
  },
];
