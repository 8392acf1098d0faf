import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { isSameObject } from './same-object.ts';

const [calico, kubernetes] = ['projectcalico.org/v3', 'networking.k8s.io/v1'];

function object(apiVersion: string, kind: string, spec: JsonValue, metadata: JsonObject = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'x', ...metadata }, spec };
}
const global = (spec: JsonObject, metadata: JsonObject = {}): Manifest =>
  object(calico, 'GlobalNetworkPolicy', spec, metadata);
const kube = (spec: JsonObject): Manifest => object(kubernetes, 'NetworkPolicy', spec);
const rule = { action: 'Allow' };

const same: readonly (readonly [why: string, one: Manifest, other: Manifest])[] = [
  [
    'what the server adds',
    global({ order: 5 }),
    {
      ...global(
        { order: 5 },
        {
          uid: '1',
          resourceVersion: '2',
          generation: 3,
          creationTimestamp: '2024-01-01T00:00:00Z',
          managedFields: [{ manager: 'kubectl' }],
          finalizers: ['projectcalico.org/tier'],
          annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
        },
      ),
      status: { conditions: [] },
    },
  ],
  ['the order of keys', global({ order: 5, tier: 't' }), global({ tier: 't', order: 5 })],
  [
    'the label with the tier',
    global({}),
    global({ tier: 'default' }, { labels: { 'projectcalico.org/tier': 'default' } }),
  ],
  ['empty labels', global({}), global({}, { labels: {}, annotations: {} })],
  [
    'a namespace that is the default one',
    object(calico, 'NetworkPolicy', {}),
    object(calico, 'NetworkPolicy', {}, { namespace: 'default' }),
  ],
  ['the default tier', global({}), global({ tier: 'default' })],
  ['types as they are meant', global({ egress: [rule] }), global({ egress: [rule], types: ['Egress'] })],
  ['types in another order', global({ types: ['Ingress', 'Egress'] }), global({ types: ['Egress', 'Ingress'] })],
  ['no selector selects all', global({}), global({ selector: 'all()' })],
  ['flags that are false', global({}), global({ doNotTrack: false, preDNAT: false, applyOnForward: false })],
  [
    'empty sides of a rule',
    global({ ingress: [rule] }),
    global({ ingress: [{ ...rule, source: {}, destination: { nets: [] } }] }),
  ],
  [
    'a tier’s order and default action',
    object(calico, 'Tier', {}),
    object(calico, 'Tier', { order: 1_000_000, defaultAction: 'Deny' }),
  ],
  [
    'types of a Kubernetes policy',
    kube({ podSelector: {}, egress: [{}] }),
    kube({ podSelector: {}, egress: [{}], policyTypes: ['Ingress', 'Egress'] }),
  ],
  [
    'TCP of a Kubernetes port',
    kube({ podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] }),
    kube({ podSelector: {}, ingress: [{ ports: [{ port: 80, protocol: 'TCP' }] }] }),
  ],
  [
    'the action of a staged policy',
    object(calico, 'StagedNetworkPolicy', { order: 1 }),
    object(calico, 'StagedNetworkPolicy', { order: 1, stagedAction: 'Set' }),
  ],
  [
    'the finalizers of a namespace',
    object('v1', 'Namespace', {}),
    object('v1', 'Namespace', { finalizers: ['kubernetes'] }),
  ],
];

const different: readonly (readonly [why: string, one: Manifest, other: Manifest])[] = [
  ['another order', global({ order: 5 }), global({ order: 6 })],
  ['an order where there was none', global({}), global({ order: 0 })],
  ['a label', global({}), global({}, { labels: { a: 'b' } })],
  ['an annotation', global({}), global({}, { annotations: { a: 'b' } })],
  ['a tier label that is not the tier', global({}), global({}, { labels: { 'projectcalico.org/tier': 'other' } })],
  [
    'rules in another order',
    global({ ingress: [rule, { action: 'Deny' }] }),
    global({ ingress: [{ action: 'Deny' }, rule] }),
  ],
  ['one rule more', global({ ingress: [rule] }), global({ ingress: [rule, rule] })],
  ['a namespace selector, even one of all', global({}), global({ namespaceSelector: 'all()' })],
  ['types that leave a direction out', global({ egress: [rule] }), global({ egress: [rule], types: ['Ingress'] })],
  ['a flag', global({}), global({ applyOnForward: true })],
  [
    'an empty serviceAccounts is a criterion',
    global({ ingress: [rule] }),
    global({ ingress: [{ ...rule, source: { serviceAccounts: {} } }] }),
  ],
  [
    'a selector of namespaces that selects all',
    kube({ ingress: [{ from: [{ podSelector: {} }] }] }),
    kube({ ingress: [{ from: [{ podSelector: {}, namespaceSelector: {} }] }] }),
  ],
  ['no rule and one for all', kube({ podSelector: {} }), kube({ podSelector: {}, ingress: [{}] })],
  [
    'a port as a text',
    global({ ingress: [{ ...rule, source: { ports: [80] } }] }),
    global({ ingress: [{ ...rule, source: { ports: ['80'] } }] }),
  ],
  ['a field that nobody knows', global({}), global({ future: true })],
  [
    'a list of failsafe ports that is empty',
    object(calico, 'FelixConfiguration', {}),
    object(calico, 'FelixConfiguration', { failsafeInboundHostPorts: [] }),
  ],
];

describe('nothing would change', () => {
  test.each(same)('%s', (_why, one, other) => {
    expect([isSameObject(one, other), isSameObject(other, one)]).toEqual([true, true]);
  });
});
describe('something would', () => {
  test.each(different)('%s', (_why, one, other) => {
    expect([isSameObject(one, other), isSameObject(other, one)]).toEqual([false, false]);
  });
});
