import { describe, expect, test } from 'vitest';
import { explainFlow, plainText } from './explain.ts';
import {
  calico,
  globalPolicy,
  hostEndpoint,
  judgeFlow,
  namespace,
  node,
  pod,
  rulesetOf,
  tier,
} from './testing/design-of.ts';
import { policyName } from './trace-words.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Manifest } from '../model/document.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  namespace('prod'),
  pod('prod/a', { app: 'a' }, '10.65.0.1', { nodeName: 'n2' }),
  hostEndpoint('node-worker', 'n1', { expectedIPs: ['10.0.0.1'] }, { role: 'node' }),
  tier('host-firewall', { order: 5 }),
  globalPolicy('node-host-firewall', {
    tier: 'host-firewall',
    selector: "role == 'node'",
    types: ['Ingress'],
    ingress: [
      { action: 'Log', protocol: 'TCP' },
      { action: 'Allow', protocol: 'UDP' },
    ],
  }),
];

describe('the one sentence that says why', () => {
  test.each([
    [
      'prod/a -> host/node-worker TCP 80',
      'Denied at host/node-worker: tier host-firewall selected it by node-host-firewall, no rule matched, the tier’s default action is Deny',
    ],
    [
      'prod/a -> host/node-worker UDP 80',
      'Allowed at host/node-worker: node-host-firewall in tier host-firewall allows it by rule 2',
    ],
    [
      'prod/a -> host/node-worker TCP 22',
      'Allowed at host/node-worker: a failsafe port: always open, whatever policies say',
    ],
    [
      'host/node-worker -> prod/a TCP 80',
      'Denied at host/node-worker: no policy decides this direction and no profile allows it, so the host endpoint denies it',
    ],
    ['prod/a -> prod/a TCP 80', 'Allowed at prod/a: a pod always reaches itself'],
    [
      'prod/a -> host/n2 TCP 80',
      'Allowed at host/n2: a pod reaches its own node; the endpoint-to-host action is Accept',
    ],
    ['host/n2 -> prod/a TCP 80', 'Allowed at prod/a: a node always reaches the pods on it'],
    ['external/internet -> host/n2 TCP 80', 'Allowed at host/n2: no host endpoint governs it, so it is not policed'],
    [
      'external/internet -> prod/a TCP 80',
      'Allowed at prod/a: no policy decides this direction, so the default of namespace prod allows it',
    ],
  ])('%s', (flow, sentence) => {
    expect(plainText(explainFlow(judgeFlow(rulesetOf(cluster), flow)).reason)).toBe(sentence);
  });

  test('names a policy that cannot be evaluated', () => {
    const broken = globalPolicy('broken', { selector: "app == 'a'", ingress: [{ action: 'Perhaps' }] });
    const flow = judgeFlow(rulesetOf([...cluster, broken]), 'external/internet -> prod/a TCP 80');
    expect(plainText(explainFlow(flow).reason)).toBe(
      'Can’t be evaluated at prod/a: broken: A policy with errors could decide this traffic',
    );
  });
});

test('every checkpoint has its steps in order, with links to what they name', () => {
  const { checkpoints } = explainFlow(judgeFlow(rulesetOf(cluster), 'prod/a -> host/node-worker TCP 80'));
  expect(checkpoints.map(({ title, steps }) => [plainText(title), steps.map(({ action }) => action)])).toEqual([
    ['Egress policy of pod prod/a', ['allow']],
    ['Ingress policy of host/node-worker', ['log', 'deny']],
  ]);
  const links = checkpoints
    .flatMap(({ steps }) => steps.flatMap(({ sentence }) => sentence))
    .filter(({ kind }) => kind === 'resource');
  expect(links).toEqual([
    {
      kind: 'resource',
      resource: 'GlobalNetworkPolicy.projectcalico.org/node-host-firewall',
      text: 'node-host-firewall',
    },
    {
      kind: 'resource',
      resource: 'GlobalNetworkPolicy.projectcalico.org/node-host-firewall',
      text: 'node-host-firewall',
    },
  ]);
});

test.each([
  ['GlobalNetworkPolicy.projectcalico.org/x', 'GlobalNetworkPolicy/x'],
  ['NetworkPolicy.projectcalico.org/p/x', 'NetworkPolicy/p/x'],
  ['NetworkPolicy.networking.k8s.io/p/x', 'KubernetesNetworkPolicy/p/x'],
])('%s is called %s', (id, name) => {
  expect(policyName(id as ResourceId)).toBe(name); // ids as the model makes them
});

test('a service behind a policy kind is kept apart from one in a namespace', () => {
  const policy = calico('NetworkPolicy', 'np', { selector: "app == 'a'", types: ['Ingress'] }, { namespace: 'prod' });
  const { decidedBy } = judgeFlow(rulesetOf([...cluster, policy]), 'external/internet -> prod/a TCP 80');
  expect(decidedBy.step).toMatchObject({ kind: 'tier-default', trigger: 'NetworkPolicy.projectcalico.org/prod/np' });
});
