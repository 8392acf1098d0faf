import { expect, test } from 'vitest';
import type { ResourceId } from '../../core/model/ids.ts';
import { triedRules } from './tried-rules.ts';

const manifest = {
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  metadata: { name: 'p' },
  spec: {
    ingress: [
      { action: 'Allow', protocol: 'TCP', destination: { ports: [22] } },
      { action: 'Deny' },
      { action: 'Allow', source: { nets: ['10.0.0.0/8'] } },
    ],
  },
};
// An id as objects have it.
const row = { kind: 'tried', tier: 'default', policy: 'x' as ResourceId, direction: 'ingress' } as const;

test('rules that were asked in vain say what they are about', () => {
  expect(triedRules(manifest, { ...row, rules: [0, 2] }, 9)).toEqual([
    { rule: 0, words: 'Allow TCP port 22 from anywhere' },
    { rule: 2, words: 'Allow all traffic from 10.0.0.0/8' },
  ]);
});

test('of very many only the first are written out', () => {
  expect(triedRules(manifest, { ...row, rules: [0, 1, 2] }, 2).map(({ rule }) => rule)).toEqual([0, 1]);
});

test('a policy that is gone has no rules to show', () => {
  expect(triedRules(undefined, { ...row, rules: [0] }, 9)).toEqual([]);
});
