import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { Pod } from '../model/entities.ts';
import { resourceId } from '../model/ids.ts';
import { readEntity } from './read-entity.ts';
import { podsAndStandIns } from './read-pods.ts';

/** `Kind name`, or `Kind name < OwnerKind owner`. */
function read(text: string): Pod {
  const [own = '', owner] = text.split(' < ');
  const [kind = '', name = ''] = own.split(' ');
  const [ownerKind = '', ownerName = ''] = (owner ?? '').split(' ');
  const ownerReferences = owner === undefined ? [] : [{ kind: ownerKind, name: ownerName, controller: true }];
  const manifest: Manifest = {
    apiVersion: kind === 'Pod' ? 'v1' : 'apps/v1',
    kind,
    metadata: { name, namespace: 'prod', ownerReferences },
  };
  const id = resourceId({ group: '', kind, namespace: 'prod', name });
  const { entity } = readEntity(id, manifest);
  if (entity.kind !== 'pod') throw new Error(`not a pod: ${text}`);
  return entity;
}

describe('a workload stands for its pods where the file has none', () => {
  const cases: readonly [what: string, pods: readonly string[], taking: readonly string[]][] = [
    ['pods and workloads without owners', ['Pod a', 'Deployment b'], ['a', 'b']],
    ['a workload with its pod', ['Deployment w', 'ReplicaSet r < Deployment w', 'Pod p < ReplicaSet r'], ['p']],
    ['a workload that made another', ['ReplicaSet r < Deployment w', 'Deployment w'], ['w']],
    ['a workload whose maker is not there', ['ReplicaSet r < Deployment w'], ['r']],
    ['a pod whose maker is not there', ['Pod p < ReplicaSet r'], ['p']],
    ['another kind of the same name', ['Pod p < ReplicaSet w', 'Deployment w'], ['p', 'w']],
    [
      'makers in a circle',
      ['ReplicaSet r < Deployment w', 'Deployment w < ReplicaSet r', 'Pod p < Deployment w'],
      ['p'],
    ],
  ];
  test.each(cases)('%s', (_what, pods, taking) => {
    expect(podsAndStandIns(pods.map(read)).map(({ name }) => name)).toEqual(taking);
  });
});
