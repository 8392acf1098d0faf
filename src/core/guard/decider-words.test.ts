import { expect, test } from 'vitest';
import type { EndpointId, ResourceId } from '../model/ids.ts';
import type { TraceStep } from '../policy/trace.ts';
import { deciderWords } from './decider-words.ts';

const policy = 'GlobalNetworkPolicy.projectcalico.org/p' as ResourceId; // as the program names them

const rows: readonly (readonly [string, TraceStep, string, ResourceId | null])[] = [
  ['a rule', { kind: 'rule', tier: 't', policy, rule: 1, action: 'deny' }, 'GlobalNetworkPolicy p, rule 2', policy],
  ['a tier', { kind: 'tier-default', tier: 't', trigger: policy, action: 'deny' }, 'tier t, at its end', policy],
  ['a profile', { kind: 'profile', profile: 'missing', action: 'deny' }, 'profile missing', null],
  ['nothing', { kind: 'no-profile-match', action: 'deny' }, 'no policy and no profile', null],
  [
    'the way from pods',
    { kind: 'endpoint-to-host', setting: 'drop', action: 'deny' },
    'the endpoint-to-host action',
    null,
  ],
  [
    'what can’t be read',
    { kind: 'undecided', reason: 'invalid-policy', policy, action: 'undecided' },
    'GlobalNetworkPolicy p',
    policy,
  ],
  [
    'what is not known',
    { kind: 'undecided', reason: 'ebpf-loopback', policy: null, action: 'undecided' },
    'not known',
    null,
  ],
  ['Calico', { kind: 'encap-block', action: 'deny' }, 'Calico itself', null],
];

test.each(rows)('%s decides', (_, step, decidedBy, decider) => {
  const words = deciderWords({ checkpoint: 'hep-ingress', endpoint: 'host/a' as EndpointId, step }); // as the program names them
  expect(words).toMatchObject({ decidedBy, decider });
  expect(words.because).toMatch(/^\S.*[^.]$/);
});
