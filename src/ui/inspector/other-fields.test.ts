import { expect, test } from 'vitest';
import type { JsonPath, JsonValue } from '../../core/model/json.ts';
import { fieldGroups } from './object-fields.ts';
import { KnownFields, placesForFields } from './other-fields.ts';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', labels: { app: 'web' }, annotations: { a: 'b' }, uid: '1' },
  spec: {
    nodeName: 'n1',
    tolerations: [{ operator: 'Exists' }],
    containers: [
      { name: 'app', ports: [{ containerPort: 80, hostIP: '10.0.0.1' }] },
      { name: 'side', ports: [{ containerPort: 81 }] },
    ],
  },
};
const known = new KnownFields(fieldGroups(pod), ['metadata', 'labels'], false);

const cases: readonly [path: JsonPath, value: JsonValue, leftOut: boolean][] = [
  [['kind'], 'Pod', false],
  [['metadata'], pod.metadata, true],
  [['metadata', 'uid'], '1', true],
  [['metadata', 'labels'], { app: 'web' }, false],
  [['metadata', 'annotations', 'a'], 'b', false],
  [['spec', 'nodeName'], 'n1', false],
  [['spec', 'tolerations'], pod.spec.tolerations, true],
  [['spec', 'containers', 0], pod.spec.containers[0] ?? null, true],
  [['spec', 'containers', 0, 'ports', 0, 'hostIP'], '10.0.0.1', true],
  [['spec', 'containers', 1], pod.spec.containers[1] ?? null, false],
  [['spec', 'containers'], [], false],
  [['spec', 'containers'], 'a text where a list belongs', true],
];

test.each(cases)('what no editor shows: %j', (path, value, leftOut) => {
  expect(known.leavesOut(value, path)).toBe(leftOut);
});

test('rules and the labels of a template have editors of their own', () => {
  const labels = ['spec', 'template', 'metadata', 'labels'];
  const policy = new KnownFields([], labels, true);
  expect(policy.covers(['spec', 'ingress', 0, 'action'])).toBe(true);
  expect(policy.covers([...labels, 'app'])).toBe(true);
  expect(new KnownFields([], labels, false).covers(['spec', 'ingress'])).toBe(false);
});

test('fields are added to the object and to what it consists of', () => {
  expect(placesForFields(pod, known)).toEqual([[], ['spec'], ['metadata']]);
  expect(placesForFields({ kind: 'ConfigMap' }, known)).toEqual([[]]);
});
