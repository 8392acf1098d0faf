import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { exportBundle, exportSingleFile, type ExportOptions } from './export-design.ts';
import { withoutRollbacks } from './rollback.ts';
import { toolVersion } from './tool-version.ts';

const options: ExportOptions = { calicoVersion: '3.32', namespaces: 'leave-out', policies: 'enforced' };

function design(text: string): ClusterDocument {
  const { document, problems } = openDesign([{ name: 'd.yaml', text }]);
  expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
  return document;
}

function calico(kind: string, name: string, spec: string, metadata = ''): string {
  return `apiVersion: projectcalico.org/v3\nkind: ${kind}\nmetadata: {name: ${name}${metadata}}\nspec: ${spec}\n`;
}

function single(text: string, wanted: Partial<ExportOptions> = {}): string {
  const exported = exportSingleFile(design(text), { ...options, ...wanted });
  if (!exported.ok) throw new Error(exported.error.messages.join());
  return exported.value.text;
}

/** `Kind/name` of the exported objects, in order. */
function namesIn(text: string): readonly string[] {
  return text.split(/^---$/m).flatMap((document) => {
    const [, kind, name] = /^kind: (\S+)\nmetadata:\n {2}name: (\S+)/m.exec(document) ?? [];
    return kind === undefined ? [] : [`${kind}/${name}`];
  });
}

function bundle(document: ClusterDocument, wanted: Partial<ExportOptions> = {}): Readonly<Record<string, string>> {
  const exported = exportBundle(document, { ...options, ...wanted });
  if (!exported.ok) throw new Error(exported.error.messages.join());
  return Object.fromEntries(exported.value.files.map(({ name, text }) => [name, text]));
}

const everything = [
  calico('HostEndpoint', 'h', '{node: node-1, interfaceName: "*"}'),
  calico('KubeControllersConfiguration', 'default', '{}'),
  calico('GlobalNetworkPolicy', 'late', '{tier: a, order: 20}'),
  calico('GlobalNetworkPolicy', 'never', '{tier: a}'),
  calico('GlobalNetworkPolicy', 'early', '{tier: a, order: 3}'),
  calico('GlobalNetworkPolicy', 'other', '{tier: b, order: 1}'),
  calico('NetworkPolicy', 'z', '{}', ', namespace: prod'),
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: k, namespace: prod}\nspec: {podSelector: {}}\n',
  calico('GlobalNetworkSet', 'g', '{nets: [10.0.0.0/8]}'),
  calico('NetworkSet', 's', '{nets: [10.0.0.0/8]}', ', namespace: prod'),
  calico('Tier', 'b', '{order: 2}'),
  calico('Tier', 'a', '{order: 1}'),
  calico('Tier', 'default', '{order: 1000000}'),
  calico('FelixConfiguration', 'default', '{}'),
  calico('IPPool', 'pool', '{cidr: 10.0.0.0/16}'),
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: prod}\n',
  'apiVersion: v1\nkind: Node\nmetadata: {name: node-1}\n',
  'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: prod}\n',
  'apiVersion: firewright.dev/v1\nkind: Design\nmetadata: {name: design}\nspec: {}\n',
].join('---\n');

const applied = [
  'FelixConfiguration/default',
  'Tier/a',
  'Tier/b',
  'GlobalNetworkSet/g',
  'NetworkSet/s',
  'NetworkPolicy/k',
  'NetworkPolicy/z',
  'GlobalNetworkPolicy/early',
  'GlobalNetworkPolicy/late',
  'GlobalNetworkPolicy/never',
  'GlobalNetworkPolicy/other',
  'HostEndpoint/h',
  'KubeControllersConfiguration/default',
];

