import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import { calico, globalPolicy, hostEndpoint, node } from '../../policy/testing/design-of.ts';
import { findingsOf } from './testing/linted.ts';

const n1 = node('n1', '10.0.0.1');
const tunnelled = node('n1', '10.0.0.1', {
  metadata: { name: 'n1', annotations: { 'projectcalico.org/IPv4VXLANTunnelAddr': '10.244.9.0' } },
});
const host = (expectedIPs: readonly string[]): Manifest =>
  hostEndpoint('h1', 'n1', { expectedIPs, profiles: ['projectcalico-default-allow'] }, { role: 'node' });
const trusting = (selector: string): Manifest =>
  globalPolicy('p', { selector: "app == 'db'", ingress: [{ action: 'Allow', source: { selector } }] });
const pool = (vxlanMode: string): Manifest => calico('IPPool', 'pool', { cidr: '10.244.0.0/16', vxlanMode });

const rows: readonly (readonly [what: string, code: string, design: readonly Manifest[], found: readonly string[]])[] =
  [
    [
      'a rule asks for the labels of one without addresses',
      'HEP-NO-IPS',
      [n1, host([]), trusting("role == 'node'")],
      [
        'HostEndpoint/h1 spec.expectedIPs: Host endpoint h1 has no expectedIPs, although a rule of p asks for its labels.',
      ],
    ],
    ['a rule means everybody', 'HEP-NO-IPS', [n1, host([]), trusting('all()')], []],
    ['a rule asks for other labels', 'HEP-NO-IPS', [n1, host([]), trusting("role == 'other'")], []],
    ['it has an address', 'HEP-NO-IPS', [n1, host(['10.0.0.1']), trusting("role == 'node'")], []],
    [
      'an address of no interface of the node',
      'HEP-IP-MISMATCH',
      [n1, host(['10.0.0.1', '10.0.0.9'])],
      ['HostEndpoint/h1 spec.expectedIPs.1: Host endpoint h1 expects 10.0.0.9, and node n1 has no such address.'],
    ],
    ['its own address', 'HEP-IP-MISMATCH', [n1, host(['10.0.0.1'])], []],
    [
      'a node of which no address is known',
      'HEP-IP-MISMATCH',
      [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' } }, host(['10.0.0.9'])],
      [],
    ],
    [
      'the tunnel’s address is missing, and a rule asks for its labels',
      'HEP-IP-MISMATCH',
      [tunnelled, host(['10.0.0.1']), trusting("role == 'node'"), pool('Always')],
      [
        'HostEndpoint/h1 spec.expectedIPs: Node n1 reaches pods of other nodes from its tunnel address 10.244.9.0, which host endpoint h1 does not expect.',
      ],
    ],
    [
      'the tunnel’s address is there',
      'HEP-IP-MISMATCH',
      [tunnelled, host(['10.0.0.1', '10.244.9.0']), trusting("role == 'node'"), pool('Always')],
      [],
    ],
    [
      'no pool is tunnelled',
      'HEP-IP-MISMATCH',
      [tunnelled, host(['10.0.0.1']), trusting("role == 'node'"), pool('Never')],
      [],
    ],
    ['nobody asks for its labels', 'HEP-IP-MISMATCH', [tunnelled, host(['10.0.0.1']), pool('Always')], []],
  ];

test.each(rows.map((row) => [`${row[1]}: ${row[0]}`, row] as const))('%s', (_, [, code, design, found]) => {
  expect(findingsOf(code, design).map((finding, index) => finding.slice(0, found[index]?.length))).toEqual(found);
});
