import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printYaml } from '../core/manifest/yaml.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../core/model/json.ts';
import type { Corpus } from './hostile-files.ts';

/** The repository's folder, from here as from the bundle. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folders = ['assets/samples', '../shared/conformance'];
const casesOfResources = ['validation.json', 'docs-examples.json'];
/** Larger ones make mutation slow and show nothing new. */
const mostBytes = 40_000;
const resourcesPerFile = 8;

/** Samples, and the conformance manifests where they are there; always in the same order. */
export function readCorpus(): Corpus {
  const files = folders.flatMap((folder) => manifestsIn(join(root, folder)));
  return [...files, ...resourceFiles(join(root, '../shared/conformance'))];
}

function manifestsIn(folder: string): Corpus {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => new Uint8Array(readFileSync(join(folder, name))))
    .filter(({ length }) => length <= mostBytes);
}

/** Cases that hold one object each, some of them as files. */
function resourceFiles(folder: string): Corpus {
  const texts = casesOfResources
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => resourcesIn(JSON.parse(readFileSync(path, 'utf8')) as JsonValue)) // JSON is what it gives
    .map((resource) => `---\n${printYaml(resource)}`);
  const files = Array.from({ length: Math.ceil(texts.length / resourcesPerFile) }, (_, index) =>
    texts.slice(index * resourcesPerFile, (index + 1) * resourcesPerFile).join(''),
  );
  return files.map((text) => new TextEncoder().encode(text));
}

function resourcesIn(cases: JsonValue): readonly JsonValue[] {
  if (!isJsonArray(cases)) return [];
  return cases.flatMap((one) => (isJsonObject(one) && one['resource'] !== undefined ? [one['resource']] : []));
}
