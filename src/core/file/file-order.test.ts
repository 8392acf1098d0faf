import { expect, test } from 'vitest';
import type { Resource } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import { identityOf } from '../manifest/identity.ts';
import { compareForFile } from './file-order.ts';

function made(apiVersion: string, kind: string, name: string): Resource {
  const manifest = { apiVersion, kind, metadata: { name } };
  return { id: resourceId(identityOf(manifest)), manifest, origin: null };
}

test('kinds that others refer to come first, host endpoints behind policies, the Design last, names by code unit', () => {
  const inOrder = [
    made('v1', 'Namespace', 'a'),
    made('v1', 'Node', 'a'),
    made('v1', 'Pod', 'B'),
    made('v1', 'Pod', 'a'),
    made('v1', 'Pod', 'b'),
    made('projectcalico.org/v3', 'Tier', 'a'),
    made('crd.projectcalico.org/v1', 'GlobalNetworkPolicy', 'a'),
    made('networking.k8s.io/v1', 'NetworkPolicy', 'a'),
    made('projectcalico.org/v3', 'HostEndpoint', 'a'),
    made('example.com/v1', 'Tier', 'a'),
    made('firewright.dev/v1', 'Design', 'a'),
  ];
  expect(inOrder.toReversed().sort(compareForFile)).toEqual(inOrder);
});
