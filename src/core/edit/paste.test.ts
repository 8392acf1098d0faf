import { describe, expect, test } from 'vitest';
import { openDesign, printDesign } from '../file/design-file.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { Point } from '../model/design.ts';
import type { ResourceId } from '../model/ids.ts';
import { valueAt, type JsonPath } from '../model/json.ts';
import { invertPatch, applyPatch } from './patch.ts';
import { clipOf, planPaste, type Paste } from './paste.ts';
import { planCommand } from './plan-command.ts';
import { designSpecOf } from './plan-design.ts';

const text = `apiVersion: v1
kind: Namespace
metadata: {name: prod, labels: {env: prod, kubernetes.io/metadata.name: prod}, uid: 1-2}
---
apiVersion: v1
kind: Node
metadata:
  name: worker
  labels: {kubernetes.io/hostname: worker, role: node}
  annotations: {projectcalico.org/IPv4Address: 10.0.0.1/24, mine: kept}
spec: {podCIDR: 10.1.0.0/24, providerID: x, taints: [{key: a, effect: NoSchedule}]}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}]}
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: worker-eth0, labels: {kubernetes.io/hostname: worker}}
spec: {node: worker, interfaceName: eth0, expectedIPs: [10.0.0.1]}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: prod}
---
apiVersion: v1
kind: Pod
metadata:
  name: web-1
  namespace: prod
  labels: {app: web, statefulset.kubernetes.io/pod-name: web-1}
spec: {nodeName: worker, serviceAccountName: web}
status: {podIP: 10.1.0.5}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: prod, labels: {app: db, statefulset.kubernetes.io/pod-name: other}}
spec: {nodeName: worker}
---
apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: own}
spec: {order: 10}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: shut, resourceVersion: '7'}
spec: {tier: own, selector: all()}
---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec:
  layout: {notes: {'1': hello}}
  disabled: [GlobalNetworkPolicy.projectcalico.org/shut]
  flows:
  - {from: prod/web-1, to: prod/db, protocol: TCP, port: 5432}
  - {from: prod/web-1, to: host/worker-eth0}
`;
const document = openDesign([{ name: 'd.yaml', text }]).document;
const id = (name: string): ResourceId => {
  const found = Object.keys(document.resources).find((one) => one.endsWith(name));
  if (found === undefined) throw new Error(`no ${name}`);
  return found as ResourceId; // a key of the record
};
const places = new Map<string, Point>([
  [id('prod/web-1'), { x: 10, y: 20 }],
  [id('prod/db'), { x: 110, y: 20 }],
  ['note/1', { x: 5, y: 5 }],
]);

function pasted(
  names: readonly string[],
  { into = document, notes = [] }: { readonly into?: ClusterDocument; readonly notes?: readonly string[] } = {},
): { readonly now: ClusterDocument; readonly paste: Paste } {
  const paste = planPaste(into, clipOf(document, { ids: names.map(id), notes }, places), { x: 30, y: 40 });
  const planned = planCommand(into, paste.command);
  if (!planned.ok) throw new Error(planned.error.reason);
  const now = applyPatch(into, planned.value);
  expect(printDesign(applyPatch(now, invertPatch(planned.value)))).toBe(printDesign(into));
  return { now, paste };
}

function added(now: ClusterDocument): readonly string[] {
  return Object.keys(now.resources).filter((one) => document.resources[one as ResourceId] === undefined);
}

describe('names', () => {
  const rows: readonly [what: string, copied: readonly string[], added: readonly string[]][] = [
    ['a pod gets the next free number', ['prod/web-1'], ['Pod/prod/web-2']],
    ['a pod without a number gets one', ['prod/db'], ['Pod/prod/db-2']],
    [
      'a namespace takes its objects along, whose names are free there',
      ['Namespace/prod'],
      ['Namespace/prod-2', 'ServiceAccount/prod-2/web', 'Pod/prod-2/web-1', 'Pod/prod-2/db'],
    ],
    [
      'a cluster node takes its host endpoints along',
      ['Node/worker'],
      ['Node/worker-2', 'HostEndpoint.projectcalico.org/worker-eth0-2'],
    ],
    [
      'a tier takes its policies along',
      ['Tier.projectcalico.org/own'],
      ['Tier.projectcalico.org/own-2', 'GlobalNetworkPolicy.projectcalico.org/shut-2'],
    ],
    [
      'what is chosen beside its namespace is copied once',
      ['prod/db', 'Namespace/prod'],
      ['Namespace/prod-2', 'ServiceAccount/prod-2/web', 'Pod/prod-2/db', 'Pod/prod-2/web-1'],
    ],
  ];
  test.each(rows)('%s', (_, copied, expected) => {
    expect(added(pasted(copied).now)).toEqual(expected);
  });

  test('where the name is free again, it is kept', () => {
    const planned = planCommand(document, { type: 'remove-resources', ids: [id('prod/db')] });
    if (!planned.ok) throw new Error(planned.error.reason);
    const without = applyPatch(document, planned.value);
    expect(Object.keys(pasted(['prod/db'], { into: without }).now.resources)).toContain('Pod/prod/db');
  });
});

