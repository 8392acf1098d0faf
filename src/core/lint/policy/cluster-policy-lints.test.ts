import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import type { JsonObject } from '../../model/json.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import { pod } from '../../policy/testing/design-of.ts';
import { policyFindings } from '../testing/policy-findings.ts';

const db = pod('prod/db', { app: 'db' }, '10.65.1.2');
const cnp = (action: string, to: JsonObject): Manifest => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'c' },
  spec: { tier: 'Admin', priority: 1, subject: { namespaces: {} }, egress: [{ action, to: [to] }] },
});
const anp = (ports: readonly JsonObject[]): Manifest => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha1',
  kind: 'AdminNetworkPolicy',
  metadata: { name: 'a' },
  spec: {
    priority: 1,
    subject: { namespaces: {} },
    ingress: [{ action: 'Allow', from: [{ namespaces: {} }], ports }],
  },
});
const number = { portNumber: { protocol: 'TCP', port: 80 } };

const rows: readonly (readonly [
  name: string,
  version: CalicoVersion,
  manifest: Manifest,
  code: string | null,
  word: string,
])[] = [
  ['networks', '3.32', cnp('Deny', { networks: ['10.0.0.0/8'] }), null, ''],
  ['nodes that are allowed', '3.32', cnp('Accept', { nodes: {} }), 'CNP-EXPERIMENTAL', 'the whole rule is dropped'],
  ['nodes that are denied', '3.32', cnp('Deny', { nodes: {} }), 'CNP-EXPERIMENTAL', 'denies all egress instead'],
  ['nodes that are passed', '3.32', cnp('Pass', { nodes: {} }), 'CNP-EXPERIMENTAL', 'denies all egress instead'],
  ['domain names', '3.32', cnp('Accept', { domainNames: ['x.example'] }), 'CNP-EXPERIMENTAL', 'domainNames'],
  ['port numbers', '3.31', anp([number]), null, ''],
  ['a port name alone', '3.31', anp([{ namedPort: 'http' }]), 'ANP-NAMEDPORT', 'matches every port'],
  ['a port name beside a number', '3.30', anp([number, { namedPort: 'http' }]), 'ANP-NAMEDPORT', 'matches less'],
  ['a kind that the version does not enforce', '3.32', anp([{ namedPort: 'http' }]), null, ''],
];

test.each(rows)('%s with Calico %s', (_name, calicoVersion, manifest, code, word) => {
  const found = policyFindings([db, manifest], { calicoVersion });
  expect(found.map(({ finding }) => finding.code)).toEqual(code === null ? [] : [code]);
  expect(found.map(({ finding }) => finding.message).join()).toContain(word);
});
