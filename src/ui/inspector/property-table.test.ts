import { expect, test } from 'vitest';
import { propertyGroups } from './property-table.ts';

const labelsOf = (apiVersion: string, kind: string): readonly string[] =>
  propertyGroups({ apiVersion, kind }).flatMap(({ fields }) => fields.map(({ label }) => label));

test('the two kinds called NetworkPolicy have fields of their own', () => {
  expect(labelsOf('networking.k8s.io/v1', 'NetworkPolicy')).toEqual(['Applies to', 'Types']);
  expect(labelsOf('projectcalico.org/v3', 'NetworkPolicy')).toEqual([
    'Tier',
    'Order',
    'Applies to',
    'Service accounts',
    'Types',
  ]);
});

test('only a global policy has a namespace selector and the options of host endpoints', () => {
  expect(labelsOf('projectcalico.org/v3', 'GlobalNetworkPolicy')).toContain('Namespaces');
  expect(labelsOf('projectcalico.org/v3', 'NetworkPolicy')).not.toContain('Namespaces');
  expect(labelsOf('projectcalico.org/v3', 'NetworkPolicy')).not.toContain('Apply on forward');
});

test('a workload is edited in its pod template', () => {
  const paths = propertyGroups({ kind: 'Deployment' }).flatMap(({ fields }) =>
    fields.map(({ path }) => path.join('.')),
  );
  expect(paths).toContain('spec.template.spec.serviceAccountName');
  expect(paths).not.toContain('spec.template.spec.nodeName');
});

test('a kind without a table is edited as YAML', () => {
  expect(propertyGroups({ kind: 'ConfigMap' })).toEqual([]);
  expect(propertyGroups('not an object')).toEqual([]);
});
