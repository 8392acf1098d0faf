import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import { evaluateFlow } from './evaluate.ts';
import { testPackets } from './testing/decision.ts';
import {
  calico,
  globalPolicy,
  hostEndpoint,
  judgeFlow,
  namespace,
  network,
  node,
  pod,
  queryOf,
  rulesetOf,
  service,
} from './testing/design-of.ts';

const core = (kind: string, metadata: JsonObject, rest: JsonObject): Manifest => ({
  apiVersion: kind === 'EndpointSlice' ? 'discovery.k8s.io/v1' : 'v1',
  kind,
  metadata,
  ...rest,
});
const slice = (labels: JsonObject, rest: JsonObject): Manifest =>
  core('EndpointSlice', { name: 'slice', namespace: 'prod', labels }, { addressType: 'IPv4', ...rest });
const ofWeb = { 'kubernetes.io/service-name': 'web' };

const containers = [{ ports: [{ name: 'http', containerPort: 8080 }] }] as const;
const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  node('n3', '10.0.0.3'),
  namespace('prod'),
  pod('prod/web', { app: 'web' }, '10.65.1.2', { nodeName: 'n1', containers }),
  pod('prod/near', { app: 'near' }, '10.65.1.3', { nodeName: 'n1' }),
  pod('prod/far', { app: 'far' }, '10.65.2.2', { nodeName: 'n2' }),
  pod('prod/lost', { app: 'lost' }, '10.65.9.9'),
  pod('prod/hosted', { app: 'hosted' }, null, { nodeName: 'n3', hostNetwork: true }),
  network('x', '203.0.113.0/24'),
];
const web = service('prod/web', {
  type: 'NodePort',
  clusterIP: '10.96.0.1',
  selector: { app: 'web' },
  ports: [{ port: 80, targetPort: 'http', nodePort: 30080 }],
});
const local = service('prod/web', {
  type: 'NodePort',
  selector: { app: 'web' },
  externalTrafficPolicy: 'Local',
  ports: [{ port: 80, targetPort: 'http', nodePort: 30080 }],
});

const toService = (name: string, rule: JsonObject = {}): Manifest =>
  globalPolicy('s', {
    selector: "app == 'far'",
    types: ['Egress'],
    egress: [{ action: 'Allow', destination: { services: { name, namespace: 'prod' } }, ...rule }],
  });

