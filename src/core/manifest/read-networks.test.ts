import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import { resourceId } from '../model/ids.ts';
import { readEntity } from './read-entity.ts';

const id = resourceId({ group: 'projectcalico.org', kind: 'NetworkSet', namespace: null, name: 's' });
const calico = 'projectcalico.org/v3';

function read(apiVersion: string, kind: string, spec: JsonObject, metadata: Manifest = { name: 's' }): object {
  const { entity, findings } = readEntity(id, { apiVersion, kind, metadata, spec });
  return { entity, said: findings.map(({ severity, code, path }) => `${severity} ${code} ${path.join('/')}`) };
}

const ten = { base: { family: 4, value: 0x0a000000 }, prefix: 8 };
const one = { base: { family: 4, value: 0x0a000001 }, prefix: 32 };

describe('networks', () => {
  const cases: readonly [what: string, result: object, entity: object, said: readonly string[]][] = [
    [
      'a set takes addresses, and networks with host bits (R8.34)',
      read(calico, 'NetworkSet', { nets: ['10.0.0.1', '10.1.2.3/8'] }),
      { kind: 'network-set', namespace: 'default', nets: [one, ten] },
      [],
    ],
    ['a global set has no namespace', read(calico, 'GlobalNetworkSet', {}), { namespace: null, nets: [] }, []],
    [
      'a broken network is left out',
      read(calico, 'GlobalNetworkSet', { nets: ['x', '10.0.0.0/8'] }),
      { nets: [ten] },
      ['error CIDR-SYNTAX spec/nets/0'],
    ],
    [
      'an external network',
      read('firewright.dev/v1', 'ExternalNetwork', { nets: ['10.0.0.0/8'] }),
      { kind: 'external-network', nets: [ten] },
      [],
    ],
    [
      'an external network of nothing',
      read('firewright.dev/v1', 'ExternalNetwork', {}),
      { nets: [] },
      ['warning FIELD-REQUIRED spec/nets'],
    ],
    [
      'a pool with source NAT',
      read(calico, 'IPPool', { cidr: '10.0.0.0/8', natOutgoing: true, ipipMode: 'Always' }),
      { kind: 'ip-pool', cidr: ten, natOutgoing: true, ipip: 'always', vxlan: 'never' },
      [],
    ],
    [
      'a pool with tunnels between subnets',
      read(calico, 'IPPool', { cidr: '10.0.0.0/8', vxlanMode: 'CrossSubnet' }),
      { ipip: 'never', vxlan: 'cross-subnet' },
      [],
    ],
    [
      'a pool with a mode that is none',
      read(calico, 'IPPool', { cidr: '10.0.0.0/8', ipipMode: 'Sometimes' }),
      { ipip: 'never' },
      ['error VALUE-UNKNOWN spec/ipipMode'],
    ],
    [
      'a pool must have no host bits',
      read(calico, 'IPPool', { cidr: '10.0.0.1/8' }),
      { cidr: null, natOutgoing: false },
      ['error CIDR-HOST-BITS spec/cidr'],
    ],
  ];
  test.each(cases)('%s', (_what, result, entity, said) => {
    expect(result).toMatchObject({ entity, said });
  });
});
