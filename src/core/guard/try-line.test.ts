import { expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { Settings } from '../model/settings.ts';
import { felix, globalPolicy, hostEndpoint, node, rulesetOf } from '../policy/testing/design-of.ts';
import { lifeLines, type KnownLine } from './life-lines.ts';
import { lifeScene } from './life-scene.ts';
import { LineTrial, type LineVerdict } from './try-line.ts';

const nodes = [node('a', '10.0.0.1'), node('b', '10.0.0.2')];
const profiles = ['projectcalico-default-allow'];
const open = (name: string, address: string): Manifest =>
  hostEndpoint(name, name, { expectedIPs: [address], profiles }, { role: 'node' });
const bare = (name: string, address: string): Manifest => hostEndpoint(name, name, { expectedIPs: [address] });
const noFailsafes = felix('default', { failsafeInboundHostPorts: [], failsafeOutboundHostPorts: [] });

function tried(
  id: string,
  direction: KnownLine['direction'],
  manifests: readonly Manifest[],
  settings: Partial<Settings> = {},
): LineVerdict {
  const scene = lifeScene(rulesetOf([...nodes, ...manifests], settings), new Set(['b']));
  const [host] = scene.hosts.filter(({ clusterNode }) => clusterNode === 'a');
  const [line] = lifeLines.filter((one) => one.id === id && one.direction === direction);
  if (host === undefined || line === undefined) throw new Error('no such host or line');
  return new LineTrial(scene).try(line, host);
}

test('a host without a host endpoint keeps every line', () => {
  expect(tried('SSH', 'ingress', [])).toEqual({ verdict: 'alive', lost: [] });
});

test('a line that the host does not live by is not needed', () => {
  expect(tried('ETCD', 'ingress', [bare('a', '10.0.0.1')]).verdict).toBe('not-needed');
});

test('each host answers for its own half: what the other end denies is the other end’s', () => {
  const other = [open('a', '10.0.0.1'), bare('b', '10.0.0.2'), noFailsafes];
  expect(tried('BGP', 'egress', other).verdict).toBe('alive');
  expect(tried('BGP', 'ingress', other).verdict).toBe('alive');
  const own = [bare('a', '10.0.0.1'), open('b', '10.0.0.2'), noFailsafes];
  expect(tried('BGP', 'egress', own).verdict).toBe('dead');
  expect(tried('BGP', 'ingress', own).verdict).toBe('dead');
});

test('ingress is told where the other end denies it first', () => {
  const both = [bare('a', '10.0.0.1'), bare('b', '10.0.0.2'), noFailsafes];
  const { verdict, lost } = tried('KUBELET', 'ingress', both);
  expect(verdict).toBe('dead');
  expect(lost[0]).toMatchObject({ decidedBy: { checkpoint: 'hep-ingress', endpoint: 'host/a' } });
});

test('ping has no port and is tried as an echo request', () => {
  const ruled = globalPolicy('ping', {
    selector: "role == 'node'",
    types: ['Ingress'],
    ingress: [{ action: 'Allow', protocol: 'ICMP', icmp: { type: 8 } }],
  });
  expect(tried('ICMP', 'ingress', [open('a', '10.0.0.1'), bare('b', '10.0.0.2'), ruled]).verdict).toBe('alive');
  expect(tried('ICMP', 'ingress', [bare('a', '10.0.0.1'), bare('b', '10.0.0.2')]).verdict).toBe('dead');
});

test('of several ports those that die are lost', () => {
  const some = globalPolicy('some', {
    selector: "role == 'node'",
    types: ['Ingress'],
    ingress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: [9099] } }],
  });
  const { lost } = tried('LOOPBACK', 'within', [open('a', '10.0.0.1'), some]);
  expect(lost.map(({ packet }) => packet.port)).toEqual([10248]);
});

test('what can’t be evaluated leaves a line open, and a death elsewhere on it counts more', () => {
  const ebpf = { dataplane: 'ebpf' } as const;
  expect(tried('LOOPBACK', 'within', [bare('a', '10.0.0.1')], ebpf).verdict).toBe('undecided');
  expect(tried('LOOPBACK', 'within', [bare('a', '10.0.0.1')]).verdict).toBe('dead');
});
