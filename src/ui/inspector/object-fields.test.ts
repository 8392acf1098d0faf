import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../core/manifest/yaml.ts';
import { fieldOf, isJsonObject, valueAt, type JsonPath, type JsonValue } from '../../core/model/json.ts';
import { fieldGroups } from './object-fields.ts';
import { KnownFields } from './other-fields.ts';

const labels: JsonPath = ['metadata', 'labels'];
const apiVersions: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  CronJob: 'batch/v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  HostEndpoint: 'projectcalico.org/v3',
  Profile: 'projectcalico.org/v3',
  ExternalNetwork: 'firewright.dev/v1',
};

function knownOf(apiVersion: string, kind: string, hasRules = false): KnownFields {
  return new KnownFields(fieldGroups({ apiVersion, kind }), labels, hasRules);
}

function pathsOf(kind: string): readonly string[] {
  return fieldGroups({ apiVersion: apiVersions[kind] ?? 'v1', kind }).flatMap(({ fields }) =>
    fields.map(({ path }) => path.join('.')),
  );
}

/** What the evaluator and validation read of the kinds that have no schema here (semantics.md section 1.2). */
const fieldsThatAreRead: readonly [apiVersion: string, kind: string, paths: readonly JsonPath[]][] = [
  ['v1', 'Namespace', [['metadata', 'labels', 'a']]],
  ['v1', 'ServiceAccount', [['metadata', 'labels', 'a']]],
  [
    'v1',
    'Node',
    [
      ['status', 'addresses', 0, 'type'],
      ['status', 'addresses', 0, 'address'],
      ['spec', 'interfaces', 0, 'name'],
      ['spec', 'interfaces', 0, 'addresses'],
      ['spec', 'tunnelIPs'],
      ['spec', 'podCIDRs'],
      ['metadata', 'annotations', 'projectcalico.org/IPv4Address'],
    ],
  ],
  [
    'v1',
    'Pod',
    [
      ['spec', 'nodeName'],
      ['spec', 'hostNetwork'],
      ['spec', 'serviceAccountName'],
      ...['containers', 'initContainers'].flatMap((list) =>
        ['name', 'containerPort', 'protocol', 'hostPort'].map((name) => ['spec', list, 0, 'ports', 0, name]),
      ),
      ['status', 'phase'],
      ['status', 'podIPs', 0, 'ip'],
    ],
  ],
  [
    'apps/v1',
    'Deployment',
    [
      ['spec', 'template', 'spec', 'hostNetwork'],
      ['spec', 'template', 'spec', 'containers', 1, 'ports', 0, 'containerPort'],
    ],
  ],
  ['batch/v1', 'CronJob', [['spec', 'jobTemplate', 'spec', 'template', 'spec', 'serviceAccountName']]],
  [
    'v1',
    'Service',
    [
      ...['type', 'clusterIP', 'clusterIPs', 'selector', 'externalTrafficPolicy'].map((name) => ['spec', name]),
      ...['name', 'port', 'targetPort', 'protocol', 'nodePort'].map((name) => ['spec', 'ports', 0, name]),
    ],
  ],
  ['firewright.dev/v1', 'ExternalNetwork', [['spec', 'nets']]],
  [
    'projectcalico.org/v3',
    'Profile',
    [
      ['spec', 'labelsToApply'],
      ['spec', 'ingress'],
      ['spec', 'egress'],
    ],
  ],
];

test.each(fieldsThatAreRead)('every field that is read of %s %s has an editor', (apiVersion, kind, paths) => {
  const known = knownOf(apiVersion, kind);
  expect(paths.filter((path) => !known.covers(path))).toEqual([]);
});

const folder = join(process.cwd(), '../shared/conformance/crds/projectcalico.org-v3');
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];
if (files.length === 0) process.stdout.write(`skipped: no schemas in ${folder}\n`);

describe.skipIf(files.length === 0)('every field of the schemas has an editor', () => {
  test.each(files)('%s', (file) => {
    const schema = parseYaml(readFileSync(join(folder, file), 'utf8'));
    if (!schema.ok) throw new Error(schema.error.message);
    const kind = String(valueAt(schema.value, ['spec', 'names', 'kind']));
    const spec = valueAt(schema.value, ['spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'properties', 'spec']);
    const leaves = leavesOf(spec, ['spec']);
    const known = knownOf('projectcalico.org/v3', kind, kind.endsWith('Policy'));
    expect(leaves).not.toEqual([]);
    expect(leaves.filter((path) => !known.covers(path))).toEqual([]);
  });
});

function leavesOf(schema: JsonValue | undefined, path: JsonPath): readonly JsonPath[] {
  const properties = fieldOf(schema, 'properties');
  if (isJsonObject(properties)) {
    return Object.entries(properties).flatMap(([name, field]) => leavesOf(field, [...path, name]));
  }
  const items = fieldOf(schema, 'items');
  return fieldOf(items, 'properties') === undefined ? [path] : leavesOf(items, [...path, 0]);
}

test('the two kinds called NetworkPolicy have fields of their own', () => {
  const fieldsOf = (apiVersion: string): readonly string[] =>
    fieldGroups({ apiVersion, kind: 'NetworkPolicy' }).flatMap(({ fields }) => fields.map(({ label }) => label));
  expect(fieldsOf('networking.k8s.io/v1')).toEqual(['Applies to', 'Types']);
  expect(fieldsOf('projectcalico.org/v3')).toContain('Tier');
  expect(fieldsOf('projectcalico.org/v3')).not.toContain('Namespaces');
});

test('a workload is edited in its pod template', () => {
  expect(pathsOf('Deployment')).toContain('spec.template.spec.serviceAccountName');
  expect(pathsOf('CronJob')).toContain('spec.jobTemplate.spec.template.spec.serviceAccountName');
});

test('a kind without a table has no fields of its own, and nothing of it is known', () => {
  expect(fieldGroups({ apiVersion: 'v1', kind: 'ConfigMap' })).toEqual([]);
  expect(fieldGroups('not an object')).toEqual([]);
  expect(knownOf('v1', 'ConfigMap').covers(['data'])).toBe(false);
});