describe('what the copies hold', () => {
  const all = ['Node/worker', 'Namespace/prod', 'Tier.projectcalico.org/own'];
  const one = pasted(['prod/web-1', 'prod/db', 'GlobalNetworkPolicy.projectcalico.org/shut']).now;
  const many = pasted(all).now;
  const rows: readonly [what: string, now: ClusterDocument, object: string, path: JsonPath, value: unknown][] = [
    ['labels stay', one, 'Pod/prod/db-2', ['metadata', 'labels', 'app'], 'db'],
    [
      'a label that repeats the name follows it',
      one,
      'Pod/prod/web-2',
      ['metadata', 'labels', 'statefulset.kubernetes.io/pod-name'],
      'web-2',
    ],
    [
      'where it says something else it stays',
      one,
      'Pod/prod/db-2',
      ['metadata', 'labels', 'statefulset.kubernetes.io/pod-name'],
      'other',
    ],
    ['of a namespace, too', many, 'Namespace/prod-2', ['metadata', 'labels', 'kubernetes.io/metadata.name'], 'prod-2'],
    ['of a cluster node, too', many, 'Node/worker-2', ['metadata', 'labels', 'kubernetes.io/hostname'], 'worker-2'],
    [
      'and of its host endpoint',
      many,
      'HostEndpoint.projectcalico.org/worker-eth0-2',
      ['metadata', 'labels', 'kubernetes.io/hostname'],
      'worker-2',
    ],
    ['no address of the original', one, 'Pod/prod/web-2', ['status'], undefined],
    ['nothing that a cluster wrote', many, 'Namespace/prod-2', ['metadata', 'uid'], undefined],
    [
      'nor its version',
      one,
      'GlobalNetworkPolicy.projectcalico.org/shut-2',
      ['metadata', 'resourceVersion'],
      undefined,
    ],
    ['nor its annotations', many, 'Node/worker-2', ['metadata', 'annotations'], { mine: 'kept' }],
    ['nor what it assigned', many, 'Node/worker-2', ['spec'], { taints: [{ key: 'a', effect: 'NoSchedule' }] }],
    [
      'a cluster node gets an address of its own',
      many,
      'Node/worker-2',
      ['status', 'addresses', 0, 'address'],
      '192.168.50.11',
    ],
    [
      'which its host endpoint guards',
      many,
      'HostEndpoint.projectcalico.org/worker-eth0-2',
      ['spec', 'expectedIPs'],
      ['192.168.50.11'],
    ],
    [
      'a host endpoint is on the copied node',
      many,
      'HostEndpoint.projectcalico.org/worker-eth0-2',
      ['spec', 'node'],
      'worker-2',
    ],
    ['a pod is on the copied node', many, 'Pod/prod-2/db', ['spec', 'nodeName'], 'worker-2'],
    ['a pod copied without its node stays on it', one, 'Pod/prod/db-2', ['spec', 'nodeName'], 'worker'],
    ['a policy is in the copied tier', many, 'GlobalNetworkPolicy.projectcalico.org/shut-2', ['spec', 'tier'], 'own-2'],
    [
      'a policy copied without its tier stays in it',
      one,
      'GlobalNetworkPolicy.projectcalico.org/shut-2',
      ['spec', 'tier'],
      'own',
    ],
    ['a service account whose name is free keeps it', many, 'Pod/prod-2/web-1', ['spec', 'serviceAccountName'], 'web'],
  ];
  test.each(rows)('%s', (_, now, object, path, value) => {
    const resource = now.resources[object as ResourceId]; // a key of the record
    expect(resource).toBeDefined();
    expect(valueAt(resource?.manifest ?? null, path)).toEqual(value);
  });

  test('a host endpoint by itself has no expected addresses: two never share one', () => {
    const { now } = pasted(['HostEndpoint.projectcalico.org/worker-eth0']);
    const copy = now.resources['HostEndpoint.projectcalico.org/worker-eth0-2' as ResourceId]; // a key of the record
    expect(valueAt(copy?.manifest ?? null, ['spec'])).toEqual({ node: 'worker', interfaceName: 'eth0' });
  });
});

describe('what the design keeps of the copies', () => {
  test('flows among the copied come along, others do not', () => {
    const flows = designSpecOf(pasted(['prod/web-1', 'prod/db']).now).flows.slice(2);
    expect(flows.map(({ source, destination, port }) => [source, destination, port])).toEqual([
      ['prod/web-2', 'prod/db-2', 5432],
    ]);
  });
  test('relative places stay', () => {
    const { positions } = designSpecOf(pasted(['prod/web-1', 'prod/db']).now).layout;
    expect([...positions]).toEqual([
      ['Pod/prod/web-2', { x: 40, y: 60 }],
      ['Pod/prod/db-2', { x: 140, y: 60 }],
    ]);
  });
  test('a disabled policy is pasted disabled', () => {
    const { disabled } = designSpecOf(pasted(['GlobalNetworkPolicy.projectcalico.org/shut']).now);
    expect([...disabled]).toContain('GlobalNetworkPolicy.projectcalico.org/shut-2');
  });
  test('notes are copied with their text and place', () => {
    const { layout } = designSpecOf(pasted([], { notes: ['1'] }).now);
    expect(layout.notes.get('2')).toBe('hello');
    expect(layout.positions.get('note/2')).toEqual({ x: 35, y: 45 });
  });
  test('the copies of what was chosen are known, to be selected', () => {
    expect(pasted(['Namespace/prod']).paste).toMatchObject({ roots: ['Namespace/prod-2'], count: 4 });
  });
});

test('pasting twice gives the next names', () => {
  const clip = clipOf(document, { ids: [id('prod/db')], notes: [] }, places);
  let now = document;
  for (let time = 0; time < 2; time += 1) {
    const planned = planCommand(now, planPaste(now, clip, { x: 0, y: 0 }).command);
    if (planned.ok) now = applyPatch(now, planned.value);
  }
  expect(added(now)).toEqual(['Pod/prod/db-2', 'Pod/prod/db-3']);
});
