import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { resourceId } from '../model/ids.ts';
import { readEntity } from './read-entity.ts';

const id = resourceId({ group: '', kind: 'Service', namespace: 'prod', name: 's' });
const ten = { family: 4, value: 0x0a600001 };

describe('a service is read', () => {
  const cases: readonly [what: string, spec: JsonObject, expected: object, codes: readonly string[]][] = [
    [
      'with nothing said',
      {},
      { type: 'ClusterIP', clusterAddresses: [], selector: null, ports: [], localOnly: false },
      [],
    ],
    ['headless', { clusterIP: 'None' }, { clusterAddresses: [] }, []],
    ['with its address', { clusterIP: '10.96.0.1' }, { clusterAddresses: [ten] }, []],
    ['with an address for each family', { clusterIPs: ['10.96.0.1', '::1'] }, { clusterAddresses: [ten, {}] }, []],
    ['with an address that is none', { clusterIP: 'x' }, { clusterAddresses: [] }, ['ADDRESS-SYNTAX']],
    ['without a selector', { selector: {} }, { selector: null }, []],
    ['with one', { selector: { app: 'a' } }, { selector: new Map([['app', 'a']]) }, []],
    [
      'a port is TCP, and its own target',
      { ports: [{ port: 80 }] },
      { ports: [{ protocol: 6, port: 80, target: 80, nodePort: null }] },
      [],
    ],
    [
      'a target by name, a node port',
      { type: 'NodePort', ports: [{ port: 53, protocol: 'UDP', targetPort: 'dns', nodePort: 30053 }] },
      { type: 'NodePort', ports: [{ protocol: 17, port: 53, target: 'dns', nodePort: 30053 }] },
      [],
    ],
    ['a target by number', { ports: [{ port: 80, targetPort: 8080 }] }, { ports: [{ target: 8080 }] }, []],
    ['a port that is none', { ports: [{ port: 0 }] }, { ports: [] }, ['VALUE-RANGE']],
    ['local pods only', { externalTrafficPolicy: 'Local' }, { localOnly: true }, []],
    ['an unknown type', { type: 'Other' }, { type: 'ClusterIP' }, ['VALUE-UNKNOWN']],
  ];
  test.each(cases)('%s', (_what, spec, expected, codes) => {
    const manifest = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'prod' }, spec };
    const { entity, findings } = readEntity(id, manifest);
    expect(entity).toMatchObject({ kind: 'service', namespace: 'prod', ...expected });
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });
});
