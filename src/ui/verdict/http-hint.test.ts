import { expect, test } from 'vitest';
import { readEntity } from '../../core/manifest/read-entity.ts';
import { podEndpointId, resourceId } from '../../core/model/ids.ts';
import type { CheckpointName, TraceStep } from '../../core/policy/trace.ts';
import { isHttpRule, restsOnHttp } from './http-hint.ts';

const id = resourceId({ group: 'projectcalico.org', kind: 'GlobalNetworkPolicy', namespace: null, name: 'p' });
const { entity } = readEntity(id, {
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  metadata: { name: 'p' },
  spec: {
    ingress: [{ action: 'Deny' }, { action: 'Allow', http: { methods: ['GET'] } }],
    egress: [{ action: 'Allow' }, { action: 'Deny' }],
  },
});
const entities = new Map([[id, entity]]);
const rule = (index: number, policy = id): TraceStep => ({
  kind: 'rule',
  tier: 'default',
  policy,
  rule: index,
  action: 'allow',
});
const other = resourceId({ group: 'projectcalico.org', kind: 'GlobalNetworkPolicy', namespace: null, name: 'gone' });

test.each<[string, CheckpointName, TraceStep, boolean]>([
  ['a rule with an http clause', 'wep-ingress', rule(1), true],
  ['its neighbour', 'wep-ingress', rule(0), false],
  ['the rule of that number the other way', 'wep-egress', rule(1), false],
  ['a rule that is not there', 'wep-ingress', rule(9), false],
  ['a policy that is not there', 'wep-ingress', rule(1, other), false],
  ['no rule', 'wep-ingress', { kind: 'own-pod', action: 'allow' }, false],
])('%s', (_what, checkpoint, step, isHttp) => {
  expect(isHttpRule(entities, checkpoint, step)).toBe(isHttp);
  const deciding = { checkpoint, endpoint: podEndpointId('a', 'b'), step };
  expect(restsOnHttp(entities, [deciding])).toBe(isHttp);
});
