import { describe, expect, test } from 'vitest';
import { readEntity } from '../manifest/read-entity.ts';
import type { Grouping } from '../model/design.ts';
import type { Manifest } from '../model/document.ts';
import type { Pod } from '../model/entities.ts';
import { resourceId } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';
import { alikePods, commonName } from './alike.ts';

function pod(name: string, spec: JsonObject = {}, labels: JsonObject = { app: 'web' }, metadata: JsonObject = {}): Pod {
  const { namespace = 'n', ...rest } = metadata;
  const manifest: Manifest = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels, ...rest },
    spec,
  };
  const { entity } = readEntity(resourceId({ group: '', kind: 'Pod', namespace: String(namespace), name }), manifest);
  if (entity.kind !== 'pod') throw new Error('a pod is read as one');
  return entity;
}

function names(
  pods: readonly Pod[],
  grouping: Grouping = 'namespace',
  classes: readonly (number | null)[] = [],
): string {
  const groups = alikePods(pods, grouping, (one) => classes[pods.indexOf(one)] ?? null);
  return groups.map((group) => group.map(({ name }) => name).join(' ')).join(' | ');
}

describe('two pods are alike', () => {
  const cases: readonly (readonly [what: string, other: Pod, alike: boolean, grouping?: Grouping])[] = [
    ['with the same labels', pod('b'), true],
    ['not with another label', pod('b', {}, { app: 'db' }), false],
    ['not with a label more', pod('b', {}, { app: 'web', role: 'node' }), false],
    ['whichever replica they are', pod('b', {}, { app: 'web', 'apps.kubernetes.io/pod-index': '1' }), true],
    ['not in another namespace', pod('b', {}, { app: 'web' }, { namespace: 'm' }), false],
    ['not with another service account', pod('b', { serviceAccountName: 'ci' }), false],
    ['not with other ports', pod('b', { containers: [{ name: 'c', ports: [{ containerPort: 80 }] }] }), false],
    ['on another node, in the box of a namespace', pod('b', { nodeName: 'w2' }), true],
    ['not on another node, in the box of a node', pod('b', { nodeName: 'w2' }), false, 'cluster-node'],
    ['not where one uses its node’s network', pod('b', { nodeName: 'w', hostNetwork: true }), false],
  ];
  test.each(cases)('%s', (_what, other, alike, grouping = 'namespace') => {
    expect(names([pod('a', { nodeName: 'w' }), other], grouping)).toBe(alike ? 'a b' : 'a | b');
  });
});

test('the order of labels means nothing', () => {
  expect(names([pod('a', {}, { app: 'web', tier: 'x' }), pod('b', {}, { tier: 'x', app: 'web' })])).toBe('a b');
});

test('what the evaluator tells apart is not alike, whatever it looks like', () => {
  expect(names([pod('a'), pod('b'), pod('c')], 'namespace', [1, 2, 1])).toBe('a c | b');
});

test('a pod that the verdicts do not know yet joins those that look like it', () => {
  expect(names([pod('a'), pod('b'), pod('c'), pod('d')], 'namespace', [7, null, 7, 8])).toBe('a b c | d');
  expect(names([pod('a'), pod('b')], 'namespace', [null, null])).toBe('a b');
});

describe('together they are called', () => {
  const owned = (name: string, kind: string, owner: string, labels: JsonObject = {}): Pod =>
    pod(name, {}, labels, {
      ownerReferences: [{ apiVersion: 'apps/v1', kind, name: owner, controller: true, uid: 'u' }],
    });
  test.each([
    ['what their names begin with', [pod('web-0'), pod('web-1')], 'web'],
    ['after the first where the names have nothing in common', [pod('a'), pod('b')], 'a'],
    [
      'after their workload',
      [owned('db-0', 'StatefulSet', 'database'), owned('db-1', 'StatefulSet', 'database')],
      'database',
    ],
    [
      'after the Deployment of their ReplicaSet',
      [owned('web-5f-a', 'ReplicaSet', 'web-5f', { 'pod-template-hash': '5f' })],
      'web',
    ],
  ] as const)('%s', (_how, pods, name) => {
    expect(commonName(pods)).toBe(name);
  });
});
