import { describe, expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { exportDifference, type ExportedDifference } from './export-difference.ts';
import type { ExportOptions } from './prepare-export.ts';
import { withoutRollbacks } from './rollback.ts';

const options: ExportOptions = { calicoVersion: '3.32', namespaces: 'leave-out', policies: 'enforced' };

function design(...texts: readonly string[]): ClusterDocument {
  return openDesign([{ name: 'd.yaml', text: texts.join('---\n') }]).document;
}

function calico(kind: string, name: string, spec: string, metadata = ''): string {
  return `apiVersion: projectcalico.org/v3\nkind: ${kind}\nmetadata: {name: ${name}${metadata}}\nspec: ${spec}\n`;
}

function difference(
  wanted: ClusterDocument,
  there: ClusterDocument,
  changed: Partial<ExportOptions> = {},
): ExportedDifference {
  const exported = exportDifference(wanted, there, { ...options, ...changed });
  if (!exported.ok) throw new Error(exported.error.messages.join());
  return exported.value;
}

function fileOf({ files }: ExportedDifference, name: string): string {
  return files.find((file) => file.name === name)?.text ?? '';
}

const kinds = (text: string): readonly string[] => text.match(/^kind: .*\nmetadata:\n {2}name: .*/gm) ?? [];
const names = (text: string): readonly string[] =>
  kinds(text).map((lines) => lines.replace(/^kind: (.*)\n[^]*name: (.*)/, '$1/$2'));

const tier = calico('Tier', 't', '{order: 5}');
const policy = (name: string, spec = '{tier: t}'): string => calico('GlobalNetworkPolicy', name, spec);
const host = (name: string, node = 'n1'): string => calico('HostEndpoint', name, `{node: ${node}, interfaceName: "*"}`);

describe('the difference', () => {
  const there = design(tier, policy('stays'), policy('changes', '{tier: t, order: 5}'), policy('goes'), host('old'));
  const wanted = design(host('new'), policy('changes', '{tier: t, order: 6}'), policy('comes'), policy('stays'), tier);
  const found = difference(wanted, there);

  test('holds only what is new or changed, in the order of application', () => {
    expect(names(fileOf(found, '20-policies.yaml'))).toEqual([
      'GlobalNetworkPolicy/changes',
      'GlobalNetworkPolicy/comes',
    ]);
    expect(names(fileOf(found, '30-host-endpoints.yaml'))).toEqual(['HostEndpoint/new']);
    expect(found.files.map(({ name }) => name)).toEqual([
      '20-policies.yaml',
      '30-host-endpoints.yaml',
      'kustomization.yaml',
      'README.md',
      'delete.yaml',
      'rollback.yaml',
      'restore.yaml',
    ]);
  });

  test('what the design has not is to be deleted, host endpoints first, and nothing deletes it by itself', () => {
    expect(names(fileOf(found, 'delete.yaml'))).toEqual(['HostEndpoint/old', 'GlobalNetworkPolicy/goes']);
    expect(fileOf(found, 'delete.yaml')).not.toContain('spec:');
    expect(fileOf(found, 'kustomization.yaml')).not.toContain('delete.yaml');
    expect(fileOf(found, 'README.md')).toContain('kubectl delete --ignore-not-found -f delete.yaml');
  });

  test('the way back: what is new goes, what was there comes back as it was', () => {
    expect(names(fileOf(found, 'rollback.yaml'))).toEqual(['HostEndpoint/new', 'GlobalNetworkPolicy/comes']);
    const restored = fileOf(found, 'restore.yaml');
    expect(names(restored)).toEqual(['GlobalNetworkPolicy/changes', 'GlobalNetworkPolicy/goes', 'HostEndpoint/old']);
    expect(restored).toContain('order: 5');
    expect(fileOf(found, 'README.md')).toContain('kubectl apply -f restore.yaml');
  });

  test('counts', () => {
    const { added, changed, deleted, same } = found.difference;
    expect([added, changed, deleted].map((objects) => objects.map(({ id }) => id.slice(id.indexOf('/') + 1)))).toEqual([
      ['comes', 'new'],
      ['changes'],
      ['goes', 'old'],
    ]);
    expect(same).toBe(2);
  });

  test('applying it makes the cluster the design: then nothing differs', () => {
    const after = design(
      ...found.files.filter(({ name }) => /^[23]0-/.test(name)).map(({ text }) => text),
      tier,
      policy('stays'),
    );
    expect(difference(wanted, after).files).toEqual([]);
  });

  test('lists of names and of what was there are not read as part of a design', () => {
    const { texts } = withoutRollbacks(found.files);
    expect(texts.map(({ name }) => name)).not.toContain('delete.yaml');
    expect(texts.map(({ name }) => name)).not.toContain('restore.yaml');
    expect(texts.map(({ name }) => name)).not.toContain('rollback.yaml');
  });

  test('is the same bytes each time, whatever the order of the dump', () => {
    const turned = { ...there, resources: Object.fromEntries(Object.entries(there.resources).reverse()) };
    expect(difference(wanted, turned)).toEqual(found);
  });
});

describe('no difference', () => {
  const dumped = `apiVersion: v1
kind: List
items:
- apiVersion: projectcalico.org/v3
  kind: GlobalNetworkPolicy
  metadata:
    name: p
    uid: 1-2
    resourceVersion: "9"
    creationTimestamp: "2024-01-01T00:00:00Z"
    labels: {projectcalico.org/tier: default}
    annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}"}
  spec: {order: 5, tier: default, selector: all(), types: [Ingress]}
`;
  test('with what a server adds and fills in', () => {
    const found = difference(design(policy('p', '{order: 5}')), design(dumped));
    expect([found.files, found.difference.same]).toEqual([[], 1]);
  });

  test.each<[CalicoVersion]>([['3.29'], ['3.31']])('%s stores a policy with its tier in front', (calicoVersion) => {
    const there = design(tier, policy('t.p'));
    expect(difference(design(tier, policy('p')), there, { calicoVersion }).files).toEqual([]);
  });

  test('with the cluster itself, built-in tiers, and namespaces that are not written', () => {
    const there = design(
      calico('Tier', 'default', '{order: 1000000, defaultAction: Deny}'),
      'apiVersion: v1\nkind: Node\nmetadata: {name: n1}\n',
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: prod}\n',
    );
    expect(difference(design(tier), design(tier, '')).files).toEqual([]);
    expect(difference(design(), there).files).toEqual([]);
  });
});