describe('order of application', () => {
  test('what others refer to first, host endpoints last; the cluster itself is never applied', () => {
    expect(namesIn(single(everything))).toEqual(applied);
  });

  test('namespaces come first, on wish only', () => {
    expect(namesIn(single(everything, { namespaces: 'include' }))).toEqual(['Namespace/prod', ...applied]);
  });

  test('counts the objects', () => {
    expect(exportSingleFile(design(everything), options)).toMatchObject({ value: { objects: applied.length } });
    expect(exportBundle(design(everything), options)).toMatchObject({ value: { objects: applied.length } });
  });
});

describe('determinism', () => {
  const document = design(everything);
  const shuffled: ClusterDocument = {
    resources: Object.fromEntries(Object.entries(document.resources).reverse()),
    sources: [],
  };

  test('twice the same bytes, in whatever order the design lists its objects', () => {
    expect(exportSingleFile(shuffled, options)).toEqual(exportSingleFile(document, options));
    expect(exportBundle(shuffled, options)).toEqual(exportBundle(document, options));
    expect(exportBundle(document, options)).toEqual(exportBundle(document, options));
  });
});

describe('target version', () => {
  const policy = (spec: string): string => calico('GlobalNetworkPolicy', 'web', spec);
  const names: readonly (readonly [CalicoVersion, manifest: string, exported: string])[] = [
    // R8.5
    ['3.29', policy('{tier: host}'), 'GlobalNetworkPolicy/host.web'],
    ['3.31', policy('{tier: host}'), 'GlobalNetworkPolicy/host.web'],
    ['3.31', calico('GlobalNetworkPolicy', 'host.web', '{tier: host}'), 'GlobalNetworkPolicy/host.web'],
    ['3.31', calico('NetworkPolicy', 'web', '{tier: host}', ', namespace: a'), 'NetworkPolicy/host.web'],
    ['3.31', calico('StagedNetworkPolicy', 'web', '{tier: host}', ', namespace: a'), 'StagedNetworkPolicy/host.web'],
    ['3.31', policy('{tier: default}'), 'GlobalNetworkPolicy/web'],
    ['3.31', policy('{}'), 'GlobalNetworkPolicy/web'],
    ['3.32', policy('{tier: host}'), 'GlobalNetworkPolicy/web'],
    ['3.33', policy('{tier: host}'), 'GlobalNetworkPolicy/web'],
    // R1.6: a name that another version has built in is anybody's.
    ['3.32', calico('Tier', 'adminnetworkpolicy', '{order: 5}'), 'Tier/adminnetworkpolicy'],
    ['3.31', calico('Tier', 'kube-baseline', '{order: 5}'), 'Tier/kube-baseline'],
    ['3.29', calico('Tier', 'baselineadminnetworkpolicy', '{order: 5}'), 'Tier/baselineadminnetworkpolicy'],
  ];
  test.each(names)('%s: %j is %s', (calicoVersion, manifest, exported) => {
    expect(namesIn(single(manifest, { calicoVersion }))).toEqual([exported]);
  });

  const cluster = (kind: string): string =>
    `apiVersion: policy.networking.k8s.io/v1\nkind: ${kind}\nmetadata: {name: c}\n`;
  const refused: readonly (readonly [CalicoVersion, manifest: string, sentence: string])[] = [
    ['3.31', cluster('ClusterNetworkPolicy'), 'Calico 3.31 has no ClusterNetworkPolicy (c)'],
    ['3.32', cluster('AdminNetworkPolicy'), 'Calico 3.32 has no AdminNetworkPolicy (c)'],
    ['3.29', cluster('BaselineAdminNetworkPolicy'), 'Calico 3.29 has no BaselineAdminNetworkPolicy (c)'],
    ['3.29', calico('StagedGlobalNetworkPolicy', 'g', '{}'), 'Calico 3.29 has no StagedGlobalNetworkPolicy (g)'],
    [
      '3.31',
      `${policy('{tier: host}')}---\n${calico('GlobalNetworkPolicy', 'host.web', '{tier: host}')}`,
      'Two objects would be exported as GlobalNetworkPolicy.projectcalico.org/host.web',
    ],
  ];
  test.each(refused)('%s refuses with a sentence: %j', (calicoVersion, manifest, sentence) => {
    const failure = { ok: false, error: { messages: [expect.stringContaining(sentence)] } };
    expect(exportSingleFile(design(manifest), { ...options, calicoVersion })).toEqual(failure);
    expect(exportBundle(design(manifest), { ...options, calicoVersion })).toEqual(failure);
  });

  test.each([
    ['3.32', 'ClusterNetworkPolicy'],
    ['3.31', 'AdminNetworkPolicy'],
    ['3.30', 'BaselineAdminNetworkPolicy'],
  ] as const)('%s has %s', (calicoVersion, kind) => {
    expect(namesIn(single(cluster(kind), { calicoVersion }))).toEqual([`${kind}/c`]);
  });

  test('the stored form of Calico and the old group of Kubernetes become what can be applied', () => {
    const stored = 'apiVersion: crd.projectcalico.org/v1\nkind: GlobalNetworkPolicy\nmetadata: {name: s}\nspec: {}\n';
    const old = 'apiVersion: extensions/v1beta1\nkind: NetworkPolicy\nmetadata: {name: o}\nspec: {podSelector: {}}\n';
    const text = single(`${stored}---\n${old}`);
    expect(text.match(/^apiVersion: .*$/gm)?.sort()).toEqual([
      'apiVersion: networking.k8s.io/v1',
      'apiVersion: projectcalico.org/v3',
    ]);
  });
});

