/**
 * Which policies are asked, whom they select, in which order, and what decides where none of their rules does.
 * @type {readonly import('../plant.mjs').Fault[]}
 */
export const faultsOfOrder = [
  {
    rule: 'R4.1',
    fault: 'tiers are sorted by name alone',
    find: 'compareNumbers(a.order ?? Infinity, b.order ?? Infinity) || compareText(a.name, b.name)',
    replace: 'compareText(a.name, b.name)',
  },
  {
    rule: 'R4.1',
    fault: 'tiers of equal order stay as they come',
    find: 'compareNumbers(a.order ?? Infinity, b.order ?? Infinity) || compareText(a.name, b.name)',
    replace: 'compareNumbers(a.order ?? Infinity, b.order ?? Infinity)',
  },
  {
    rule: 'R4.1',
    fault: 'a tier that does not exist ends in Pass',
    find: "order: null, defaultAction: 'deny'",
    replace: "order: null, defaultAction: 'pass'",
  },
  {
    rule: 'R1.6',
    fault: 'a manifest changes a built-in tier',
    find: '{ ...builtIn, resource: id }',
    replace: '{ ...builtIn, resource: id, order, defaultAction }',
  },
  {
    rule: 'R4.2',
    fault: 'policies of equal order stay as they come',
    find: 'compareText(a.sortKey, b.sortKey)',
    replace: '0',
  },
  {
    rule: 'R4.2',
    fault: 'version 3.32 breaks ties as older ones did',
    find: "version === '3.32' || version === '3.33'",
    replace: "version === '3.33'",
  },
  {
    rule: 'R4.3',
    fault: 'Pass goes on with the next policy of the tier',
    find: 'passed.push({ ...taken, steps })',
    replace: 'logged.push({ ...taken, steps })',
  },
  {
    rule: 'R4.3',
    fault: 'Log ends the tier',
    find: 'logged.push({ ...taken, steps })',
    replace: 'passed.push({ ...taken, steps })',
  },
  {
    rule: 'R4.5',
    fault: 'a policy takes part in directions that it does not name',
    find: 'policies.filter(({ directions }) => directions.includes(direction))',
    replace: 'policies',
  },
  {
    rule: 'R4.6',
    fault: 'every tier ends in Deny',
    find: "(this.#tiers.get(tier)?.defaultAction ?? 'deny')",
    replace: "'deny'",
  },
  {
    rule: 'R4.7',
    fault: 'the last of several profiles decides',
    find: "program.profiles.find(({ action }) => action !== 'next')",
    replace: "program.profiles.findLast(({ action }) => action !== 'next')",
  },
  {
    rule: 'R1.8',
    fault: 'the profile of a service account lets everything through',
    find: "sources.serviceAccounts.has(reference.key) ? 'next' : 'deny'",
    replace: "sources.serviceAccounts.has(reference.key) ? 'allow' : 'deny'",
  },
  {
    rule: 'R4.9',
    fault: 'staged policies are judged as if in force',
    find: 'const enforced = policies.filter(({ staged }) => !staged)',
    replace: 'const enforced = policies',
  },
  {
    rule: 'R4.9',
    fault: 'a policy staged to be deleted stays in the preview',
    find: "stagedAction === 'set' || stagedAction === 'delete'",
    replace: "stagedAction === 'set'",
  },
  {
    rule: 'R1.1',
    fault: 'AdminNetworkPolicy outlives version 3.31',
    find: "return at('3.31') <= 0",
    replace: 'return true',
  },
  {
    rule: 'R5.8',
    fault: 'preDNAT and untracked policies judge pods as well',
    find: "#pair('workload', this.#hooked(labels, 'normal'), ",
    replace: "#pair('workload', this.policiesSelecting(labels), ",
  },
  {
    rule: 'R5.8',
    fault: 'applyOnForward is not asked for',
    find: '.filter(({ applyOnForward }) => applyOnForward)',
    replace: '',
  },
  {
    rule: 'R5.8',
    fault: 'a tier of preDNAT policies ends as its default action says',
    find: "checkpoint === 'prednat' || checkpoint === 'untracked';\n    return [...runs]",
    replace: "checkpoint === 'untracked';\n    return [...runs]",
  },
  {
    rule: 'R3.11',
    fault: 'all() is replaced in the namespaceSelector only',
    find: 'replaceAllTerm(andOf([...present(selector), scope]), inSomeNamespace)',
    replace: 'andOf([...present(selector), replaceAllTerm(scope, inSomeNamespace)])',
  },
  {
    rule: 'R3.10',
    fault: 'the serviceAccountSelector of a namespaced policy is ignored',
    find: 'terms.push(withLabelPrefix(policy.serviceAccountSelector, serviceAccountPrefix))',
    replace: 'terms.push(selectAll)',
  },
  {
    rule: 'R3.4',
    fault: 'pods may carry labels that only a namespace can give',
    find: '!key.startsWith(namespacePrefix) && !key.startsWith(serviceAccountPrefix)',
    replace: '!key.startsWith(namespacePrefix) || !key.startsWith(serviceAccountPrefix)',
  },
  {
    rule: 'R3.4',
    fault: 'a label of the namespace takes the place of its name',
    find: 'return [nameLabel, ...[...labels].map(([key, value]) => ({ key: prefix + key, value, from }))]',
    replace: 'return [...[...labels].map(([key, value]) => ({ key: prefix + key, value, from })), nameLabel]',
  },
  {
    rule: 'R1.2',
    fault: 'a finished pod is a peer',
    find: 'census.pods.filter(({ finished, hostNetwork }) => !finished && !hostNetwork)',
    replace: 'census.pods.filter(({ hostNetwork }) => !hostNetwork)',
  },
  {
    rule: 'R1.22',
    fault: 'tunnel addresses are no expected ones of automatic host endpoints',
    find: 'onceEach([...node.tunnelAddresses, ...internal, ',
    replace: 'onceEach([...internal, ',
  },
  {
    rule: 'R1.23',
    fault: "a node's labels override those of the template",
    find: '[...node.labels, ...template.labels, createdBy]',
    replace: '[...template.labels, ...node.labels, createdBy]',
  },
  {
    rule: 'R1.23',
    fault: 'a template makes host endpoints on every node',
    find: '.filter(({ nodeSelector }) => selectorMatches(nodeSelector, node.labels))',
    replace: '',
  },
  {
    rule: 'R7.11',
    fault: 'the subject and the pods of a cluster policy may be host endpoints',
    find: 'andOf([scopeOf(namespaceSelector), isPod, podSelector])',
    replace: 'andOf([scopeOf(namespaceSelector), podSelector])',
  },
  {
    rule: 'R7.10',
    fault: 'the priority of a cluster policy means nothing',
    find: 'order: policy.order,\n    selects: podsInNamespaces',
    replace: 'order: 0,\n    selects: podsInNamespaces',
  },
];
