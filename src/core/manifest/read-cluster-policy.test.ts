import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { resourceId } from '../model/ids.ts';
import { readEntity } from './read-entity.ts';

const id = resourceId({ group: 'policy.networking.k8s.io', kind: 'ClusterNetworkPolicy', namespace: null, name: 'p' });
const all = { kind: 'all' };
const hasA = { kind: 'has', label: 'a' };
const everyone = { namespaces: {} };
const existsA = { matchExpressions: [{ key: 'a', operator: 'Exists' }] };

describe('the policies of policy.networking.k8s.io are read as far as whom they may touch', () => {
  const cases: readonly [kind: string, spec: JsonObject, expected: object, codes: readonly string[]][] = [
    [
      'ClusterNetworkPolicy',
      { tier: 'Admin', priority: 5, subject: everyone, ingress: [{}] },
      { tier: 'kube-admin', order: 5, subject: { namespaceSelector: all, podSelector: all }, types: ['ingress'] },
      [],
    ],
    ['ClusterNetworkPolicy', { tier: 'Baseline', subject: everyone }, { tier: 'kube-baseline', types: [] }, []],
    ['ClusterNetworkPolicy', { subject: everyone }, { ignoredFor: 'tier' }, ['FIELD-REQUIRED']],
    ['ClusterNetworkPolicy', { tier: 'Other', subject: everyone }, { ignoredFor: 'tier' }, ['VALUE-UNKNOWN']],
    ['ClusterNetworkPolicy', { tier: 'Admin' }, { subject: null, ignoredFor: 'subject' }, ['FIELD-REQUIRED']],
    [
      'ClusterNetworkPolicy',
      { tier: 'Admin', subject: { pods: { podSelector: existsA } } },
      { subject: { namespaceSelector: all, podSelector: hasA } },
      [],
    ],
    [
      'ClusterNetworkPolicy',
      { tier: 'Admin', subject: { namespaces: { matchExpressions: [{ key: 'a', operator: 'In' }] } } },
      { subject: null, ignoredFor: null },
      ['LABEL-SELECTOR'],
    ],
    [
      'AdminNetworkPolicy',
      { priority: 1001, subject: { namespaces: existsA }, egress: [{}], ingress: [{}] },
      {
        tier: 'adminnetworkpolicy',
        order: 1000,
        subject: { namespaceSelector: hasA, podSelector: all },
        types: ['ingress', 'egress'],
      },
      ['VALUE-RANGE'],
    ],
    [
      'BaselineAdminNetworkPolicy',
      { subject: everyone },
      { tier: 'baselineadminnetworkpolicy', order: 1000, manifestKind: 'BaselineAdminNetworkPolicy' },
      [],
    ],
  ];
  test.each(cases)('%s %j', (kind, spec, expected, codes) => {
    const manifest = { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind, metadata: { name: 'p' }, spec };
    const { entity, findings } = readEntity(id, manifest);
    expect(entity).toMatchObject(expected);
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });
});
