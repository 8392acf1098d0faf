import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { resourceId } from '../model/ids.ts';
import { noLabels } from '../selector/labels.ts';
import type { Reading } from './read-entity.ts';
import { readEntity } from './read-entity.ts';

const id = resourceId({ group: 'projectcalico.org', kind: 'HostEndpoint', namespace: null, name: 'h' });

function read(spec: JsonObject): Reading {
  return readEntity(id, { apiVersion: 'projectcalico.org/v3', kind: 'HostEndpoint', metadata: { name: 'h' }, spec });
}

test('a host endpoint is read with its ports and profiles', () => {
  const spec = {
    node: 'n1',
    interfaceName: '*',
    expectedIPs: ['10.0.0.1', '::1'],
    profiles: ['projectcalico-default-allow'],
    ports: [{ name: 'kubelet', protocol: 'TCP', port: 10250 }],
  };
  expect(read(spec)).toEqual({
    entity: {
      kind: 'host-endpoint',
      id,
      name: 'h',
      labels: noLabels,
      clusterNode: 'n1',
      interfaceName: '*',
      expectedAddresses: [
        { family: 4, value: 0x0a000001 },
        { family: 6, value: 1n },
      ],
      profiles: ['projectcalico-default-allow'],
      ports: [{ name: 'kubelet', protocol: 6, port: 10250 }],
    },
    findings: [],
  });
});

describe('what cannot be read is reported and left out', () => {
  const cases: readonly [spec: JsonObject, code: string, path: string][] = [
    [{ interface: 'eth0' }, 'FIELD-UNKNOWN', 'spec/interface'],
    [{ expectedIPs: ['10.0.0.0/8'] }, 'ADDRESS-SYNTAX', 'spec/expectedIPs/0'],
    [{ profiles: [1] }, 'FIELD-TYPE', 'spec/profiles/0'],
    [{ ports: [{ protocol: 'TCP', port: 1 }] }, 'FIELD-REQUIRED', 'spec/ports/0/name'],
    [{ ports: [{ name: 'a', protocol: 'tcp', port: 1 }] }, 'PROTOCOL-UNKNOWN', 'spec/ports/0/protocol'],
    [{ ports: [{ name: 'a', protocol: 'TCP', port: 0 }] }, 'VALUE-RANGE', 'spec/ports/0/port'],
  ];
  test.each(cases)('%j', (spec, code, path) => {
    const { entity, findings } = read(spec);
    expect(findings.map((finding) => [finding.code, finding.path.join('/')])).toEqual([[code, path]]);
    expect(entity).toMatchObject({ expectedAddresses: [], profiles: [], ports: [] });
  });
});