describe('rules that name a service (R6.11)', () => {
  const matched = 'allow wep-ingress prod/web profile';
  const missed = 'deny wep-egress prod/far tier-default';
  const flow = 'prod/far -> prod/web TCP 8080';
  testPackets(cluster, [
    { rule: 'its endpoint and target port', extra: [web, toService('web')], flow, decision: matched },
    {
      rule: 'not the port of the service',
      extra: [web, toService('web')],
      flow: 'prod/far -> prod/web TCP 80',
      decision: missed,
    },
    {
      rule: 'not another protocol',
      extra: [web, toService('web')],
      flow: 'prod/far -> prod/web UDP 8080',
      decision: missed,
    },
    {
      rule: 'not a port of that name of another protocol',
      extra: [
        web,
        pod('prod/web', { app: 'web' }, '10.65.1.2', {
          containers: [{ ports: [...containers[0].ports, { name: 'http', containerPort: 8443, protocol: 'UDP' }] }],
        }),
        toService('web'),
      ],
      flow: 'prod/far -> prod/web TCP 8443',
      decision: missed,
    },
    {
      rule: 'not another pod',
      extra: [web, toService('web')],
      flow: 'prod/far -> prod/near TCP 8080',
      decision: missed,
    },
    {
      rule: 'the rule’s own protocol holds as well',
      extra: [web, toService('web', { protocol: 'UDP' })],
      flow,
      decision: missed,
    },
    { rule: 'a service that is not there', extra: [toService('gone')], flow, decision: missed },
    {
      rule: 'a host-networked endpoint is its node',
      extra: [service('prod/h', { selector: { app: 'hosted' }, ports: [{ port: 9 }] }), toService('h')],
      flow: 'prod/far -> host/n3 TCP 9',
      decision: 'allow hep-ingress host/n3 no-host-endpoint',
    },
    {
      rule: 'endpoints that are written, of a service that is not',
      extra: [slice(ofWeb, { endpoints: [{ addresses: ['10.65.1.3'] }], ports: [{ port: 7 }] }), toService('web')],
      flow: 'prod/far -> prod/near TCP 7',
      decision: 'allow wep-ingress prod/near profile',
    },
    {
      rule: 'written endpoints without ports match no destination',
      extra: [slice(ofWeb, { endpoints: [{ addresses: ['10.65.1.3'] }] }), toService('web')],
      flow: 'prod/far -> prod/near TCP 7',
      decision: missed,
    },
    {
      rule: 'what the controller wrote is written anew',
      extra: [
        web,
        slice(
          { ...ofWeb, 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' },
          { endpoints: [{ addresses: ['10.65.1.3'] }], ports: [{ port: 7 }] },
        ),
        toService('web'),
      ],
      flow: 'prod/far -> prod/near TCP 7',
      decision: missed,
    },
    {
      rule: 'an Endpoints object of a service without selector',
      extra: [
        service('prod/ext', { ports: [{ port: 443 }] }),
        core(
          'Endpoints',
          { name: 'ext', namespace: 'prod' },
          { subsets: [{ addresses: [{ ip: '203.0.113.5' }], ports: [{ port: 443 }] }] },
        ),
        toService('ext'),
      ],
      flow: 'prod/far -> external/x TCP 443',
      query: { toAddress: '203.0.113.5' },
      decision: 'allow wep-egress prod/far GlobalNetworkPolicy/s#0',
    },
  ]);

  const fromService = calico(
    'NetworkPolicy',
    'i',
    {
      selector: "app == 'near'",
      types: ['Ingress'],
      ingress: [{ action: 'Allow', source: { services: { name: 'web', namespace: 'prod' } } }],
    },
    { namespace: 'prod' },
  );
  testPackets(cluster, [
    {
      rule: 'as a source: any port of its endpoints',
      extra: [web, fromService],
      flow: 'prod/web -> prod/near UDP 5',
      decision: 'allow wep-ingress prod/near NetworkPolicy/prod/i#0',
    },
    {
      rule: 'as a source: nobody else',
      extra: [web, fromService],
      flow: 'prod/far -> prod/near UDP 5',
      decision: 'deny wep-ingress prod/near tier-default',
    },
    {
      rule: 'as a source: written endpoints without ports too',
      extra: [slice(ofWeb, { endpoints: [{ addresses: ['10.65.2.2'] }] }), fromService],
      flow: 'prod/far -> prod/near UDP 5',
      decision: 'allow wep-ingress prod/near NetworkPolicy/prod/i#0',
    },
  ]);

  test('a service without endpoints is said', () => {
    expect(rulesetOf([...cluster, toService('gone')]).problems.map(({ finding }) => finding.code)).toEqual([
      'SERVICE-WITHOUT-ENDPOINTS',
    ]);
    expect(rulesetOf([...cluster, web, toService('web')]).problems).toEqual([]);
  });
});

const guards = ['n1', 'n2', 'n3'].map((name) =>
  hostEndpoint(
    name,
    name,
    { interfaceName: 'eth0', expectedIPs: [`10.0.0.${name.slice(1)}`], profiles: ['projectcalico-default-allow'] },
    { on: name },
  ),
);
const star = hostEndpoint('star', 'n2', { profiles: ['projectcalico-default-allow'] }, { on: 'n2' });
const prednat = (on: string, rule: JsonObject): Manifest =>
  globalPolicy('pre', {
    selector: `on == '${on}'`,
    preDNAT: true,
    applyOnForward: true,
    ingress: [{ action: 'Deny', protocol: 'TCP', ...rule }],
  });
const forwarded = (on: string, types: readonly string[]): Manifest =>
  globalPolicy('fwd', { selector: `on == '${on}'`, applyOnForward: true, types });
const onWeb = (source: JsonObject): Manifest =>
  globalPolicy('web', { selector: "app == 'web'", types: ['Ingress'], ingress: [{ action: 'Allow', source }] });
const nodePort = (clusterNode: string) => ({
  via: { type: 'NodePort', service: 'prod/web', clusterNode, port: 30080 } as const,
});
const clusterIp = { via: { type: 'ClusterIP', service: 'prod/web', port: 80 } as const };

describe('flows through a service (R5.19d, R5.32)', () => {
  const outside = 'external/x -> prod/web TCP 8080';
  const allowed = 'allow wep-ingress prod/web GlobalNetworkPolicy/web#0';
  const denied = 'deny wep-ingress prod/web tier-default';
  const fromNet = onWeb({ nets: ['203.0.113.0/24'] });
  const fromN2 = onWeb({ nets: ['10.0.0.2/32'] });
  testPackets(
    [...cluster, web],
    [
      {
        rule: 'a node port on the pod’s node keeps the client',
        extra: [fromNet],
        flow: outside,
        query: nodePort('n1'),
        decision: allowed,
      },
      { rule: 'on another node it hides it', extra: [fromNet], flow: outside, query: nodePort('n2'), decision: denied },
      {
        rule: 'the pod sees the node where it entered',
        extra: [fromN2],
        flow: outside,
        query: nodePort('n2'),
        decision: allowed,
      },
      {
        rule: 'preDNAT policy sees the node port',
        extra: [...guards, prednat('n2', { destination: { ports: [30080], nets: ['10.0.0.2/32'] } })],
        flow: outside,
        query: nodePort('n2'),
        decision: 'deny prednat host/n2 GlobalNetworkPolicy/pre#0',
      },
      {
        rule: 'on the pod’s node it sees the pod’s port',
        extra: [...guards, prednat('n1', { destination: { ports: [8080], nets: ['10.65.1.2/32'] } })],
        flow: outside,
        query: nodePort('n2'),
        decision: 'deny prednat host/n1 GlobalNetworkPolicy/pre#0',
      },
      {
        rule: 'the entry node forwards it in',
        extra: [...guards, forwarded('n2', ['Ingress'])],
        flow: outside,
        query: nodePort('n2'),
        decision: 'deny forward-ingress host/n2 tier-default',
      },
      {
        rule: 'and out',
        extra: [...guards, forwarded('n2', ['Egress'])],
        flow: outside,
        query: nodePort('n2'),
        decision: 'deny forward-egress host/n2 tier-default',
      },
      {
        rule: 'preDNAT allow at the entry node skips nothing at the pod’s node',
        extra: [
          ...guards,
          globalPolicy('pre', {
            selector: "on == 'n2'",
            preDNAT: true,
            applyOnForward: true,
            ingress: [{ action: 'Allow' }],
          }),
          globalPolicy('fwd', { selector: "on in {'n1', 'n2'}", applyOnForward: true, types: ['Ingress'] }),
        ],
        flow: outside,
        query: nodePort('n2'),
        decision: 'deny forward-ingress host/n1 tier-default',
      },
      {
        rule: 'a pod’s own node translates',
        extra: [fromN2],
        flow: 'prod/far -> prod/web TCP 8080',
        query: nodePort('n2'),
        decision: allowed,
      },
      {
        rule: 'another node’s port is dialled untranslated',
        extra: [
          globalPolicy('far', {
            selector: "app == 'far'",
            types: ['Egress'],
            egress: [{ action: 'Allow', protocol: 'TCP', destination: { nets: ['10.0.0.3/32'], ports: [30080] } }],
          }),
          onWeb({ nets: ['10.0.0.3/32'] }),
        ],
        flow: 'prod/far -> prod/web TCP 8080',
        query: nodePort('n3'),
        decision: allowed,
      },
      {
        rule: 'a cluster address is translated before the pod’s own policy',
        extra: [
          globalPolicy('far', {
            selector: "app == 'far'",
            types: ['Egress'],
            egress: [{ action: 'Allow', protocol: 'TCP', destination: { nets: ['10.65.1.2/32'], ports: [8080] } }],
          }),
          onWeb({ selector: "app == 'far'" }),
        ],
        flow: 'prod/far -> prod/web TCP 8080',
        query: clusterIp,
        decision: allowed,
      },
      {
        rule: 'but after the node’s preDNAT policy',
        extra: [star, prednat('n2', { destination: { ports: [80], nets: ['10.96.0.1/32'] } })],
        flow: 'prod/far -> prod/web TCP 8080',
        query: clusterIp,
        decision: 'deny prednat host/star GlobalNetworkPolicy/pre#0',
      },
      {
        rule: 'a node reaches its own pod by a service too (R5.17)',
        extra: [...guards, onWeb({ nets: ['192.0.2.0/24'] })],
        flow: 'host/n1 -> prod/web TCP 8080',
        query: clusterIp,
        decision: 'allow own-pod prod/web own-pod',
      },
      {
        rule: 'an unplaced pod',
        extra: [onWeb({ selector: "app == 'lost'" })],
        flow: 'prod/lost -> prod/web TCP 8080',
        query: clusterIp,
        decision: allowed,
      },
    ],
  );

  testPackets(cluster, [
    {
      rule: 'an address that the design does not say leaves it open where preDNAT policy asks for it',
      extra: [local, star, prednat('n2', { destination: { nets: ['10.96.0.0/16'] } })],
      flow: 'prod/far -> prod/web TCP 8080',
      query: clusterIp,
      decision: 'undecided hep-ingress prod/web undecided:service-address-unknown',
    },
    {
      rule: 'and nowhere else',
      extra: [local, star, prednat('n2', { destination: { ports: [80] } })],
      flow: 'prod/far -> prod/web TCP 8080',
      query: clusterIp,
      decision: 'deny prednat host/star GlobalNetworkPolicy/pre#0',
    },
    {
      rule: 'Local keeps the client on its node',
      extra: [local, fromNet],
      flow: outside,
      query: nodePort('n1'),
      decision: allowed,
    },
  ]);

  test.each([
    ['Local hands nothing to another node', local, nodePort('n2'), 'no-local-endpoint'],
    ['a node that is not there', web, nodePort('gone'), 'no-such-endpoint'],
  ] as const)('%s', (_what, known, query, reason) => {
    const result = evaluateFlow(rulesetOf([...cluster, known]), queryOf(outside, query));
    expect(result.ok ? null : result.error.reason).toBe(reason);
  });

  test('the note says who hides the client', () => {
    const { notes } = judgeFlow(rulesetOf([...cluster, web]), outside, nodePort('n2'));
    expect(notes.join()).toContain('the address of node n2, where they entered');
  });
});
