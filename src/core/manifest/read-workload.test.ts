import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { Pod } from '../model/entities.ts';
import type { JsonObject } from '../model/json.ts';
import { resourceId } from '../model/ids.ts';
import { labelsOf } from '../selector/labels.ts';
import { readEntity } from './read-entity.ts';

const id = resourceId({ group: '', kind: 'Pod', namespace: 'prod', name: 'web' });
const metadata = { name: 'web', namespace: 'prod', labels: { own: 'yes' } };

function read(manifest: Manifest): Pod {
  const { entity, findings } = readEntity(id, manifest);
  expect(findings).toEqual([]);
  if (entity.kind !== 'pod') throw new Error(`not a pod: ${entity.kind}`);
  return entity;
}

function pod(fields: JsonObject): Pod {
  return read({ apiVersion: 'v1', kind: 'Pod', metadata, ...fields });
}

test('a pod without spec and status runs nowhere, as the default account', () => {
  expect(pod({})).toEqual({
    kind: 'pod',
    id,
    name: 'web',
    labels: labelsOf({ own: 'yes' }),
    namespace: 'prod',
    workloadKind: 'Pod',
    clusterNode: null,
    hostNetwork: false,
    serviceAccount: 'default',
    ports: [],
    addresses: [],
    finished: false,
    owner: null,
  });
});

test('ports are those of all containers, protocol TCP unless said', () => {
  const spec = {
    containers: [
      {
        ports: [
          { name: 'http', containerPort: 80 },
          { containerPort: 53, protocol: 'UDP' },
        ],
      },
    ],
    initContainers: [{ ports: [{ name: 'init', containerPort: 81 }] }],
  };
  expect(pod({ spec }).ports).toEqual([
    { name: 'http', protocol: 6, port: 80 },
    { name: null, protocol: 17, port: 53 },
    { name: 'init', protocol: 6, port: 81 },
  ]);
});

describe('what the cluster knows of a pod', () => {
  const [four, six] = [
    { family: 4, value: 0x0a000001 },
    { family: 6, value: 1n },
  ];
  const cases: readonly [what: string, fields: JsonObject, expected: object][] = [
    ['its node', { spec: { nodeName: 'n1', hostNetwork: true } }, { clusterNode: 'n1', hostNetwork: true }],
    ['its account', { spec: { serviceAccountName: 'sa' } }, { serviceAccount: 'sa' }],
    ['its account by the older name', { spec: { serviceAccount: 'sa' } }, { serviceAccount: 'sa' }],
    ['one address', { status: { podIP: '10.0.0.1' } }, { addresses: [four] }],
    [
      'both',
      { status: { podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }, { ip: '::1' }] } },
      { addresses: [four, six] },
    ],
    ['that it is done', { status: { phase: 'Succeeded' } }, { finished: true }],
    ['that it failed', { status: { phase: 'Failed' } }, { finished: true }],
    ['that it runs', { status: { phase: 'Running' } }, { finished: false }],
  ];
  test.each(cases)('%s', (_what, fields, expected) => {
    expect(pod(fields)).toMatchObject(expected);
  });
});

test('the owner of a pod is its controller', () => {
  const references = [
    { kind: 'Node', name: 'n1' },
    { kind: 'ReplicaSet', name: 'web-1', controller: true },
  ];
  expect(pod({ metadata: { ...metadata, ownerReferences: references } }).owner).toEqual({
    workloadKind: 'ReplicaSet',
    name: 'web-1',
  });
});

describe('a workload stands for its pods: their labels, account and ports, its own name', () => {
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { serviceAccountName: 'sa', containers: [{ ports: [{ name: 'http', containerPort: 80 }] }] },
  };
  const cases: readonly [apiVersion: string, kind: string, spec: JsonObject][] = [
    ...['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'].map((kind): [string, string, JsonObject] => [
      'apps/v1',
      kind,
      { template },
    ]),
    ['batch/v1', 'Job', { template }],
    ['batch/v1', 'CronJob', { jobTemplate: { spec: { template } } }],
  ];
  test.each(cases)('%s %s', (apiVersion, kind, spec) => {
    expect(read({ apiVersion, kind, metadata, spec })).toMatchObject({
      name: 'web',
      labels: labelsOf({ app: 'web' }),
      workloadKind: kind,
      serviceAccount: 'sa',
      ports: [{ name: 'http', protocol: 6, port: 80 }],
    });
  });
});

test('an impossible container port is reported and left out', () => {
  const spec = { containers: [{ ports: [{ containerPort: 0 }, { containerPort: 80, protocol: 'tcp' }] }] };
  const { entity, findings } = readEntity(id, { apiVersion: 'v1', kind: 'Pod', metadata, spec });
  expect(entity).toMatchObject({ ports: [] });
  expect(findings.map(({ code, path }) => [code, path.join('/')])).toEqual([
    ['VALUE-RANGE', 'spec/containers/0/ports/0/containerPort'],
    ['VALUE-UNKNOWN', 'spec/containers/0/ports/1/protocol'],
  ]);
});
