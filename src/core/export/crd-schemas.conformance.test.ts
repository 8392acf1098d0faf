import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';
import { checkDocument } from '../check/check-document.ts';
import { openDesign } from '../file/design-file.ts';
import { groupOf, identityOf } from '../manifest/identity.ts';
import { parseYaml, printYaml } from '../manifest/yaml.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../model/json.ts';
import { calicoVersions, type CalicoVersion } from '../model/settings.ts';
import { examinedDesign } from '../policy/reference/generate-design.ts';
import { stageOf } from './apply-order.ts';
import { blockingProblems } from './blocking-problems.ts';
import { prepareExport, readyFrom, type ExportOptions } from './prepare-export.ts';
import { forVersion } from './version-target.ts';

/*
 * The schemas that a cluster holds its objects against. A field that a schema lacks is a mistake here, where a cluster
 * would drop it. Rules in CEL (`x-kubernetes-validations`) are validation's (semantics.md section 8), not checked here.
 */
const folder = join(process.cwd(), '..', 'shared', 'conformance', 'crds');
const isPresent = existsSync(folder);
if (!isPresent) process.stdout.write('schemas of a cluster skipped: ../shared/conformance is not there\n');

/** Newer folders first: `release-v3.31` has the kinds that differ, the rest is as in the newest. */
const modern = ['projectcalico.org-v3', 'policy.networking.k8s.io'];
const older = ['release-v3.31-crd.projectcalico.org-v1', ...modern];

/** `Kind.group` → schema; of several files the first one counts. */
type Schemas = ReadonlyMap<string, JsonObject>;

function schemasIn(folders: readonly string[]): Schemas {
  const schemas = new Map<string, JsonObject>();
  for (const file of folders.flatMap((name) => yamlFilesIn(join(folder, name)))) {
    const definition = parseYaml(readFileSync(file, 'utf8'));
    if (!definition.ok || !isJsonObject(definition.value)) throw new Error(file);
    const group = String(valueAt(definition.value, ['spec', 'group'])).replace('crd.projectcalico', 'projectcalico');
    const key = `${String(valueAt(definition.value, ['spec', 'names', 'kind']))}.${group}`;
    const schema = valueAt(definition.value, ['spec', 'versions', 0, 'schema', 'openAPIV3Schema']);
    if (isJsonObject(schema) && !schemas.has(key)) schemas.set(key, schema);
  }
  return schemas;
}

/** What Calico brings along stands in front of what a user may install besides. */
function yamlFilesIn(path: string): readonly string[] {
  const names = readdirSync(path).filter((name) => !name.includes('.experimental.'));
  return names
    .sort((a, b) => Number(b.includes('bundled')) - Number(a.includes('bundled')))
    .map((name) => join(path, name));
}

/** OpenAPI as JSON schema: an object holds what is listed and nothing else. */
function closed(schema: JsonValue): JsonValue {
  if (isJsonArray(schema)) return schema.map(closed);
  if (!isJsonObject(schema)) return schema;
  const mapped = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === 'pattern' ? inAnyCase(value) : closed(value)]),
  );
  const isClosed =
    isJsonObject(schema['properties']) &&
    schema['additionalProperties'] === undefined &&
    schema['x-kubernetes-preserve-unknown-fields'] !== true &&
    schema['type'] === 'object';
  return isClosed ? { ...mapped, additionalProperties: false } : mapped;
}

/** Go’s `(?i)` in the way of ECMAScript, which has no such group everywhere. */
function inAnyCase(pattern: JsonValue): JsonValue {
  if (typeof pattern !== 'string' || !pattern.includes('(?i)')) return pattern;
  return pattern.replace('(?i)', '').replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

/** What the server fills in it fills in before it looks. */
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, useDefaults: true });

function validatorsOf(schemas: Schemas): ReadonlyMap<string, ValidateFunction> {
  // Of an object `closed` makes an object.
  return new Map([...schemas].map(([key, schema]) => [key, ajv.compile(closed(schema) as JsonObject)]));
}

const schemas: Readonly<Record<'older' | 'modern', Schemas>> = isPresent
  ? { older: schemasIn(older), modern: schemasIn(modern) }
  : { older: new Map(), modern: new Map() };
const validators = { older: validatorsOf(schemas.older), modern: validatorsOf(schemas.modern) };
const ageOf = (version: CalicoVersion): 'older' | 'modern' => (version < '3.32' ? 'older' : 'modern');

/** How many objects of which kind were held against a schema. */
class Tally {
  readonly checked = new Map<string, number>();
  readonly withoutSchema = new Set<string>();

  check(manifest: Manifest, version: CalicoVersion, where: string): void {
    const kind = `${String(manifest['kind'])}.${groupOf(manifest)}`;
    const validate = validators[ageOf(version)].get(kind);
    if (validate === undefined) {
      this.withoutSchema.add(kind);
      return;
    }
    const isValid = validate(structuredClone(manifest));
    expect(isValid ? [] : [where, printYaml(manifest), ...(validate.errors ?? [])]).toEqual([]);
    this.checked.set(kind, (this.checked.get(kind) ?? 0) + 1);
  }

  print(what: string): void {
    const kinds = [...this.checked].sort().map(([kind, count]) => `${kind} ${count}`);
    const without = this.withoutSchema.size === 0 ? '' : `; no schema for ${[...this.withoutSchema].join(', ')}`;
    process.stdout.write(`schemas: ${what}: ${kinds.join(', ')}${without}\n`);
  }
}

