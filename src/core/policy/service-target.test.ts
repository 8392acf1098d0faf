import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { evaluateFlow } from './evaluate.ts';
import { decisionOf } from './testing/decision.ts';
import {
  globalPolicy,
  judgeFlow,
  namespace,
  network,
  node,
  pod,
  queryOf,
  rulesetOf,
  service,
} from './testing/design-of.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n3', '10.0.0.3'),
  namespace('prod'),
  pod('prod/web', { app: 'web' }, '10.65.1.2', {
    nodeName: 'n1',
    containers: [{ ports: [{ name: 'http', containerPort: 8080 }] }],
  }),
  pod('prod/near', { app: 'near' }, '10.65.1.3', { nodeName: 'n1' }),
  pod('prod/far', { app: 'far' }, '10.65.2.2'),
  network('x', '203.0.113.0/24'),
  service('prod/web', {
    type: 'NodePort',
    clusterIP: '10.96.0.1',
    selector: { app: 'web' },
    ports: [{ port: 80, targetPort: 'http', nodePort: 30080 }],
  }),
  globalPolicy('web', {
    selector: "app == 'web'",
    types: ['Ingress'],
    ingress: [{ action: 'Allow', source: { nets: ['10.65.2.2/32', '10.0.0.3/32'] } }],
  }),
];

describe('dialling a service’s address', () => {
  const ruleset = rulesetOf(cluster);
  test.each([
    ['the cluster address', 'prod/far -> prod/web TCP 80', '10.96.0.1'],
    ['a node port', 'external/x -> prod/web TCP 30080', '10.0.0.3'],
  ])('%s', (_what, flow, toAddress) => {
    expect(decisionOf(ruleset, flow, { toAddress })).toBe('allow wep-ingress prod/web GlobalNetworkPolicy/web#0');
    expect(judgeFlow(ruleset, flow, { toAddress }).query.toAddress).toBe(toAddress);
  });

  test.each([
    ['a port that the service has not', 'prod/far -> prod/web TCP 81', '10.96.0.1'],
    ['a pod that is none of its endpoints', 'prod/far -> prod/near TCP 80', '10.96.0.1'],
    ['another protocol', 'external/x -> prod/web UDP 30080', '10.0.0.3'],
  ])('%s is refused', (_what, flow, toAddress) => {
    const result = evaluateFlow(ruleset, queryOf(flow, { toAddress }));
    expect(result.ok ? null : result.error.reason).toBe('address-not-of-endpoint');
  });
});
