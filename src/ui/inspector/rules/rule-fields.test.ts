import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../../core/manifest/yaml.ts';
import { fieldOf, isJsonArray, isJsonObject, type JsonPath, type JsonValue } from '../../../core/model/json.ts';
import { directions, type Direction } from '../../../core/model/policy.ts';
import { ruleDialectOf, type RuleDialect } from '../../../core/policy/rule-dialect.ts';
import { fieldGroups } from '../object-fields.ts';
import type { FieldSpec } from '../property-table.ts';
import { actionsOf, newRules } from './new-rules.ts';
import { peerKindsOf, peersKey, ruleGroupsOf } from './rule-fields.ts';

const dialects: readonly RuleDialect[] = ['calico', 'kubernetes', 'cluster', 'admin', 'baseline'];

/** Editors that take the whole value, whatever it is made of. */
const ofWholeValue: readonly FieldSpec['editor']['kind'][] = [
  'label-selector',
  'list',
  'rows',
  'pairs',
  'subject',
  'structure',
  'table',
  'objects',
];

interface Covered {
  readonly path: string;
  readonly whole: boolean;
}

function coveredBy(fields: readonly FieldSpec[], base: string): readonly Covered[] {
  return fields.map(({ path, editor }) => ({
    path: [base, ...path.map(String)].filter((step) => step !== '').join('.'),
    whole: ofWholeValue.includes(editor.kind),
  }));
}

function fieldsOf(dialect: RuleDialect, direction: Direction): readonly FieldSpec[] {
  return ruleGroupsOf(dialect, direction, {}).flatMap(({ common, rare }) => [...common, ...rare]);
}

/** All that the inspector can edit of a policy, by path from its spec. */
function coveredOf(manifest: JsonValue, dialect: RuleDialect): readonly Covered[] {
  const ofRules = directions.flatMap((direction) => [
    ...coveredBy(fieldsOf(dialect, direction), `${direction}[]`),
    ...peerKindsOf(dialect, direction).flatMap(({ at, fields }) =>
      coveredBy(fields, [`${direction}[].${peersKey(direction)}[]`, ...at.map(String)].join('.')),
    ),
  ]);
  const own = fieldGroups(manifest).flatMap(({ fields }) =>
    fields.map((field) => ({ ...field, path: tail(field.path) })),
  );
  return [...coveredBy(own, ''), ...ofRules];
}

/** Without `spec`. */
function tail(path: JsonPath): JsonPath {
  return path.slice(1);
}

function isCovered(leaf: string, covered: readonly Covered[]): boolean {
  const scalar = leaf.replace(/\[\]$/, '');
  return covered.some(({ path, whole }) =>
    whole ? leaf.startsWith(path) && /^($|[.[{])/.test(leaf.slice(path.length)) : path === scalar,
  );
}

/** Every place of a schema at which a value stands: `ingress[].source.nets[]`. */
function leavesOf(schema: JsonValue | undefined, path: string): readonly string[] {
  const properties = fieldOf(schema, 'properties');
  if (isJsonObject(properties))
    return Object.entries(properties).flatMap(([name, inner]) =>
      leavesOf(inner, path === '' ? name : `${path}.${name}`),
    );
  const items = fieldOf(schema, 'items');
  if (items !== undefined) return leavesOf(items, `${path}[]`);
  return [isJsonObject(fieldOf(schema, 'additionalProperties')) ? `${path}{}` : path];
}

const folder = join(process.cwd(), '../shared/conformance/crds');
const found = existsSync(folder);
if (!found) process.stdout.write(`schemas of rules skipped: ${folder} is not there\n`);
const schemas = found
  ? ['projectcalico.org-v3', 'crd.projectcalico.org-v1', 'policy.networking.k8s.io'].flatMap((group) =>
      readdirSync(join(folder, group))
        .filter((file) => file.includes('networkpolicies'))
        .map((file) => join(group, file)),
    )
  : [];

describe.skipIf(!found)('every field of a policy’s schema has an editor', () => {
  test.each(schemas)('%s', (file) => {
    const read = parseYaml(readFileSync(join(folder, file), 'utf8'));
    const definition = read.ok ? read.value : null;
    const kind = String(fieldOf(fieldOf(fieldOf(definition, 'spec'), 'names'), 'kind'));
    const versions = fieldOf(fieldOf(definition, 'spec'), 'versions');
    const group = String(fieldOf(fieldOf(definition, 'spec'), 'group')).replace(/^crd\./, '');
    const manifest = { apiVersion: `${group}/v1`, kind };
    const dialect = ruleDialectOf(manifest);
    if (dialect === null || !isJsonArray(versions)) throw new Error(`${file} defines no policy`);
    const covered = coveredOf(manifest, dialect);
    for (const version of versions) {
      const schema = fieldOf(fieldOf(version, 'schema'), 'openAPIV3Schema');
      const leaves = leavesOf(fieldOf(fieldOf(schema, 'properties'), 'spec'), '');
      expect(leaves.length).toBeGreaterThan(10);
      expect(leaves.filter((leaf) => !isCovered(leaf, covered))).toEqual([]);
    }
  });
});

test('every criterion that the readers know has an editor (R1.5)', () => {
  const paths = fieldsOf('calico', 'ingress').map(({ path }) => path.join('.'));
  const entity = [
    'nets',
    'notNets',
    'selector',
    'notSelector',
    'namespaceSelector',
    'ports',
    'notPorts',
    'serviceAccounts.names',
    'serviceAccounts.selector',
    'services.name',
    'services.namespace',
  ];
  const own = [
    'action',
    'protocol',
    'notProtocol',
    'icmp.type',
    'icmp.code',
    'notICMP.type',
    'notICMP.code',
    'ipVersion',
  ];
  const rest = ['http.methods', 'http.paths', 'metadata.annotations'];
  const sides = ['source', 'destination'].flatMap((side) => entity.map((name) => `${side}.${name}`));
  expect([...paths].sort()).toEqual([...own, ...rest, ...sides].sort());
});

describe.each(dialects)('the %s rule', (dialect) => {
  test.each(directions)('of %s shows each field once, by a name of its own in its group', (direction) => {
    for (const rule of [{}, { protocol: 'ICMP' }, { protocol: 58 }]) {
      const groups = ruleGroupsOf(dialect, direction, rule);
      const paths = groups.flatMap(({ common, rare }) => [...common, ...rare].map(({ path }) => path.join('.')));
      expect(new Set(paths).size).toBe(paths.length);
      for (const { common, rare } of groups) {
        const labels = [...common, ...rare].map(({ label }) => label);
        expect(new Set(labels).size).toBe(labels.length);
      }
    }
  });

  test.each(directions)('of %s knows the form of every peer that it starts with', (direction) => {
    const kinds = peerKindsOf(dialect, direction);
    for (const kind of kinds) expect(kinds.filter((one) => one.isOf(kind.initial))).toEqual([kind]);
    for (const action of actionsOf(dialect))
      for (const rule of newRules(dialect, direction, action, null)) {
        const peers = fieldOf(rule, peersKey(direction));
        for (const peer of isJsonArray(peers) ? peers : []) expect(kinds.some((kind) => kind.isOf(peer))).toBe(true);
      }
  });
});

test('an ICMP rule asks for its type', () => {
  const common = ruleGroupsOf('calico', 'ingress', { protocol: 'ICMP' })[0]?.common.map(({ label }) => label);
  expect(common).toEqual(['Action', 'Protocol', 'ICMP type', 'ICMP code']);
});
