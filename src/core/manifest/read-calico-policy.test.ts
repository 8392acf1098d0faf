import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { resourceId } from '../model/ids.ts';
import type { CalicoPolicy } from '../model/policy.ts';
import { noLabels } from '../selector/labels.ts';
import { readEntity } from './read-entity.ts';

const id = resourceId({ group: 'projectcalico.org', kind: 'GlobalNetworkPolicy', namespace: null, name: 'p' });

function manifestOf(spec: JsonValue, kind: string): Manifest {
  return { apiVersion: 'projectcalico.org/v3', kind, metadata: { name: 'p' }, spec };
}

function read(spec: JsonValue, kind = 'GlobalNetworkPolicy'): CalicoPolicy {
  const { entity } = readEntity(id, manifestOf(spec, kind));
  if (entity.kind !== 'calico-policy') throw new Error(`not a Calico policy: ${entity.kind}`);
  return entity;
}

const allow: JsonObject = { action: 'Allow' };

test('a policy without spec has the defaults of the API', () => {
  expect(
    readEntity(id, { apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: { name: 'p' } }),
  ).toEqual({
    entity: {
      kind: 'calico-policy',
      id,
      name: 'p',
      labels: noLabels,
      namespace: 'default',
      staged: false,
      stagedAction: 'set',
      tier: 'default',
      order: null,
      selector: null,
      namespaceSelector: null,
      serviceAccountSelector: null,
      types: ['ingress'],
      ingress: [],
      egress: [],
      doNotTrack: false,
      preDnat: false,
      applyOnForward: false,
      errors: [],
    },
    findings: [],
  });
});

describe('directions are as stated, else as the rules suggest (R4.4)', () => {
  const cases: readonly [what: string, spec: JsonObject, types: CalicoPolicy['types']][] = [
    ['no rules', {}, ['ingress']],
    ['ingress rules', { ingress: [allow] }, ['ingress']],
    ['egress rules', { egress: [allow] }, ['egress']],
    ['both', { ingress: [allow], egress: [allow] }, ['ingress', 'egress']],
    ['stated against the rules', { types: ['Ingress'], egress: [allow] }, ['ingress']],
    ['an empty list', { types: [], egress: [allow] }, ['egress']],
  ];
  test.each(cases)('%s', (_what, spec, types) => {
    expect(read(spec).types).toEqual(types);
  });
});

describe('the four kinds', () => {
  const cases: readonly [kind: string, namespace: string | null, staged: boolean][] = [
    ['GlobalNetworkPolicy', null, false],
    ['NetworkPolicy', 'default', false],
    ['StagedGlobalNetworkPolicy', null, true],
    ['StagedNetworkPolicy', 'default', true],
  ];
  test.each(cases)('%s', (kind, namespace, staged) => {
    expect(read({}, kind)).toMatchObject({ namespace, staged });
  });
});

test('an empty selector is no selector, all() is one (R3.11)', () => {
  expect([read({ selector: '' }).selector, read({ selector: 'all()' }).selector]).toEqual([null, { kind: 'all' }]);
});

test('a rule is read with all its criteria', () => {
  const source = {
    nets: ['10.0.0.0/8'],
    notNets: ['10.1.0.0/16'],
    selector: 'has(a)',
    notSelector: 'has(b)',
    namespaceSelector: 'global()',
    serviceAccounts: { names: ['sa'], selector: 'has(c)' },
    ports: [80, '81', '82:90', 'http'],
    notPorts: [85],
  };
  const rule = {
    action: 'Pass',
    protocol: '6',
    notProtocol: 'UDP',
    icmp: { type: 8 },
    notICMP: { type: 3, code: 4 },
    ipVersion: 4,
    http: { methods: ['GET'] },
    metadata: { annotations: { a: 'b' } },
    source,
    destination: { services: { name: 's' } },
  };
  const { ingress, errors } = read({ ingress: [rule] });
  expect(errors).toEqual([]);
  expect(ingress[0]).toEqual({
    action: 'pass',
    protocol: 6,
    notProtocol: 17,
    icmp: { type: 8, code: null },
    notIcmp: { type: 3, code: 4 },
    ipVersion: 4,
    http: true,
    source: {
      nets: [{ base: { family: 4, value: 0x0a000000 }, prefix: 8 }],
      notNets: [{ base: { family: 4, value: 0x0a010000 }, prefix: 16 }],
      selector: { kind: 'has', label: 'a' },
      notSelector: { kind: 'has', label: 'b' },
      namespaceSelector: { kind: 'global' },
      serviceAccounts: { names: ['sa'], selector: { kind: 'has', label: 'c' } },
      services: null,
      ports: [
        { kind: 'range', first: 80, last: 80 },
        { kind: 'range', first: 81, last: 81 },
        { kind: 'range', first: 82, last: 90 },
        { kind: 'named', name: 'http' },
      ],
      notPorts: [{ kind: 'range', first: 85, last: 85 }],
    },
    destination: {
      nets: [],
      notNets: [],
      selector: null,
      notSelector: null,
      namespaceSelector: null,
      serviceAccounts: null,
      services: { name: 's', namespace: null },
      ports: [],
      notPorts: [],
    },
  });
});

