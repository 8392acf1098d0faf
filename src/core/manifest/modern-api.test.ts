import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';
import { identify } from './identity.ts';
import { modernApiOf, modernManifest } from './modern-api.ts';

const apis: readonly (readonly [apiVersion: string, kind: string, modern: string | null])[] = [
  ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy', 'projectcalico.org/v3'],
  ['crd.projectcalico.org/v1', 'BGPPeer', 'projectcalico.org/v3'],
  ['crd.projectcalico.org/v1', 'IPAMBlock', null],
  ['projectcalico.org/v3', 'GlobalNetworkPolicy', null],
  ['extensions/v1beta1', 'NetworkPolicy', 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'DaemonSet', 'apps/v1'],
  ['extensions/v1beta1', 'Ingress', null],
  ['apps/v1beta1', 'StatefulSet', 'apps/v1'],
  ['apps/v1beta2', 'ReplicaSet', 'apps/v1'],
  ['apps/v1', 'Deployment', null],
  ['batch/v1beta1', 'CronJob', 'batch/v1'],
  ['batch/v1', 'CronJob', null],
  ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', null],
  ['__proto__', 'constructor', null],
];

test.each(apis)('%s %s belongs to %s', (apiVersion, kind, modern) => {
  const manifest = { apiVersion, kind, metadata: { name: 'a' } };
  expect(modernApiOf(manifest)).toBe(modern);
  if (modern === null) expect(modernManifest(manifest)).toBe(manifest);
  else expect(modernManifest(manifest)).toEqual({ ...manifest, apiVersion: modern });
});

test('everything else stays, in its order', () => {
  const manifest: Manifest = {
    kind: 'NetworkPolicy',
    status: { a: [1] },
    apiVersion: 'extensions/v1beta1',
    spec: { podSelector: {}, unknown: { b: null } },
    metadata: { name: 'a', labels: { x: 'y' } },
  };
  const modern = modernManifest(manifest);
  expect(JSON.stringify(modern)).toBe(JSON.stringify({ ...manifest, apiVersion: 'networking.k8s.io/v1' }));
});

describe('a workload without selector', () => {
  const template = { metadata: { labels: { app: 'web' } } };
  const cases: readonly (readonly [what: string, spec: JsonObject, modern: JsonObject])[] = [
    ['gets the labels of its template', { template }, { template, selector: { matchLabels: { app: 'web' } } }],
    ['that has one keeps it', { selector: { matchLabels: {} }, template }, { selector: { matchLabels: {} }, template }],
    ['and without labels stays so', { template: {} }, { template: {} }],
  ];
  test.each(cases)('%s', (_what, spec, modern) => {
    const manifest = { apiVersion: 'extensions/v1beta1', kind: 'Deployment', metadata: { name: 'a' }, spec };
    expect(modernManifest(manifest)).toEqual({ ...manifest, apiVersion: 'apps/v1', spec: modern });
  });
});

const names: readonly (readonly [kind: string, stored: string, tier: string | null, name: string])[] = [
  ['GlobalNetworkPolicy', 'default.web', null, 'web'],
  ['GlobalNetworkPolicy', 'default.web', 'default', 'web'],
  ['NetworkPolicy', 'default.web', 'default', 'web'],
  ['StagedNetworkPolicy', 'default.web', 'default', 'web'],
  ['GlobalNetworkPolicy', 'web', null, 'web'],
  ['GlobalNetworkPolicy', 'security.web', 'security', 'security.web'],
  ['GlobalNetworkPolicy', 'default.web', 'security', 'default.web'],
  ['NetworkPolicy', 'knp.default.web', 'default', 'knp.default.web'],
  ['GlobalNetworkPolicy', 'default.', null, 'default.'],
  ['HostEndpoint', 'default.web', null, 'default.web'],
  ['Tier', 'default', null, 'default'],
];

test.each(names)('the stored %s %s in tier %s is called %s', (kind, stored, tier, name) => {
  const spec = tier === null ? {} : { tier };
  const manifest = { apiVersion: 'crd.projectcalico.org/v1', kind, metadata: { name: stored, namespace: 'n' }, spec };
  const modern = { ...manifest, apiVersion: 'projectcalico.org/v3', metadata: { name, namespace: 'n' } };
  expect(modernManifest(manifest)).toEqual(modern);
  const [old, now] = [identify(manifest), identify(modern)];
  expect(old.ok && resourceId(old.value.name)).toBe(now.ok && resourceId(now.value.name));
  expect(old.ok && old.value.manifest).toEqual(modern);
});

const metadatas: readonly (readonly [what: string, stored: JsonObject, modern: JsonObject])[] = [
  [
    'labels and annotations are unpacked',
    { annotations: { 'projectcalico.org/metadata': '{"uid":"1","labels":{"a":"b"},"annotations":{"c":"d"}}' } },
    { annotations: { c: 'd' }, labels: { a: 'b' } },
  ],
  [
    'what is written beside them wins',
    { annotations: { c: 'x', 'projectcalico.org/metadata': '{"labels":{"a":"b","e":"f"}}' }, labels: { a: 'z' } },
    { annotations: { c: 'x' }, labels: { a: 'z', e: 'f' } },
  ],
  [
    'an annotation without labels goes',
    { annotations: { 'projectcalico.org/metadata': '{"creationTimestamp":null}' } },
    {},
  ],
  [
    'what is no text is left out',
    { annotations: { 'projectcalico.org/metadata': '{"labels":{"a":1,"b":"c"},"annotations":[]}' } },
    { labels: { b: 'c' } },
  ],
  [
    'what cannot be read stays',
    { annotations: { 'projectcalico.org/metadata': '{"labels"' } },
    { annotations: { 'projectcalico.org/metadata': '{"labels"' } },
  ],
  [
    'a list stays',
    { annotations: { 'projectcalico.org/metadata': '[]' } },
    { annotations: { 'projectcalico.org/metadata': '[]' } },
  ],
  [
    'labels of a wrong type stay',
    { labels: 7, annotations: { 'projectcalico.org/metadata': '{"labels":{"a":"b"}}' } },
    { labels: 7 },
  ],
  ['annotations of a wrong type stay', { annotations: [1] }, { annotations: [1] }],
];

test.each(metadatas)('of stored metadata %s', (_what, stored, modern) => {
  const kind = 'HostEndpoint';
  expect(modernManifest({ apiVersion: 'crd.projectcalico.org/v1', kind, metadata: { name: 'h', ...stored } })).toEqual({
    apiVersion: 'projectcalico.org/v3',
    kind,
    metadata: { name: 'h', ...modern },
  });
});

test('keys like those that objects inherit are fields like any other', () => {
  const text = '{"labels":{"__proto__":"x","constructor":"y"}}';
  const metadata = { name: 'h', annotations: { 'projectcalico.org/metadata': text } };
  const modern = modernManifest({ apiVersion: 'crd.projectcalico.org/v1', kind: 'HostEndpoint', metadata });
  const labels = (modern['metadata'] as JsonObject)['labels']; // it was an object before
  expect(JSON.stringify(labels)).toBe('{"__proto__":"x","constructor":"y"}');
  expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
});
