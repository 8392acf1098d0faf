import { expect, test } from 'vitest';
import type { JsonValue } from '../model/json.ts';
import type { Direction } from '../model/policy.ts';
import { clusterRuleSentence, kubeRuleSentence, labelSelectorPhrase, ruleSentence } from './rule-sentence.ts';

const calico: readonly (readonly [sentence: string, direction: Direction, rule: JsonValue])[] = [
  ['Allow all traffic from anywhere', 'ingress', { action: 'Allow' }],
  ['Deny all traffic to anywhere', 'egress', { action: 'Deny' }],
  [
    'Allow TCP ports 22, 179 and 2379–2380 from endpoints with role == "node"',
    'ingress',
    {
      action: 'Allow',
      protocol: 'TCP',
      source: { selector: 'role == "node"' },
      destination: { ports: [22, 179, '2379:2380'] },
    },
  ],
  ['Allow TCP port 22 from anywhere', 'ingress', { action: 'Allow', protocol: 'TCP', destination: { ports: [22] } }],
  [
    'Pass to the next tier all traffic from any known endpoint',
    'ingress',
    { action: 'Pass', source: { selector: 'all()' } },
  ],
  [
    'Deny ICMP type 8 code 0 from 10.0.0.0/8 or 192.168.0.0/16',
    'ingress',
    {
      action: 'Deny',
      protocol: 'ICMP',
      icmp: { type: 8, code: 0 },
      source: { nets: ['10.0.0.0/8', '192.168.0.0/16'] },
    },
  ],
  [
    'Deny everything but UDP from anywhere except 10.0.0.0/8',
    'ingress',
    {
      action: 'Deny',
      notProtocol: 'UDP',
      source: { notNets: ['10.0.0.0/8'] },
    },
  ],
  [
    'Allow all traffic over IPv6 to endpoints outside all namespaces',
    'egress',
    {
      action: 'Allow',
      ipVersion: 6,
      destination: { namespaceSelector: 'global()' },
    },
  ],
  [
    'Allow UDP port 53 from endpoints with app == "a" in namespaces with env == "prod" running as web',
    'ingress',
    {
      action: 'Allow',
      protocol: 'UDP',
      destination: { ports: [53] },
      source: { selector: 'app == "a"', namespaceSelector: 'env == "prod"', serviceAccounts: { names: ['web'] } },
    },
  ],
  [
    'Allow UDP from anywhere with source port 67 to 10.0.0.1/32',
    'ingress',
    {
      action: 'Allow',
      protocol: 'UDP',
      source: { ports: [67] },
      destination: { nets: ['10.0.0.1/32'] },
    },
  ],
  [
    'Allow all traffic to the service kube-system/dns',
    'egress',
    {
      action: 'Allow',
      destination: { services: { name: 'dns', namespace: 'kube-system' } },
    },
  ],
  ['(no action) all traffic from anywhere', 'ingress', 'not a rule'],
  ['(no action) all traffic from anywhere', 'ingress', { action: { a: 1 }, source: [], destination: 7 }],
];
test.each(calico)('%s', (sentence, direction, rule) => {
  expect(ruleSentence(rule, direction)).toBe(sentence);
});

const kubernetes: readonly (readonly [sentence: string, direction: Direction, rule: JsonValue])[] = [
  ['Allow all traffic from anywhere', 'ingress', {}],
  [
    'Allow TCP 80 and UDP 8000–8100 from pods with app = web',
    'ingress',
    {
      from: [{ podSelector: { matchLabels: { app: 'web' } } }],
      ports: [{ port: 80 }, { protocol: 'UDP', port: 8000, endPort: 8100 }],
    },
  ],
  [
    'Allow all traffic to any pod in any namespace or 10.0.0.0/8 except 10.1.0.0/16',
    'egress',
    {
      to: [{ namespaceSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
    },
  ],
];
test.each(kubernetes)('Kubernetes: %s', (sentence, direction, rule) => {
  expect(kubeRuleSentence(rule, direction)).toBe(sentence);
});

const cluster: readonly (readonly [sentence: string, direction: Direction, rule: JsonValue])[] = [
  [
    'Accept all traffic from any pod in namespaces with env = prod',
    'ingress',
    { action: 'Accept', from: [{ namespaces: { matchLabels: { env: 'prod' } } }] },
  ],
  [
    'Deny TCP 80, UDP 8000–8100, SCTP and port http to any pod in any namespace',
    'egress',
    {
      action: 'Deny',
      to: [{ namespaces: {} }],
      protocols: [
        { tcp: { destinationPort: { number: 80 } } },
        { udp: { destinationPort: { range: { start: 8000, end: 8100 } } } },
        { sctp: {} },
        { destinationNamedPort: 'http' },
      ],
    },
  ],
  [
    'Pass to the next tier all traffic to pods with app = dns in namespaces with has env, 10.0.0.0/8 or 10.1.0.0/16 or any cluster node',
    'egress',
    {
      action: 'Pass',
      to: [
        {
          pods: {
            namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'Exists' }] },
            podSelector: { matchLabels: { app: 'dns' } },
          },
        },
        { networks: ['10.0.0.0/8', '10.1.0.0/16'] },
        { nodes: {} },
      ],
    },
  ],
  [
    'Allow TCP 443, UDP 53–54 and port web to *.example.com or cluster nodes with role = edge',
    'egress',
    {
      action: 'Allow',
      to: [{ domainNames: ['*.example.com'] }, { nodes: { matchLabels: { role: 'edge' } } }],
      ports: [
        { portNumber: { port: 443 } },
        { portRange: { protocol: 'UDP', start: 53, end: 54 } },
        { namedPort: 'web' },
      ],
    },
  ],
  ['Deny all traffic from nobody: no peer is stated', 'ingress', { action: 'Deny' }],
  ['(no action) all traffic to (an empty peer)', 'egress', { to: [7] }],
];
test.each(cluster)('cluster-wide kinds: %s', (sentence, direction, rule) => {
  expect(clusterRuleSentence(rule, direction)).toBe(sentence);
});

test('a label selector is told term by term', () => {
  const selector = {
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'env', operator: 'In', values: ['dev', 'prod'] },
      { key: 'old', operator: 'DoesNotExist' },
    ],
  };
  expect(labelSelectorPhrase(selector)).toBe('app = web, env in {dev, prod}, without old');
});
