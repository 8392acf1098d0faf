import { expect, test } from 'vitest';
import { readEntity } from '../../core/manifest/read-entity.ts';
import { resourceId } from '../../core/model/ids.ts';
import { labelsOf } from '../../core/selector/labels.ts';
import { labelKeys, labelTexts } from './label-texts.ts';

test('labels that only repeat the name say nothing, and one without a value is its key', () => {
  const labels = labelsOf({ 'kubernetes.io/hostname': 'w0', app: 'web', plain: '' });
  expect(labelTexts(labels)).toEqual(['app=web', 'plain']);
});

test('keys of pods’ labels, the most frequent ones first, then by name', () => {
  const entity = (
    kind: string,
    name: string,
    labels: Record<string, string>,
  ): ReturnType<typeof readEntity>['entity'] => {
    const id = resourceId({ group: '', kind, namespace: 'n', name });
    return readEntity(id, { apiVersion: 'v1', kind, metadata: { name, namespace: 'n', labels }, spec: {} }).entity;
  };
  const entities = [
    entity('Pod', 'a', { app: 'a', tier: 'x' }),
    entity('Pod', 'b', { tier: 'y', beta: '' }),
    entity('Namespace', 'n', { env: 'prod' }),
  ];
  expect(labelKeys(entities)).toEqual([
    { key: 'tier', count: 2 },
    { key: 'app', count: 1 },
    { key: 'beta', count: 1 },
  ]);
});
