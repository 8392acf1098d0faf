import { describe } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import { testPackets } from './testing/decision.ts';
import { calico, globalPolicy, hostEndpoint, pod } from './testing/design-of.ts';
import { cluster, onDb } from './testing/small-cluster.ts';

const taken = 'allow wep-ingress prod/db GlobalNetworkPolicy/db#0';
const left = 'deny wep-ingress prod/db tier-default';
const fromWeb = (destination: JsonObject): Manifest =>
  globalPolicy('out', {
    selector: "app == 'web'",
    types: ['Egress'],
    egress: [{ action: 'Allow', protocol: 'TCP', destination }],
  });
const notByWeb = 'deny wep-egress dev/web tier-default';

describe('protocols and ICMP types (R6.2, R6.8)', () => {
  const rule = (criteria: object): readonly Manifest[] => [onDb([{ action: 'Allow', ...criteria }])];
  const unreachable = (code: number): object => ({ icmpType: 3, icmpCode: code });
  testPackets(cluster, [
    {
      rule: 'notProtocol: another one',
      extra: rule({ notProtocol: 'UDP' }),
      flow: 'dev/web -> prod/db TCP 80',
      decision: taken,
    },
    {
      rule: 'notProtocol: that one',
      extra: rule({ notProtocol: 'UDP' }),
      flow: 'dev/web -> prod/db UDP 80',
      decision: left,
    },
    {
      rule: 'icmp: type and code',
      extra: rule({ protocol: 'ICMP', icmp: { type: 3, code: 1 } }),
      flow: 'dev/web -> prod/db ICMP',
      query: unreachable(1),
      decision: taken,
    },
    {
      rule: 'icmp: another code',
      extra: rule({ protocol: 'ICMP', icmp: { type: 3, code: 1 } }),
      flow: 'dev/web -> prod/db ICMP',
      query: unreachable(4),
      decision: left,
    },
    {
      rule: 'icmp: a type is all of its codes',
      extra: rule({ protocol: 'ICMP', icmp: { type: 3 } }),
      flow: 'dev/web -> prod/db ICMP',
      query: unreachable(4),
      decision: taken,
    },
    {
      rule: 'notICMP: that code',
      extra: rule({ protocol: 'ICMP', notICMP: { type: 3, code: 1 } }),
      flow: 'dev/web -> prod/db ICMP',
      query: unreachable(1),
      decision: left,
    },
    {
      rule: 'notICMP: another code',
      extra: rule({ protocol: 'ICMP', notICMP: { type: 3, code: 1 } }),
      flow: 'dev/web -> prod/db ICMP',
      query: unreachable(4),
      decision: taken,
    },
  ]);
});

describe('IP versions (R6.9, R5.4)', () => {
  const [a, b] = [pod('prod/a', { app: 'db' }, '10.65.9.1 fd00::1'), pod('prod/b', {}, '10.65.9.2 fd00::2')];
  const rule = (criteria: object): readonly Manifest[] => [a, b, onDb([{ action: 'Allow', ...criteria }])];
  const [six, four] = [{ ipVersion: 6 }, { ipVersion: 4 }] as const;
  const [allowed, denied] = [
    'allow wep-ingress prod/a GlobalNetworkPolicy/db#0',
    'deny wep-ingress prod/a tier-default',
  ];
  const flow = 'prod/b -> prod/a TCP 80';
  testPackets(cluster, [
    { rule: 'ipVersion: that one', extra: rule({ ipVersion: 4 }), flow, query: four, decision: allowed },
    { rule: 'ipVersion: the other one', extra: rule({ ipVersion: 4 }), flow, query: six, decision: denied },
    {
      rule: 'notNets of the same version',
      extra: rule({ source: { notNets: ['10.99.0.0/16'] } }),
      flow,
      query: four,
      decision: allowed,
    },
    {
      rule: 'notNets: what they exclude',
      extra: rule({ source: { notNets: ['10.65.9.2/32'] } }),
      flow,
      query: four,
      decision: denied,
    },
    {
      rule: 'notNets of the other version: the rule is skipped',
      extra: rule({ source: { notNets: ['10.99.0.0/16'] } }),
      flow,
      query: six,
      decision: denied,
    },
  ]);
});

describe('notPorts (R6.5)', () => {
  const served = pod('prod/served', {}, '10.65.1.9', {
    containers: [{ name: 'server', ports: [{ name: 'http', containerPort: 8080 }] }],
  });
  const reached = 'allow wep-ingress prod/served profile';
  const notFrom53 = onDb([{ action: 'Allow', protocol: 'UDP', source: { notPorts: [53] } }]);
  testPackets(cluster, [
    {
      rule: 'by name: the port called so',
      extra: [served, fromWeb({ notPorts: ['http'] })],
      flow: 'dev/web -> prod/served TCP 8080',
      decision: notByWeb,
    },
    {
      rule: 'by name: every other port',
      extra: [served, fromWeb({ notPorts: ['http'] })],
      flow: 'dev/web -> prod/served TCP 8081',
      decision: reached,
    },
    {
      rule: 'by number, beside a name',
      extra: [served, fromWeb({ notPorts: ['http', '90:91'] })],
      flow: 'dev/web -> prod/served TCP 91',
      decision: notByWeb,
    },
    {
      rule: 'of the source: that port',
      extra: [notFrom53],
      flow: 'dev/web -> prod/db UDP 9',
      query: { sourcePort: 53 },
      decision: left,
    },
    {
      rule: 'of the source: another port',
      extra: [notFrom53],
      flow: 'dev/web -> prod/db UDP 9',
      query: { sourcePort: 54 },
      decision: taken,
    },
  ]);
});

