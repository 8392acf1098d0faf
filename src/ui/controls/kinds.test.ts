import { expect, test } from 'vitest';
import { readEntity } from '../../core/manifest/read-entity.ts';
import { resourceId } from '../../core/model/ids.ts';
import { icons } from './icons.ts';
import { fullName, kindLook } from './kinds.ts';

function entity(group: string, version: string, kind: string, namespace: string | null) {
  const metadata = namespace === null ? { name: 'x' } : { name: 'x', namespace };
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return readEntity(resourceId({ group, kind, namespace, name: 'x' }), { apiVersion, kind, metadata, spec: {} }).entity;
}

test.each([
  ['Node', 'x', entity('', 'v1', 'Node', null)],
  ['Pod', 'prod/x', entity('', 'v1', 'Pod', 'prod')],
  ['Deployment', 'prod/x', entity('apps', 'v1', 'Deployment', 'prod')],
  ['NetworkPolicy (Kubernetes)', 'prod/x', entity('networking.k8s.io', 'v1', 'NetworkPolicy', 'prod')],
  ['NetworkPolicy (Calico)', 'prod/x', entity('projectcalico.org', 'v3', 'NetworkPolicy', 'prod')],
  ['GlobalNetworkPolicy', 'x', entity('projectcalico.org', 'v3', 'GlobalNetworkPolicy', null)],
  ['Global network set', 'x', entity('projectcalico.org', 'v3', 'GlobalNetworkSet', null)],
  ['External network', 'x', entity('firewright.dev', 'v1', 'ExternalNetwork', null)],
])('%s is called %s', (label, name, read) => {
  expect(kindLook(read).label).toBe(label);
  expect(fullName(read)).toBe(name);
  expect(icons).toHaveProperty(kindLook(read).icon);
});
