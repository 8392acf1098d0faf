import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDesign } from '../../file/design-file.ts';
import { felix } from '../../policy/testing/design-of.ts';
import { findingsOf, hostFindings } from './testing/linted.ts';

/** Each code that a shipped design gives, how often, and why that is no false alarm. */
const expected: Readonly<Record<string, Readonly<Record<string, readonly [count: number, reason: string]>>>> = {
  'firewall-the-nodes': {
    'FAILSAFE-HOLE': [1, 'the lesson’s “denied” is partial: failsafe ports stay open to pods'],
    'E2H-ACCEPT': [1, 'a pod reaches the node it runs on past the firewall: said in the file, another lesson'],
    'LABEL-TRUST': [1, 'the lesson lets in whatever carries k8s-app or tier'],
    'HOSTNET-LABEL': [1, 'calico-node and kube-apiserver are admitted as nodes, whatever their labels'],
  },
  'firewall-the-nodes-as-written': {
    'HOST-EGRESS-DENY': [2, 'what this variant is for: no profile, and a policy for ingress only'],
    'HOST-KUBELET': [1, 'a consequence of that: node to node 10250 dies'],
    'HOST-DNS': [1, 'a consequence of that: only UDP 53 is a failsafe port'],
    'HOST-ICMP': [1, 'a consequence of that'],
    'HOST-LOOPBACK': [3, 'egress of both nodes as a consequence of that, and ingress: 127.0.0.1 is in no selector'],
    'FAILSAFE-HOLE': [1, 'as in the other variant'],
    'E2H-ACCEPT': [1, 'as in the other variant'],
    'LABEL-TRUST': [1, 'as in the other variant'],
    'HOSTNET-LABEL': [1, 'as in the other variant'],
  },
  'protect-kubernetes-nodes': {
    'HOST-ICMP': [2, 'the four policies open TCP and UDP ports only'],
    'FAILSAFE-HOLE': [2, 'the lesson’s etcd restriction is void while etcd is a failsafe port'],
    'E2H-ACCEPT': [1, 'the lesson says nothing of pods on the same node'],
    'LEGACY-MASTER-LABEL': [3, 'the lesson is older than kubeadm 1.25, and its nodes are labelled so'],
  },
};

test.each(Object.entries(expected))('%s gives what it teaches, and nothing else', (name, codes) => {
  const text = readFileSync(`assets/samples/${name}.firewright.yaml`, 'utf8');
  const { document } = openDesign([{ name, text }]);
  const counts: Record<string, number> = {};
  for (const { finding } of hostFindings(Object.values(document.resources).map(({ manifest }) => manifest))) {
    counts[finding.code] = (counts[finding.code] ?? 0) + 1;
    // Errors would fail `check`: what locks out is the guard’s.
    expect(finding.severity).not.toBe('error');
  }
  expect(counts).toEqual(Object.fromEntries(Object.entries(codes).map(([code, [count]]) => [code, count])));
});

test('the second lesson with empty failsafe lists, on nodes with the label of today, names all that is lost', () => {
  const text = readFileSync('assets/samples/protect-kubernetes-nodes.firewright.yaml', 'utf8').replaceAll(
    /^ {4}node-role.kubernetes.io\/master:/gm,
    '    node-role.kubernetes.io/control-plane:',
  );
  const empty = felix('default', { failsafeInboundHostPorts: [], failsafeOutboundHostPorts: [] });
  const { document } = openDesign([{ name: 'second-lesson', text }]);
  const manifests = [...Object.values(document.resources).map(({ manifest }) => manifest), empty];
  const codes = new Set(hostFindings(manifests).map(({ finding }) => finding.code));
  for (const code of ['HOST-SSH', 'HOST-BGP-TYPHA', 'HOST-API', 'HOST-ETCD']) expect(codes).toContain(code);
  expect(findingsOf('FAILSAFE-EMPTY', manifests)).toEqual([
    expect.stringContaining(
      'no policy lets through in their place: SSH, the API server, etcd, BGP, Typha, DHCP answers.',
    ),
  ]);
  expect(findingsOf('LEGACY-MASTER-LABEL', manifests)).toEqual(
    [1, 2, 3].map(() => expect.stringContaining('which kubeadm no longer sets and no node of the design has')),
  );
});