describe('what a cluster added', () => {
  test('is left away, the rest stays with its values, unknown fields included', () => {
    const dumped = `kind: HostEndpoint
status: {phase: Ready}
spec: {node: node-1, interfaceName: "*", note: {unknown: [1, "2"]}}
apiVersion: projectcalico.org/v3
metadata:
  name: h
  uid: 1-2-3
  resourceVersion: "7"
  generation: 2
  creationTimestamp: "2024-01-01T00:00:00Z"
  managedFields: [{manager: kubectl}]
  ownerReferences: [{kind: Node, name: n, uid: "4"}]
  finalizers: [projectcalico.org/host-endpoint]
  labels: {role: node}
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: "{}"
    kept: "yes"
`;
    expect(single(dumped)).toBe(`# Exported by Firewright ${toolVersion} for Calico 3.32.
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata:
  name: h
  labels:
    role: node
  annotations:
    kept: 'yes'
spec:
  node: node-1
  interfaceName: '*'
  note:
    unknown:
      - 1
      - '2'
`);
  });

  test('annotations that only held the last applied form go altogether', () => {
    const annotation = ', annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}"}';
    expect(single(calico('Tier', 't', '{}', annotation))).not.toContain('annotations');
  });

  test('a key __proto__ is a key like any other', () => {
    expect(single(calico('Tier', 't', '{__proto__: {order: 5}}'))).toContain('spec:\n  __proto__:\n    order: 5\n');
  });
});

