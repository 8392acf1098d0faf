import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { printAddress } from '../net/cidr.ts';
import type { FlowQuery } from './flow-query.ts';
import {
  globalPolicy,
  hostEndpoint,
  judgeFlow,
  namespace,
  network,
  node,
  pod,
  rulesetOf,
  service,
} from './testing/design-of.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  namespace('prod'),
  pod('prod/web', { app: 'web' }, '10.65.1.2', { nodeName: 'n1' }),
  pod('prod/far', { app: 'far' }, '10.65.2.2', { nodeName: 'n2' }),
  network('x', '203.0.113.0/24'),
  ...['n1', 'n2'].map((name) => hostEndpoint(name, name, { profiles: ['projectcalico-default-allow'] })),
  globalPolicy('pre', { preDNAT: true, applyOnForward: true, types: ['Ingress'], ingress: [{ action: 'Log' }] }),
  service('prod/web', {
    type: 'NodePort',
    clusterIP: '10.96.0.1',
    selector: { app: 'web' },
    ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }],
  }),
];
const onNode = (clusterNode: string): Partial<FlowQuery> => ({
  via: { type: 'NodePort', service: 'prod/web', clusterNode, port: 30080 },
});
const clusterIp: Partial<FlowQuery> = { via: { type: 'ClusterIP', service: 'prod/web', port: 80 } };

describe('which checkpoints see what the client dialled (R5.32)', () => {
  test.each([
    ['external/x', onNode('n1'), '10.0.0.1:30080', ['prednat host/n1 dialled']],
    ['external/x', onNode('n2'), '10.0.0.2:30080', ['prednat host/n2 dialled', 'prednat host/n1 answering']],
    ['prod/far', clusterIp, '10.96.0.1:80', ['wep-egress prod/far answering', 'prednat host/n1 answering']],
    ['prod/far', onNode('n1'), '10.0.0.1:30080', ['wep-egress prod/far dialled', 'prednat host/n1 dialled']],
  ] as const)('%s %#', (from, via, dialled, some) => {
    const { checkpoints, translation } = judgeFlow(rulesetOf(cluster), `${from} -> prod/web TCP 8080`, via);
    if (translation === null) throw new Error('a service translates');
    const print = ({ address, port }: (typeof translation)['dialled']): string =>
      `${address === null ? '?' : printAddress(address)}:${port}`;
    expect([translation.service, print(translation.dialled), print(translation.answering)]).toEqual([
      'prod/web',
      dialled,
      '10.65.1.2:8080',
    ]);
    const seen = checkpoints.map(({ checkpoint, endpoint }, at) => `${checkpoint} ${endpoint} ${translation.seen[at]}`);
    expect(seen).toEqual(expect.arrayContaining([...some]));
    expect(seen.at(-1)).toBe('wep-ingress prod/web answering');
  });

  test('an address of a service that is dialled says the same', () => {
    const ruleset = rulesetOf(cluster);
    const byAddress = judgeFlow(ruleset, 'prod/far -> prod/web TCP 80', { toAddress: '10.96.0.1' });
    const byName = judgeFlow(ruleset, 'prod/far -> prod/web TCP 8080', clusterIp);
    expect(byAddress.translation).toEqual(byName.translation);
  });

  test('nothing is translated where the endpoint itself is dialled', () => {
    expect(judgeFlow(rulesetOf(cluster), 'prod/far -> prod/web TCP 8080').translation).toBeNull();
  });
});
