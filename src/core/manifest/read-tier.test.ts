import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { resourceId } from '../model/ids.ts';
import { calicoVersions } from '../model/settings.ts';
import { readEntity } from './read-entity.ts';
import { builtInTiers } from './read-tier.ts';

const id = resourceId({ group: 'projectcalico.org', kind: 'Tier', namespace: null, name: 't' });

describe('a tier is read as Calico reads it (R1.6, R1.7)', () => {
  const cases: readonly [name: string, spec: JsonObject, order: number, defaultAction: string, codes: string[]][] = [
    ['mine', {}, 1_000_000, 'deny', []],
    ['mine', { order: -1.5, defaultAction: 'Pass' }, -1.5, 'pass', []],
    ['mine', { defaultAction: 'Allow' }, 1_000_000, 'deny', ['VALUE-UNKNOWN']],
    ['mine', { order: '5' }, 1_000_000, 'deny', ['FIELD-TYPE']],
    ['kube-baseline', { order: 5, defaultAction: 'Deny' }, 5, 'deny', []],
  ];
  test.each(cases)('%s %j', (name, spec, order, defaultAction, codes) => {
    const manifest = { apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name }, spec };
    const { entity, findings } = readEntity(id, manifest);
    expect(entity).toMatchObject({ kind: 'tier', name, order, defaultAction });
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });
});

test('each version has its built-in tiers', () => {
  expect(calicoVersions.map((version) => builtInTiers(version).map(({ name }) => name))).toEqual([
    ['adminnetworkpolicy', 'default'],
    ['adminnetworkpolicy', 'default', 'baselineadminnetworkpolicy'],
    ['adminnetworkpolicy', 'default', 'baselineadminnetworkpolicy'],
    ['kube-admin', 'default', 'kube-baseline'],
    ['kube-admin', 'default', 'kube-baseline'],
  ]);
});
