import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { resourceId } from '../model/ids.ts';
import type { KubeNetworkPolicy } from '../model/policy.ts';
import { readEntity } from './read-entity.ts';

const id = resourceId({ group: 'networking.k8s.io', kind: 'NetworkPolicy', namespace: 'prod', name: 'p' });

function read(spec: JsonValue, [apiVersion, kind] = ['networking.k8s.io/v1', 'NetworkPolicy']): KubeNetworkPolicy {
  const metadata = { name: 'p', namespace: 'prod' };
  const { entity } = readEntity(id, { apiVersion: apiVersion ?? '', kind: kind ?? '', metadata, spec });
  if (entity.kind !== 'kube-network-policy') throw new Error(`not a NetworkPolicy: ${entity.kind}`);
  return entity;
}

const staged = ['projectcalico.org/v3', 'StagedKubernetesNetworkPolicy'] as [string, string];

describe('directions are as stated, else as the API fills them in (R7.3)', () => {
  const cases: readonly [
    what: string,
    spec: JsonObject,
    kind: [string, string] | undefined,
    KubeNetworkPolicy['types'],
  ][] = [
    ['nothing', {}, undefined, ['ingress']],
    ['egress rules', { egress: [{}] }, undefined, ['ingress', 'egress']],
    ['an empty egress list', { egress: [] }, undefined, ['ingress']],
    ['stated', { policyTypes: ['Egress'], ingress: [{}] }, undefined, ['egress']],
    ['the staged kind with egress rules', { egress: [{}] }, staged, ['ingress']],
  ];
  test.each(cases)('%s', (_what, spec, kind, types) => {
    expect(read(spec, kind).types).toEqual(types);
  });
});

test('an absent podSelector selects every pod; the staged kind is staged', () => {
  expect(read({})).toMatchObject({ podSelector: { kind: 'all' }, namespace: 'prod', staged: false, errors: [] });
  expect(read({}, staged).staged).toBe(true);
});

test('peers and ports are read (R7.5–R7.7)', () => {
  const rule = {
    from: [
      { podSelector: { matchLabels: { app: 'web' } } },
      { namespaceSelector: {} },
      { ipBlock: { cidr: '10.0.0.1/8', except: ['10.1.0.0/16'] } },
    ],
    ports: [{}, { protocol: 'UDP', port: 53 }, { port: 'http' }, { port: 80, endPort: 90 }, { protocol: 'SCTP' }],
  };
  const policy = read({ ingress: [rule] });
  expect(policy.errors).toEqual([]);
  expect(policy.ingress).toEqual([
    {
      peers: [
        {
          kind: 'pods',
          podSelector: { kind: 'compare', operator: '==', label: 'app', value: 'web' },
          namespaceSelector: null,
        },
        { kind: 'pods', podSelector: null, namespaceSelector: { kind: 'all' } },
        {
          kind: 'ip-block',
          cidr: { base: { family: 4, value: 0x0a000000 }, prefix: 8 },
          except: [{ base: { family: 4, value: 0x0a010000 }, prefix: 16 }],
        },
      ],
      ports: [
        { protocol: 6, port: null },
        { protocol: 17, port: { kind: 'range', first: 53, last: 53 } },
        { protocol: 6, port: { kind: 'named', name: 'http' } },
        { protocol: 6, port: { kind: 'range', first: 80, last: 90 } },
        { protocol: 132, port: null },
      ],
    },
  ]);
});

test('an empty list of peers or ports is no restriction', () => {
  expect(read({ ingress: [{ from: [], ports: [] }] }).ingress).toEqual([{ peers: [], ports: [] }]);
});

describe('what cannot be read is an error of the policy, with its path (R8.50)', () => {
  const port = (value: JsonValue): JsonObject => ({ egress: [{ ports: [value] }] });
  const peer = (value: JsonValue): JsonObject => ({ egress: [{ to: [value] }] });
  const cases: readonly [spec: JsonObject, code: string, path: string][] = [
    [{ podSelector: { app: 'web' } }, 'FIELD-UNKNOWN', 'spec/podSelector/app'],
    [{ podSelector: { matchLabels: { 'a@b': 'c' } } }, 'LABEL-SELECTOR', 'spec/podSelector/matchLabels/a@b'],
    [{ policyTypes: ['ingress'] }, 'VALUE-UNKNOWN', 'spec/policyTypes/0'],
    [{ ingress: [{ to: [] }] }, 'FIELD-UNKNOWN', 'spec/ingress/0/to'],
    [peer({}), 'FIELD-REQUIRED', 'spec/egress/0/to/0'],
    [peer({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }), 'FIELD-FORBIDDEN', 'spec/egress/0/to/0/ipBlock'],
    [peer({ ipBlock: { cidr: '10.0.0.0' } }), 'CIDR-MASK', 'spec/egress/0/to/0/ipBlock/cidr'],
    [
      peer({ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }),
      'CIDR-EXCEPT',
      'spec/egress/0/to/0/ipBlock/except/0',
    ],
    [port({ protocol: 'ICMP' }), 'VALUE-UNKNOWN', 'spec/egress/0/ports/0/protocol'],
    [port({ port: '80' }), 'PORT-SYNTAX', 'spec/egress/0/ports/0/port'],
    [port({ port: 0 }), 'VALUE-RANGE', 'spec/egress/0/ports/0/port'],
    [port({ endPort: 90 }), 'PORT-RANGE', 'spec/egress/0/ports/0/endPort'],
    [port({ port: 'http', endPort: 90 }), 'PORT-RANGE', 'spec/egress/0/ports/0/endPort'],
    [port({ port: 90, endPort: 80 }), 'PORT-RANGE', 'spec/egress/0/ports/0/endPort'],
  ];
  test.each(cases)('%j', (spec, code, path) => {
    expect(read(spec).errors.map((finding) => [finding.code, finding.path.join('/')])).toEqual([[code, path]]);
  });
});