describe('a port name means ports of endpoints that the selector selects, at an address that several share (R6.6)', () => {
  // The second one polices nothing, and lends its address and its ports all the same (R3.2).
  const owner = (role: string, interfaceName: string, port: number): Manifest =>
    hostEndpoint(
      `h-${role}`,
      'n1',
      {
        interfaceName,
        expectedIPs: ['10.0.0.1'],
        profiles: ['projectcalico-default-allow'],
        ports: [{ name: 'web', protocol: 'TCP', port }],
      },
      { role },
    );
  const both = [owner('a', 'eth0', 80), owner('b', 'eth9', 81)];
  const rows = (destination: JsonObject): readonly Manifest[] => [...both, fromWeb(destination)];
  const reached = 'allow hep-ingress host/h-a profile';
  testPackets(cluster, [
    {
      rule: 'its own',
      extra: rows({ selector: "role == 'a'", ports: ['web'] }),
      flow: 'dev/web -> host/h-a TCP 80',
      decision: reached,
    },
    {
      rule: 'not the other’s',
      extra: rows({ selector: "role == 'a'", ports: ['web'] }),
      flow: 'dev/web -> host/h-a TCP 81',
      decision: notByWeb,
    },
    {
      rule: 'both without a selector',
      extra: rows({ ports: ['web'] }),
      flow: 'dev/web -> host/h-a TCP 81',
      decision: reached,
    },
    {
      rule: 'notPorts: its own is left out',
      extra: rows({ selector: "role == 'a'", notPorts: ['web'] }),
      flow: 'dev/web -> host/h-a TCP 80',
      decision: notByWeb,
    },
    {
      rule: 'notPorts: the other’s is not',
      extra: rows({ selector: "role == 'a'", notPorts: ['web'] }),
      flow: 'dev/web -> host/h-a TCP 81',
      decision: reached,
    },
  ]);
});

describe('a port name means the ports of the protocol that the rule names (R6.6)', () => {
  const resolver = pod('prod/dns', { app: 'dns' }, '10.65.1.9', {
    containers: [
      {
        name: 'c',
        ports: [
          { name: 'dns', containerPort: 53, protocol: 'TCP' },
          { name: 'dns', containerPort: 5353, protocol: 'UDP' },
        ],
      },
    ],
  });
  const byName = (protocol: string): JsonObject => ({ action: 'Allow', protocol, destination: { ports: ['dns'] } });
  const rules = globalPolicy('dns', {
    selector: "app == 'dns'",
    types: ['Ingress'],
    ingress: [byName('TCP'), byName('UDP')],
  });
  const extra = [resolver, rules];
  testPackets(cluster, [
    {
      rule: 'TCP',
      extra,
      flow: 'dev/web -> prod/dns TCP 53',
      decision: 'allow wep-ingress prod/dns GlobalNetworkPolicy/dns#0',
    },
    {
      rule: 'UDP',
      extra,
      flow: 'dev/web -> prod/dns UDP 5353',
      decision: 'allow wep-ingress prod/dns GlobalNetworkPolicy/dns#1',
    },
    {
      rule: 'TCP is not UDP',
      extra,
      flow: 'dev/web -> prod/dns TCP 5353',
      decision: 'deny wep-ingress prod/dns tier-default',
    },
  ]);
});

describe('a lone notSelector (R3.14, R3.15)', () => {
  const global = globalPolicy('db', {
    selector: "app == 'db'",
    types: ['Ingress'],
    ingress: [{ action: 'Allow', source: { notSelector: "app == 'web'" } }],
  });
  const namespaced = calico(
    'NetworkPolicy',
    'db',
    { selector: 'all()', types: ['Ingress'], ingress: [{ action: 'Allow', source: { notSelector: "app == 'web'" } }] },
    { namespace: 'prod' },
  );
  testPackets(cluster, [
    { rule: 'excludes', extra: [global], flow: 'dev/web -> prod/db TCP 80', decision: left },
    { rule: 'lets others in', extra: [global], flow: 'dev/near -> prod/db TCP 80', decision: taken },
    { rule: 'and strangers', extra: [global], flow: 'external/partner -> prod/db TCP 80', decision: taken },
    {
      rule: 'in a namespaced policy keeps to its namespace',
      extra: [namespaced],
      flow: 'dev/near -> prod/db TCP 80',
      decision: left,
    },
  ]);
});
