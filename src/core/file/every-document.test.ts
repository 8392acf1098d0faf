import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyPatch } from '../edit/patch.ts';
import { planCommand } from '../edit/plan-command.ts';
import { withValue } from '../edit/json-edit.ts';
import { printYaml } from '../manifest/yaml.ts';
import type { ClusterDocument, Manifest, Resource } from '../model/document.ts';
import { isJsonArray, isJsonObject, type JsonPath, type JsonValue } from '../model/json.ts';
import { openDesign, printDesign } from './design-file.ts';

const conformance = '../shared/conformance';
const isAbsent = !existsSync(conformance);
if (isAbsent) process.stdout.write(`${conformance} is absent: only the shipped samples are read and written\n`);

interface GivenFile {
  readonly name: string;
  readonly text: string;
}

function manifestsIn(folder: string): readonly GivenFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => ({ name: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
}

/** Cases that hold one object each, in the file of one document that it would be. */
function casesIn(name: string): readonly GivenFile[] {
  const path = `${conformance}/${name}`;
  if (!existsSync(path)) return [];
  const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly {
    readonly id: string;
    readonly resource: Manifest;
  }[]; // described in its README
  return cases.map(({ id, resource }) => ({ name: id, text: `# ${id}\n${printYaml(resource)}` }));
}

/** The manifests of every scenario as one file. */
function scenariosIn(folder: string): readonly GivenFile[] {
  const path = `${conformance}/${folder}`;
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const { scenarios } = JSON.parse(readFileSync(join(path, name), 'utf8')) as {
        readonly scenarios: readonly { readonly id: string; readonly resources: readonly Manifest[] }[]; // described in its README
      };
      return scenarios.map(({ id, resources }) => ({
        name: id,
        text: resources.map((resource) => `--- # ${id}\n${printYaml(resource)}`).join(''),
      }));
    });
}

const files = [
  ...manifestsIn('assets/samples'),
  ...manifestsIn(conformance),
  ...casesIn('validation.json'),
  ...casesIn('docs-examples.json'),
  ...scenariosIn('calico-felix-fv'),
  ...scenariosIn('calico-e2e'),
];

test('there is something to read', () => {
  expect(files.length).toBeGreaterThanOrEqual(isAbsent ? 3 : 700);
});

test('every file that is saved untouched has the same bytes', () => {
  const changed = files.filter(({ name, text }) => printDesign(openDesign([{ name, text }]).document) !== text);
  expect(changed.map(({ name }) => name)).toEqual([]);
});

const touch: JsonPath = ['metadata', 'annotations', 'example.com/touched'];

/** What is wrong after `resource` became `manifest` and the design was saved and opened again; null: nothing. */
function lossAfter(document: ClusterDocument, resource: Resource, manifest: Manifest): string | null {
  const planned = planCommand(document, { type: 'replace-manifest', resource: resource.id, manifest });
  if (!planned.ok) return `can't be changed: ${JSON.stringify(planned.error)}`;
  const edited = applyPatch(document, planned.value);
  const printed = printDesign(edited);
  const again = openDesign([{ name: 'again.yaml', text: printed }]).document;
  if (Object.keys(again.resources).join() !== Object.keys(edited.resources).join()) return 'other objects are there';
  for (const { id, manifest: expected } of Object.values(edited.resources))
    if (JSON.stringify(again.resources[id]?.manifest) !== JSON.stringify(expected)) return `${id} reads differently`;
  let from = 0;
  for (const { id, body } of document.sources) {
    const at = printed.indexOf(body, from);
    if (id !== resource.origin?.source && at === -1) return 'the text of another document changed';
    if (id !== resource.origin?.source) from = at + body.length;
  }
  return null;
}

function withTouch(manifest: Manifest): Manifest {
  const touched = withValue(manifest, touch, 'yes');
  if (!touched.ok) throw new Error('metadata of the conformance data are objects');
  return touched.value as Manifest; // an edit below the root leaves the root an object
}

test('one field of any object changed: every other field and every other document stays', () => {
  const losses = files.flatMap(({ name, text }) => {
    const { document } = openDesign([{ name, text }]);
    return Object.values(document.resources).flatMap((resource) => {
      const loss = lossAfter(document, resource, withTouch(resource.manifest));
      return loss === null ? [] : [`${name} ${resource.id}: ${loss}`];
    });
  });
  expect(losses).toEqual([]);
}, 120_000);

/** The ways to all values of a manifest that do not say which object it is. */
function pathsIn(value: JsonValue, path: JsonPath = []): readonly JsonPath[] {
  const inner = isJsonArray(value)
    ? value.flatMap((element, index) => pathsIn(element, [...path, index]))
    : isJsonObject(value)
      ? Object.keys(value).flatMap((key) => pathsIn(value[key] ?? null, [...path, key]))
      : [];
  const [first, second] = path;
  const isIdentity =
    path.length === 0 ||
    first === 'apiVersion' ||
    first === 'kind' ||
    (first === 'metadata' && (path.length === 1 || second === 'name' || second === 'namespace'));
  return isIdentity ? inner : [path, ...inner];
}

const objects = files.flatMap(({ name, text }) => {
  const { document } = openDesign([{ name, text }]);
  return Object.values(document.resources).map((resource) => ({ name, document, resource }));
});

describe('property', () => {
  const values = fc.oneof(
    fc.constant(undefined),
    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue), // without -0
    fc.constantFrom<JsonValue>(
      'yes',
      '0777',
      '1_0',
      '~',
      '---',
      'a: b',
      '# x',
      '\n',
      ' a\n\n',
      '\u2028',
      '<<',
      '*a',
      '1e3',
    ),
    fc.constantFrom<JsonValue>(
      '\u0000',
      '\ud83d\ude00',
      'x'.repeat(300),
      '"',
      "'",
      '|\n  a',
      '\ta',
      'a #b',
      '- a',
      '2024-01-01',
    ),
  );

  test('random fields of random objects, any value: nothing else changes', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.tuple(fc.nat(), values), { minLength: 1, maxLength: 3 }), (choice, edits) => {
        const { document, resource } = objects[choice % objects.length]!;
        const manifest = edits.reduce<Manifest>((now, [place, value]) => {
          const paths = pathsIn(now);
          const path = paths[place % Math.max(1, paths.length)];
          const edited = path === undefined ? null : withValue(now, path, value);
          return edited !== null && edited.ok ? (edited.value as Manifest) : now; // below the root, as above
        }, resource.manifest);
        expect(lossAfter(document, resource, manifest)).toBeNull();
      }),
      { numRuns: 500, seed: 5 },
    );
  }, 60_000);
});
