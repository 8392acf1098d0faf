import { expect, test } from 'vitest';
import { readEntity } from '../../core/manifest/read-entity.ts';
import { resourceId } from '../../core/model/ids.ts';
import {
  blockFields,
  entityFields,
  kubePortsField,
  newCalicoRule,
  newKubeRule,
  podPeerFields,
  ruleFields,
  rulePath,
} from './rule-table.ts';

test('every field of a rule has a path of its own', () => {
  const fields = [...ruleFields, ...entityFields('source'), ...entityFields('destination')];
  const paths = fields.map(({ path }) => path.join('.'));
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths).toContain('source.serviceAccounts.names');
  expect([kubePortsField, ...podPeerFields, ...blockFields].map(({ path }) => path.join('.'))).toEqual([
    'ports',
    'podSelector',
    'namespaceSelector',
    'ipBlock.cidr',
    'ipBlock.except',
  ]);
});

test.each([
  ['projectcalico.org', 'GlobalNetworkPolicy', null, 'projectcalico.org/v3', newCalicoRule],
  ['networking.k8s.io', 'NetworkPolicy', 'prod', 'networking.k8s.io/v1', newKubeRule],
] as const)('a new rule of a %s %s is valid', (group, kind, namespace, apiVersion, rule) => {
  const metadata = namespace === null ? { name: 'p' } : { name: 'p', namespace };
  const spec = { ...(namespace === null ? {} : { podSelector: {} }), [String(rulePath('ingress')[1])]: [rule] };
  const { entity } = readEntity(resourceId({ group, kind, namespace, name: 'p' }), {
    apiVersion,
    kind,
    metadata,
    spec,
  });
  expect('errors' in entity ? entity.errors : null).toEqual([]);
});