describe('what cannot be read is an error of the policy, with its path', () => {
  const cases: readonly [spec: JsonValue, code: string, path: string][] = [
    ['all()', 'FIELD-TYPE', 'spec'],
    [{ ingres: [] }, 'FIELD-UNKNOWN', 'spec/ingres'],
    [{ order: 'first' }, 'FIELD-TYPE', 'spec/order'],
    [{ types: ['ingress'] }, 'VALUE-UNKNOWN', 'spec/types/0'],
    [{ types: 'Ingress' }, 'FIELD-TYPE', 'spec/types'],
    [{ preDNAT: 'true' }, 'FIELD-TYPE', 'spec/preDNAT'],
    [{ selector: 'a = "b"' }, 'SELECTOR-SYNTAX', 'spec/selector'],
    [{ ingress: allow }, 'FIELD-TYPE', 'spec/ingress'],
    [{ ingress: [null] }, 'FIELD-TYPE', 'spec/ingress/0'],
    [{ ingress: [{}] }, 'FIELD-REQUIRED', 'spec/ingress/0/action'],
    [{ ingress: [{ action: 'allow' }] }, 'VALUE-UNKNOWN', 'spec/ingress/0/action'],
    [{ ingress: [{ ...allow, form: {} }] }, 'FIELD-UNKNOWN', 'spec/ingress/0/form'],
    [{ ingress: [{ ...allow, ipVersion: 5 }] }, 'VALUE-UNKNOWN', 'spec/ingress/0/ipVersion'],
    [{ egress: [{ ...allow, icmp: { code: 3 } }] }, 'ICMP-MATCH', 'spec/egress/0/icmp/code'],
    [{ egress: [{ ...allow, icmp: { type: 255 } }] }, 'VALUE-RANGE', 'spec/egress/0/icmp/type'],
    [{ egress: [{ ...allow, source: { nets: ['10.0.0.1/8'] } }] }, 'CIDR-HOST-BITS', 'spec/egress/0/source/nets/0'],
    [{ egress: [{ ...allow, source: { port: [1] } }] }, 'FIELD-UNKNOWN', 'spec/egress/0/source/port'],
    [{ egress: [{ ...allow, source: { ports: ['1-2'] } }] }, 'PORT-DASH-RANGE', 'spec/egress/0/source/ports/0'],
    [
      { egress: [{ ...allow, destination: { services: {} } }] },
      'FIELD-REQUIRED',
      'spec/egress/0/destination/services/name',
    ],
  ];
  test.each(cases)('%j', (spec, code, path) => {
    expect(read(spec).errors.map((finding) => [finding.code, finding.path.join('/')])).toEqual([[code, path]]);
  });
});

test('fields that only global policies have are none of a namespaced one', () => {
  const policy = read({ preDNAT: true, namespaceSelector: 'all()' }, 'NetworkPolicy');
  expect([policy.preDnat, policy.namespaceSelector]).toEqual([false, null]);
  expect(policy.errors.map(({ code }) => code)).toEqual(['FIELD-UNKNOWN', 'FIELD-UNKNOWN']);
});
