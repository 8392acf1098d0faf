import { describe, expect, test } from 'vitest';
import { vocabularyOf } from '../../core/selector/complete.ts';
import { labelsOf } from '../../core/selector/labels.ts';
import { completeYaml, type KnownNames } from './yaml-completion.ts';

const carriers = [labelsOf({ app: 'web', tier: 'front', 'pcns.team': 'x' }), labelsOf({ app: 'db', port: '80' })];
const known: KnownNames = {
  names: (of) =>
    ({ tiers: ['default', 'host-firewall'], namespaces: ['prod'], 'cluster-nodes': ['n1'] })[String(of)] ?? [],
  entries: (of) => (of === 'ports' ? [{ label: 'SSH · TCP 22', entries: ['22'], protocol: 'TCP' }] : []),
  vocabulary: () => vocabularyOf(carriers),
};

/** The caret is where the bar stands. */
function offered(text: string, explicit = true): readonly string[] {
  const found = completeYaml(text.replace('|', ''), text.indexOf('|'), known, explicit);
  return found?.options.map(({ label }) => label) ?? [];
}
function inserted(text: string, label: string): string {
  const [plain, caret] = [text.replace('|', ''), text.indexOf('|')];
  const found = completeYaml(plain, caret, known, true);
  const option = found?.options.find((candidate) => candidate.label === label);
  return found === null || option === undefined ? '' : plain.slice(0, found.from) + option.insert + plain.slice(caret);
}
const policy = 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata:\n  name: p\n';

describe('keys', () => {
  test('are those of the kind that are not there yet', () => {
    expect(offered(`${policy}|`)).toEqual(['spec']);
    const keys = offered(`${policy}spec:\n  tier: default\n  |`);
    expect(keys).toEqual(expect.arrayContaining(['order', 'selector', 'types', 'ingress', 'egress', 'applyOnForward']));
    expect(keys).not.toContain('tier');
  });

  test('of rules are offered in each rule', () => {
    const keys = offered(`${policy}spec:\n  ingress:\n  - action: Allow\n    |`);
    expect(keys).toEqual(expect.arrayContaining(['protocol', 'source', 'destination']));
    expect(keys).not.toContain('action');
    expect(offered(`${policy}spec:\n  ingress:\n  - source:\n      |`)).toEqual(
      expect.arrayContaining(['selector', 'nets', 'notNets', 'serviceAccounts']),
    );
  });

  test('of a Kubernetes policy are its own', () => {
    const kube = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n';
    expect(offered(`${kube}  |`).toSorted()).toEqual(['egress', 'ingress', 'podSelector', 'policyTypes']);
    expect(offered(`${kube}  podSelector:\n    |`)).toEqual(['matchLabels', 'matchExpressions']);
    expect(offered(`${kube}  ingress:\n  - from:\n    - |`)).toEqual(
      expect.arrayContaining(['podSelector', 'namespaceSelector', 'ipBlock']),
    );
  });

  test('wait for a letter, unless they are asked for', () => {
    expect(offered(`${policy}spec:\n  |`, false)).toEqual([]);
    expect(offered(`${policy}spec:\n  s|`, false)).toContain('selector');
  });

  test('are written with what has to follow', () => {
    expect(inserted(`${policy}spec:\n  or|`, 'order')).toBe(`${policy}spec:\n  order: `);
    expect(inserted(`${policy}spec:\n  ing|`, 'ingress')).toBe(`${policy}spec:\n  ingress:\n    - `);
    expect(inserted(`${policy}sp|`, 'spec')).toBe(`${policy}spec:\n  `);
  });
});

describe('values', () => {
  test.each<[string, readonly string[]]>([
    ['kind: |', []],
    [`${policy}spec:\n  ingress:\n  - action: |`, ['Allow', 'Deny', 'Pass', 'Log']],
    [`${policy}spec:\n  tier: |`, ['default', 'host-firewall']],
    [`${policy}spec:\n  applyOnForward: |`, ['true', 'false']],
    [`${policy}spec:\n  types:\n  - I|`, ['Ingress', 'Egress']],
    [`${policy}spec:\n  ingress:\n  - destination:\n      ports:\n      - |`, ['22']],
    ['apiVersion: v1\nkind: Pod\nmetadata:\n  namespace: |', ['prod']],
    ['apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    app: |', ['db', 'web']],
    [
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  podSelector:\n    matchLabels:\n      app: |',
      ['db', 'web'],
    ],
  ])('of %j', (text, values) => {
    if (values.length === 0) expect(offered(text)).toContain('GlobalNetworkPolicy');
    else expect(offered(text).toSorted()).toEqual([...values].toSorted());
  });

  test('the kinds are those of the API that is written', () => {
    expect(offered('apiVersion: networking.k8s.io/v1\nkind: |')).toEqual(['NetworkPolicy']);
  });

  test('labels that the design carries are keys, but inherited ones', () => {
    const keys = offered('apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    app: x\n    |');
    expect(keys.toSorted()).toEqual(['port', 'tier']);
  });

  test('what YAML would read as something else is quoted', () => {
    const labels = 'apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n';
    expect(inserted(`${labels}    app: |`, 'web')).toBe(`${labels}    app: web`);
    expect(inserted(`${labels}    port: |`, '80')).toBe(`${labels}    port: '80'`);
  });

  test('a selector is completed as in its field', () => {
    const text = `${policy}spec:\n  selector: `;
    expect(offered(`${text}a|`)).toEqual(expect.arrayContaining(['app', 'all()']));
    expect(inserted(`${text}app == |`, '"web"')).toBe(`${text}app == "web"`);
    // What is complete asks for nothing.
    expect(offered(`${text}app == 'web'|`, false)).toEqual([]);
  });
});

test('of an unknown kind there is what every object has', () => {
  expect(offered('apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  |').toSorted()).toEqual([
    'annotations',
    'labels',
    'name',
    'namespace',
  ]);
  expect(offered('apiVersion: example.com/v1\nkind: Thing\nspec:\n  |')).toEqual([]);
});