describe('bundle', () => {
  const files = bundle(design(everything));

  test('has a file per stage that is not empty, and the three that go with them', () => {
    expect(Object.keys(files)).toEqual([
      '00-configuration.yaml',
      '00-tiers.yaml',
      '10-network-sets.yaml',
      '20-policies.yaml',
      '30-host-endpoints.yaml',
      'kustomization.yaml',
      'README.md',
      'rollback.yaml',
    ]);
    expect(Object.values(files).flatMap((text, index) => (index < 5 ? namesIn(text) : []))).toEqual(applied);
  });

  test('every YAML file says which tool made it for which version', () => {
    const texts = Object.entries(files).filter(([name]) => name.endsWith('.yaml'));
    for (const [, text] of texts) expect(text).toContain(`# Exported by Firewright ${toolVersion} for Calico 3.32.\n`);
  });

  test('the kustomization lists the files in their order', () => {
    expect(files['kustomization.yaml']).toContain(`sortOptions:
  order: fifo
resources:
  - 00-configuration.yaml
  - 00-tiers.yaml
  - 10-network-sets.yaml
  - 20-policies.yaml
  - 30-host-endpoints.yaml
`);
  });

  test('the rollback list takes back in reverse order and leaves configuration alone', () => {
    const kept = ['FelixConfiguration/default', 'KubeControllersConfiguration/default'];
    const removed = applied.filter((name) => !kept.includes(name)).reverse();
    expect(namesIn(files['rollback.yaml'] ?? '')).toEqual(removed);
    expect(files['rollback.yaml']).toContain('metadata:\n  name: z\n  namespace: prod\n');
    expect(files['rollback.yaml']).not.toContain('spec:');
  });

  test('a namespace is not taken back: what is in it would go with it', () => {
    const withNamespaces = bundle(design(everything), { namespaces: 'include' });
    expect(Object.keys(withNamespaces)[0]).toBe('00-namespaces.yaml');
    expect(withNamespaces['rollback.yaml']).not.toContain('kind: Namespace');
  });

  test('the README names the files in the order to apply', () => {
    const lines = (files['README.md'] ?? '').match(/kubectl apply -f \S+/g);
    expect(lines?.map((line) => line.slice('kubectl apply -f '.length))).toEqual(Object.keys(files).slice(0, 5));
  });

  test('of the files only the rollback list is not read as part of a design', () => {
    const sources = Object.entries(files).map(([name, text]) => ({ name, text }));
    const { texts, problems } = withoutRollbacks(sources);
    expect(texts.map(({ name }) => name)).toEqual(Object.keys(files).filter((name) => name !== 'rollback.yaml'));
    expect(problems).toMatchObject([{ severity: 'info', code: 'FILE-ROLLBACK', place: { file: 'rollback.yaml' } }]);
  });
});

test('the bundle of the first sample', () => {
  const text = readFileSync('assets/samples/firewall-the-nodes.firewright.yaml', 'utf8');
  const header = `# Exported by Firewright ${toolVersion} for Calico 3.32.\n`;
  const files = bundle(design(text));
  const { 'README.md': readme, ...yaml } = files;
  expect(readme).toContain('    kubectl delete --ignore-not-found -f rollback.yaml\n');
  expect(readme).toContain('    kubectl delete hostendpoints.projectcalico.org node-control-plane node-worker\n');
  expect(yaml).toEqual({
    '00-tiers.yaml': `${header}apiVersion: projectcalico.org/v3
kind: Tier
metadata:
  name: host-firewall
spec:
  order: 1000000
  defaultAction: Deny
`,
    '20-policies.yaml': `${header}apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  name: node-host-firewall
spec:
  tier: host-firewall
  order: 100
  selector: role == 'node'
  types:
    - Ingress
  ingress:
    - action: Allow
      source:
        selector: role == 'node' || has(k8s-app) || tier == 'control-plane'
    - action: Allow
      destination:
        nets:
          - 127.0.0.0/8
`,
    '30-host-endpoints.yaml': `${header}apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata:
  name: node-control-plane
  labels:
    role: node
spec:
  node: policy-llm-control-plane
  interfaceName: '*'
  expectedIPs:
    - 172.18.0.2
  profiles:
    - projectcalico-default-allow
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata:
  name: node-worker
  labels:
    role: node
spec:
  node: policy-llm-worker
  interfaceName: '*'
  expectedIPs:
    - 172.18.0.3
  profiles:
    - projectcalico-default-allow
`,
    'kustomization.yaml': `${header}apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
metadata:
  name: host-firewall
sortOptions:
  order: fifo
resources:
  - 00-tiers.yaml
  - 20-policies.yaml
  - 30-host-endpoints.yaml
`,
    'rollback.yaml': `# What an export of Firewright brings, in the order to take it back.
${header}apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata:
  name: node-worker
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata:
  name: node-control-plane
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  name: node-host-firewall
---
apiVersion: projectcalico.org/v3
kind: Tier
metadata:
  name: host-firewall
`,
  });
});

test('the version in exported files is the program’s', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version: toolVersion });
});
