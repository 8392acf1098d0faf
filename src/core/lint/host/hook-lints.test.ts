import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import { globalPolicy, hostEndpoint, node, pod, service } from '../../policy/testing/design-of.ts';
import { findingsOf } from './testing/linted.ts';

const star = hostEndpoint('star', 'n1', { profiles: ['projectcalico-default-allow'] }, { role: 'node' });
const eth0 = hostEndpoint('eth', 'n1', { interfaceName: 'eth0' }, { role: 'node' });
const nodes: readonly Manifest[] = [node('n1', '10.0.0.1'), node('n2', '10.0.0.2')];
const pods: readonly Manifest[] = [
  pod('prod/db', { app: 'db' }, '10.65.1.2', { nodeName: 'n1' }),
  pod('dev/web', { app: 'web' }, '10.65.2.3', { nodeName: 'n2' }),
];
const onHosts = (spec: object): Manifest => globalPolicy('p', { selector: "role == 'node'", ...spec } as Manifest);
const untracked = onHosts({ doNotTrack: true, applyOnForward: true, ingress: [{ action: 'Deny' }] });
const prednat = (ingress: readonly object[]): Manifest => onHosts({ preDNAT: true, applyOnForward: true, ingress });
const forward = (ingress: readonly object[], types = ['Ingress']): Manifest =>
  onHosts({ applyOnForward: true, types, ingress });
const toPorts = (...ports: readonly (number | string)[]): object => ({
  action: 'Allow',
  protocol: 'TCP',
  destination: { ports },
});

const rows: readonly (readonly [what: string, code: string, design: readonly Manifest[], found: readonly string[]])[] =
  [
    [
      'untracked policy on all interfaces',
      'DNT-WILDCARD',
      [...nodes, star, untracked],
      [
        'GlobalNetworkPolicy/p spec.doNotTrack: Policy p has doNotTrack and selects host endpoint star, bound to all interfaces.',
      ],
    ],
    ['untracked policy on one interface', 'DNT-WILDCARD', [...nodes, eth0, untracked], []],
    [
      'a pod loses a connection before translation',
      'PREDNAT-PODS',
      [...nodes, ...pods, star, prednat([{ action: 'Deny', source: { nets: ['10.0.0.0/8'] } }])],
      [
        'GlobalNetworkPolicy/p spec.ingress: Policy p denies what pod prod/db sends to dev/web before address translation,',
      ],
    ],
    [
      'pods are let through first',
      'PREDNAT-PODS',
      [...nodes, ...pods, star, prednat([{ action: 'Pass', source: { selector: 'has(app)' } }, { action: 'Deny' }])],
      [],
    ],
    ['one interface is not that of pods', 'PREDNAT-PODS', [...nodes, ...pods, eth0, prednat([{ action: 'Deny' }])], []],
    [
      'a pod loses a connection to the policy on forwarded ingress',
      'AOF-STAR-PODS',
      [...nodes, ...pods, star, forward([{ action: 'Allow', source: { nets: ['10.9.0.0/16'] } }])],
      [
        'GlobalNetworkPolicy/p spec.applyOnForward: Policy p applies on forward to ingress of host endpoint star, and so denies what pod prod/db sends to dev/web.',
      ],
    ],
    [
      'without pods in the design it is not known',
      'AOF-STAR-PODS',
      [...nodes, star, forward([{ action: 'Allow', source: { nets: ['10.9.0.0/16'] } }])],
      [
        'GlobalNetworkPolicy/p spec.applyOnForward: Policy p applies on forward to ingress of host endpoint star, so it also polices',
      ],
    ],
    [
      'pods lose nothing',
      'AOF-STAR-PODS',
      [...nodes, ...pods, star, forward([{ action: 'Allow', source: { nets: ['10.65.0.0/16'] } }])],
      [],
    ],
    ['it lets everything through', 'AOF-STAR-PODS', [...nodes, star, forward([{ action: 'Allow' }])], []],
    ['it is about egress', 'AOF-STAR-PODS', [...nodes, ...pods, star, forward([], ['Egress'])], []],
    ['one interface is not that of pods', 'AOF-STAR-PODS', [...nodes, ...pods, eth0, forward([])], []],
    [
      'node ports',
      'AOF-MISSING',
      [...nodes, ...pods, star, onHosts({ ingress: [toPorts(22), toPorts('30000:32767')] })],
      [
        'GlobalNetworkPolicy/p spec.ingress.1: Rule 2 of ingress of p is about node ports, and the policy neither applies on forward',
      ],
    ],
    [
      'a node port outside the usual range that a service has',
      'AOF-MISSING',
      [
        ...nodes,
        star,
        service('prod/db', { type: 'NodePort', ports: [{ port: 80, nodePort: 8123 }] }),
        onHosts({ ingress: [toPorts(8123)] }),
      ],
      ['GlobalNetworkPolicy/p spec.ingress.0: Rule 1 of ingress of p is about node ports,'],
    ],
    [
      'addresses of pods',
      'AOF-MISSING',
      [...nodes, ...pods, star, onHosts({ ingress: [{ action: 'Deny', destination: { selector: "app == 'db'" } }] })],
      ['GlobalNetworkPolicy/p spec.ingress.0: Rule 1 of ingress of p is about addresses of pods,'],
    ],
    [
      'it applies on forward',
      'AOF-MISSING',
      [...nodes, ...pods, star, onHosts({ applyOnForward: true, ingress: [toPorts('30000:32767')] })],
      [],
    ],
    [
      'it is for pods as well',
      'AOF-MISSING',
      [...nodes, ...pods, star, onHosts({ selector: 'all()', ingress: [toPorts(31000)] })],
      [],
    ],
    [
      'ports of the node itself',
      'AOF-MISSING',
      [...nodes, ...pods, star, onHosts({ ingress: [toPorts(22, 10250)] })],
      [],
    ],
  ];

test.each(rows.map((row) => [`${row[1]}: ${row[0]}`, row] as const))('%s', (_, [, code, design, found]) => {
  expect(findingsOf(code, design).map((finding, index) => finding.slice(0, found[index]?.length))).toEqual(found);
});
