import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkDocument } from '../check/check-document.ts';
import { versionHasKind } from '../check/kinds.ts';
import { openDesign } from '../file/design-file.ts';
import { identityOf } from '../manifest/identity.ts';
import { emptyDocument, type ClusterDocument, type Manifest } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import { valueAt } from '../model/json.ts';
import { applyPatch } from './patch.ts';
import { newIpPool, newPod } from './new-manifests.ts';
import { newKinds, newObject, type Surroundings } from './new-objects.ts';
import { planCommand } from './plan-command.ts';

const sample = openDesign([
  { name: 'a.yaml', text: readFileSync('assets/samples/firewall-the-nodes.firewright.yaml', 'utf8') },
]).document;
const anywhere: Surroundings = { namespace: null, clusterNode: null };

function withAll(document: ClusterDocument, manifests: readonly Manifest[]): ClusterDocument {
  const planned = planCommand(document, { type: 'add-resources', manifests, positions: [] });
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  return applyPatch(document, planned.value);
}

function made(document: ClusterDocument, key: string, at = anywhere): readonly Manifest[] {
  const manifests = newObject(document, key, at);
  if (!manifests.ok) throw new Error(manifests.error);
  return manifests.value;
}

describe('a new object is valid in an empty design and in a full one, twice where there may be two', () => {
  const rows = newKinds.flatMap(({ key }) => [
    [key, 'empty', emptyDocument] as const,
    [key, 'sample', sample] as const,
  ]);
  test.each(rows)('%s in the %s design', (key, _which, before) => {
    const version = versionHasKind('3.32', key.slice(key.indexOf('/') + 1)) ? '3.32' : '3.31';
    const errorsOf = (document: ClusterDocument): readonly string[] =>
      checkDocument(document, { calicoVersion: version }).flatMap(({ severity, message }) =>
        severity === 'error' ? [message] : [],
      );
    const old = new Set(errorsOf(before));
    const first = made(before, key);
    const document = withAll(before, first);
    expect(errorsOf(document).filter((message) => !old.has(message))).toEqual([]);
    const second = newObject(document, key, anywhere);
    if (second.ok) expect(errorsOf(withAll(document, second.value)).filter((message) => !old.has(message))).toEqual([]);
    else expect(second.error).toMatch(/already/);
  });
});

test('it goes where the user is', () => {
  const at = { namespace: 'dev', clusterNode: 'policy-llm-worker' };
  const [pod] = made(sample, '/Pod', at);
  expect([valueAt(pod, ['metadata', 'namespace']), valueAt(pod, ['spec', 'nodeName'])]).toEqual([
    'dev',
    'policy-llm-worker',
  ]);
  expect(made(sample, 'networking.k8s.io/NetworkPolicy', at)).toMatchObject([{ metadata: { namespace: 'dev' } }]);
});

test('what it needs is made first', () => {
  expect(made(emptyDocument, '/Pod').map(({ kind }) => kind)).toEqual(['Namespace', 'Pod']);
  expect(made(emptyDocument, 'projectcalico.org/HostEndpoint').map(({ kind }) => kind)).toEqual([
    'Node',
    'HostEndpoint',
  ]);
});

test('a new host endpoint is open until a policy selects it, and expects its node’s addresses', () => {
  const [node, endpoint] = made(emptyDocument, 'projectcalico.org/HostEndpoint');
  expect(endpoint).toMatchObject({
    spec: {
      node: node && identityOf(node).name,
      interfaceName: '*',
      expectedIPs: [valueAt(node, ['status', 'addresses', 0, 'address'])],
      profiles: ['projectcalico-default-allow'],
    },
  });
});

test('configurations: one for all nodes, then one for each, then no more', () => {
  const key = 'projectcalico.org/FelixConfiguration';
  const nodes = withAll(emptyDocument, made(emptyDocument, '/Node'));
  const one = made(nodes, key);
  const two = made(withAll(nodes, one), key);
  expect([...one, ...two].map((manifest) => identityOf(manifest).name)).toEqual(['default', 'node.node']);
  expect(newObject(withAll(withAll(nodes, one), two), key, anywhere).ok).toBe(false);
});

describe('addresses', () => {
  const pool = newIpPool(emptyDocument, true);
  test('a pod gets the next one of the pool, and none where there is no pool', () => {
    const first = withAll(emptyDocument, [pool, newPod(withAll(emptyDocument, [pool]), 'a', null)]);
    expect(newPod(first, 'a', null)).toMatchObject({ status: { podIPs: [{ ip: '10.244.0.2' }] } });
    expect(newPod(emptyDocument, 'a', null)['status']).toBeUndefined();
  });
  test('a full pool, one that is off and one of IPv6 give none', () => {
    for (const spec of [
      { cidr: '10.1.0.0/31' },
      { cidr: '10.1.0.0/16', disabled: true },
      { cidr: 'fd00::/64' },
      { cidr: 'x' },
    ]) {
      const document = withAll(emptyDocument, [{ ...pool, spec }]);
      expect(newPod(document, 'a', null)['status']).toBeUndefined();
    }
  });
  test('a new pool is around the pods that have addresses', () => {
    const pod = { ...newPod(emptyDocument, 'a', null), status: { podIP: '10.65.3.4' } };
    expect(newIpPool(withAll(emptyDocument, [pod]), false)).toMatchObject({ spec: { cidr: '10.65.0.0/16' } });
  });
});

test('ids of all that is made are free', () => {
  for (const { key } of newKinds) {
    const manifests = newObject(sample, key, anywhere);
    for (const manifest of manifests.ok ? manifests.value : []) {
      expect(sample.resources[resourceId(identityOf(manifest))]).toBeUndefined();
    }
  }
});