/** In every version and form that takes the design. */
function checkExports(document: ClusterDocument, tally: Tally, where: string): void {
  for (const calicoVersion of calicoVersions)
    for (const policies of ['enforced', 'staged'] as const) {
      const options: ExportOptions = { calicoVersion, namespaces: 'include', policies };
      const prepared = prepareExport(document, options);
      // What validation finds keeps an export back; no object is to be valid for it and not for a cluster.
      if (!prepared.ok || blockingProblems(document, checkDocument(document, { calicoVersion })).length > 0) continue;
      for (const { manifest } of prepared.value.objects)
        tally.check(manifest, calicoVersion, `${where} for ${calicoVersion}`);
    }
}

/** Kubernetes’ own kinds are in no CustomResourceDefinition. */
const builtIn = ['NetworkPolicy.networking.k8s.io', 'Namespace.'];

describe.skipIf(!isPresent)('exported objects are valid by the schemas of a cluster', () => {
  test('the objects of all samples', () => {
    const tally = new Tally();
    for (const name of readdirSync('assets/samples')) {
      const text = readFileSync(`assets/samples/${name}`, 'utf8');
      checkExports(openDesign([{ name, text }]).document, tally, name);
    }
    tally.print('samples');
    expect([...tally.withoutSchema].filter((kind) => !builtIn.includes(kind))).toEqual([]);
    expect(tally.checked.get('HostEndpoint.projectcalico.org')).toBeGreaterThan(0);
  });

  test('the objects of generated designs', { timeout: 120_000 }, () => {
    const tally = new Tally();
    for (let seed = 1; seed <= 300; seed += 1) {
      const version = calicoVersions[seed % calicoVersions.length]!;
      const text = examinedDesign(seed, version).map(printYaml).join('---\n');
      checkExports(openDesign([{ name: 'd.yaml', text }]).document, tally, `seed ${seed}`);
    }
    tally.print('generated designs');
    expect([...tally.withoutSchema].filter((kind) => !builtIn.includes(kind))).toEqual([]);
    expect([...tally.checked.keys()].sort()).toEqual(
      [
        'AdminNetworkPolicy.policy.networking.k8s.io',
        'BaselineAdminNetworkPolicy.policy.networking.k8s.io',
        'ClusterNetworkPolicy.policy.networking.k8s.io',
        ...[
          'FelixConfiguration',
          'GlobalNetworkPolicy',
          'GlobalNetworkSet',
          'HostEndpoint',
          'KubeControllersConfiguration',
        ],
        ...['NetworkPolicy', 'NetworkSet', 'StagedGlobalNetworkPolicy', 'StagedKubernetesNetworkPolicy'],
        ...['StagedNetworkPolicy', 'Tier'],
      ]
        .map((kind) => (kind.includes('.') ? kind : `${kind}.projectcalico.org`))
        .sort(),
    );
  });

  test('the check has teeth: a field too many and a wrong word are found', () => {
    const validate = validators.modern.get('GlobalNetworkPolicy.projectcalico.org');
    const policy = (spec: JsonObject): Manifest => ({
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'p' },
      spec,
    });
    expect(
      [policy({}), policy({ ingres: [] }), policy({ types: ['Ingres'] }), policy({ ingress: [{}] })].map((one) =>
        validate?.(one),
      ),
    ).toEqual([true, false, false, false]);
  });
});

/** A value for a field, deep enough to hold every field below it, one at a time. */
function* valuesOf(schema: JsonValue | undefined): Generator<JsonValue> {
  if (!isJsonObject(schema)) return;
  const { type, items, properties, additionalProperties } = schema;
  if (type === 'object' && isJsonObject(properties)) {
    for (const [key, below] of Object.entries(properties)) for (const value of valuesOf(below)) yield { [key]: value };
  } else if (type === 'object') {
    for (const value of valuesOf(additionalProperties)) yield { key: value };
  } else if (type === 'array') {
    for (const value of valuesOf(items)) yield [value];
  } else if (schema['x-kubernetes-int-or-string'] === true) {
    yield 80;
    yield 'http';
  } else {
    yield type === 'boolean' ? true : type === 'string' ? 'text' : 7;
  }
}

describe.skipIf(!isPresent)('every field of every kind that is exported', () => {
  const kinds = [...schemas.modern].flatMap(([key, schema]) => {
    const [kind = '', ...group] = key.split('.');
    const name = { group: group.join('.'), kind, namespace: null, name: 'x' };
    return stageOf(name) === null ? [] : [{ name, spec: valueAt(schema, ['properties', 'spec']) }];
  });

  test.each(calicoVersions)('for %s it is written as it is, or refused with its name', (version) => {
    let [written, refused] = [0, 0];
    for (const { name, spec } of kinds)
      for (const value of valuesOf(spec)) {
        const apiVersion = `${name.group}/${name.group === 'projectcalico.org' ? 'v3' : 'v1alpha2'}`;
        const manifest: Manifest = { apiVersion, kind: name.kind, metadata: { name: 'x' }, spec: value };
        const stage = stageOf(identityOf(manifest))!;
        const targeted = forVersion({ name, stage, manifest }, version);
        if (targeted.ok) {
          expect(readyFrom(stage, targeted.value).manifest['spec']).toEqual(value);
          written += 1;
        } else {
          expect(targeted.error.join()).toMatch(new RegExp(`^Calico ${version} .*${name.kind}`));
          refused += 1;
        }
      }
    process.stdout.write(`fields for ${version}: ${written} written, ${refused} refused\n`);
    expect(written).toBeGreaterThan(300);
  });
});
