import { expect, test } from 'vitest';
import { readEntity } from '../manifest/read-entity.ts';
import type { Manifest } from '../model/document.ts';
import { globalPolicy, hostEndpoint, inputsOf, network, node, pod, rulesetOf } from '../policy/testing/design-of.ts';
import { controlPlaneOf, lifeScene } from './life-scene.ts';

function controlPlaneIn(...manifests: readonly Manifest[]): readonly string[] {
  return [...controlPlaneOf(inputsOf(manifests).map(({ id, manifest }) => readEntity(id, manifest).entity))];
}

function labelled(name: string, label: string): Manifest {
  return node(name, '10.0.0.1', { metadata: { name, labels: { [label]: '' } } });
}

test.each([
  ['the label of today', labelled('n1', 'node-role.kubernetes.io/control-plane')],
  ['the label of before', labelled('n1', 'node-role.kubernetes.io/master')],
  [
    'an API server on its network',
    pod('kube-system/api', { component: 'kube-apiserver' }, null, { nodeName: 'n1', hostNetwork: true }),
  ],
])('control plane by %s', (_, manifest) => {
  expect(controlPlaneIn(manifest)).toEqual(['n1']);
});

test.each([
  ['kind-control-plane', true],
  ['lab-controlplane2', true],
  ['master-1', true],
  ['k8s-master', true],
  ['worker-1', false],
  ['headmaster', false],
  ['mastery-node', false],
])('control plane by name: %s is %s', (name, expected) => {
  expect(controlPlaneIn(node(name, '10.0.0.1'))).toEqual(expected ? [name] : []);
});

test('an API server with an address of its own makes no control plane', () => {
  expect(controlPlaneIn(pod('a/api', { component: 'kube-apiserver' }, '10.1.0.1', { nodeName: 'n1' }))).toEqual([]);
});

const alike = ['n1', 'n2', 'n3', 'n4'].map((name, index) => node(name, `10.0.0.${index + 1}`));

test('hosts that no rule tells apart stand for each other, and each for itself', () => {
  const { hosts, peersOf } = lifeScene(rulesetOf(alike), new Set(['n4']));
  const namesFor = (name: string, role: 'every' | 'control-plane'): readonly string[] => {
    const host = hosts.find(({ clusterNode }) => clusterNode === name);
    return host === undefined ? [] : peersOf(host, role).map(({ clusterNode }) => clusterNode);
  };
  expect(hosts.map(({ clusterNode }) => clusterNode)).toEqual(['n1', 'n2', 'n3', 'n4']);
  expect(namesFor('n1', 'every')).toEqual(['n1', 'n2', 'n4']);
  expect(namesFor('n3', 'every')).toEqual(['n3', 'n1', 'n4']);
  expect(namesFor('n1', 'control-plane')).toEqual(['n4']);
  expect(namesFor('n4', 'control-plane')).toEqual(['n4']);
});

test('a rule that tells one of them apart makes it a kind of its own', () => {
  const rule = { action: 'Allow', source: { nets: ['10.0.0.2/32'] } };
  const { hosts } = lifeScene(
    rulesetOf([...alike, globalPolicy('p', { selector: 'all()', ingress: [rule] })]),
    new Set(),
  );
  const likeness = hosts.map((host) => host.likeness);
  expect(new Set(likeness).size).toBe(2);
  expect(likeness[0]).toBe(likeness[2]);
});

test('a cluster node with several host endpoints is one host, by that of its primary interface', () => {
  const ruleset = rulesetOf([
    node('n1', '10.0.0.1'),
    hostEndpoint('all', 'n1', {}),
    hostEndpoint('eth', 'n1', { interfaceName: 'eth0', expectedIPs: ['10.0.0.1'] }),
  ]);
  expect(lifeScene(ruleset, new Set()).hosts.map(({ endpoint }) => endpoint)).toEqual(['host/eth']);
});

test('a pod on the node’s network is no host of its own', () => {
  const ruleset = rulesetOf([node('n1', '10.0.0.1'), pod('a/p', {}, null, { nodeName: 'n1', hostNetwork: true })]);
  expect(lifeScene(ruleset, new Set()).hosts.map(({ endpoint }) => endpoint)).toEqual(['host/n1']);
});

test('outside is every part of it that a rule tells apart, in the host’s family', () => {
  const nets = { action: 'Allow', source: { nets: ['203.0.113.0/24'] } };
  const manifests = [node('old', '10.0.0.1'), node('new', 'fd00::1'), network('office', '198.51.100.0/24')];
  const scene = lifeScene(
    rulesetOf([...manifests, globalPolicy('p', { selector: 'all()', ingress: [nets] })]),
    new Set(),
  );
  const [first, second] = scene.hosts;
  if (first === undefined || second === undefined) throw new Error('two hosts');
  const outside = (host: typeof first): readonly string[] => scene.outsideOf(host).map(({ address }) => address);
  const [v6, v4] = first.clusterNode === 'new' ? [first, second] : [second, first];
  expect(outside(v4)).toContain('203.0.113.0');
  expect(outside(v4)).toContain('198.51.100.0');
  expect(outside(v4).every((address) => !address.includes(':'))).toBe(true);
  expect(outside(v6).every((address) => address.includes(':'))).toBe(true);
  expect([v4.loopbackAddress, v6.loopbackAddress]).toEqual(['127.0.0.1', '::1']);
});
