import { expect, test } from 'vitest';
import { openDesign } from '../../core/file/design-file.ts';
import { readEntity } from '../../core/manifest/read-entity.ts';
import type { CalicoVersion } from '../../core/model/settings.ts';
import { newPolicyItems } from './new-policy-items.ts';

const text = `apiVersion: v1
kind: Namespace
metadata: {name: prod}
---
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: dev}
`;
const entities = Object.values(openDesign([{ name: 'd.yaml', text }]).document.resources).map(
  ({ id, manifest }) => readEntity(id, manifest).entity,
);
const calico = ['GlobalNetworkPolicy', 'NetworkPolicy of Calico in dev', 'NetworkPolicy of Calico in prod'];
const kubernetes = ['NetworkPolicy of Kubernetes in dev', 'NetworkPolicy of Kubernetes in prod'];

const rows: readonly [tier: string, version: CalicoVersion, labels: readonly string[]][] = [
  ['mine', '3.32', calico],
  ['default', '3.32', [...calico, ...kubernetes]],
  ['kube-admin', '3.32', ['ClusterNetworkPolicy', ...calico]],
  ['kube-admin', '3.31', calico],
];
test.each(rows)('in %s of Calico %s', (tier, version, labels) => {
  const items = newPolicyItems(tier, entities, version);
  expect(items.map(({ label }) => label)).toEqual(labels);
  expect(new Set(items.map(({ id }) => id)).size).toBe(labels.length);
});