describe('never deleted', () => {
  const made = calico(
    'HostEndpoint',
    'n-auto-hep',
    '{node: n1, interfaceName: "*"}',
    ', labels: {projectcalico.org/created-by: calico-kube-controllers}',
  );
  const converted = calico('NetworkPolicy', 'knp.default.a', '{}', ', namespace: prod');
  const rows: readonly (readonly [why: string, object: string])[] = [
    ['configuration', calico('FelixConfiguration', 'default', '{}')],
    ['configuration of the controllers', calico('KubeControllersConfiguration', 'default', '{controllers: {}}')],
    ['a namespace, which takes all in it along', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: prod}\n'],
    ['a host endpoint that Calico makes', made],
    ['a policy that Calico makes of another', converted],
  ];
  test.each(rows)('%s', (_why, object) => {
    const found = difference(design(tier), design(tier, object), { namespaces: 'include' });
    expect(found.difference.deleted).toEqual([]);
  });

  test('what Calico makes is said where something is written', () => {
    const found = difference(design(tier, policy('p')), design(tier, made, converted));
    expect(found.notes.join()).toMatch(
      /^Not deleted, because Calico makes them by itself: .*knp\.default\.a.*n-auto-hep/,
    );
  });
});

describe('staged', () => {
  const there = design(
    tier,
    policy('changes', '{tier: t, order: 5}'),
    policy('goes', '{tier: t, order: 7}'),
    host('old'),
  );
  const wanted = design(tier, policy('changes', '{tier: t, order: 6}'), policy('comes'), host('new'));
  const found = difference(wanted, there, { policies: 'staged' });

  test('policies come, change and go staged; nothing is deleted', () => {
    expect(names(fileOf(found, '20-policies.yaml')).toSorted()).toEqual([
      'StagedGlobalNetworkPolicy/changes',
      'StagedGlobalNetworkPolicy/comes',
      'StagedGlobalNetworkPolicy/goes',
    ]);
    expect(fileOf(found, '20-policies.yaml')).toContain('  name: goes\nspec:\n  tier: t\n  stagedAction: Delete\n');
    expect(found.files.map(({ name }) => name)).not.toContain('delete.yaml');
    expect(found.files.map(({ name }) => name)).not.toContain('30-host-endpoints.yaml');
  });

  test('taking it back deletes the staged forms only', () => {
    expect(names(fileOf(found, 'rollback.yaml')).every((name) => name.startsWith('Staged'))).toBe(true);
    expect(found.files.map(({ name }) => name)).not.toContain('restore.yaml');
  });
});

test('what the target can’t hold is refused here as well', () => {
  const exported = exportDifference(design(policy('a.b', '{tier: t}')), design(), {
    ...options,
    calicoVersion: '3.31',
  });
  expect(exported).toMatchObject({ ok: false });
});
