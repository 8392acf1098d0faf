import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readEntity } from '../manifest/read-entity.ts';
import type { Manifest, Resource } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import { defaultSettings } from '../model/settings.ts';
import { checkResource } from './check-document.ts';

const folder = '../shared/conformance';
const isAbsent = !existsSync(`${folder}/validation.json`);
if (isAbsent) process.stdout.write(`${folder} is absent: conformance of validation is not tested\n`);

interface ValidationCase {
  readonly id: string;
  readonly kind: string;
  readonly valid: boolean;
  readonly description: string;
  readonly upstreamError?: string;
  readonly resource: Manifest;
}

interface DocumentationExample {
  readonly id: string;
  readonly resource: Manifest;
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as T; // our own test data, described in its README
}

function resourceOf(manifest: Manifest): Resource {
  const id = resourceId({ group: 'test', kind: 'Any', namespace: null, name: 'any' });
  return { id, manifest, origin: null };
}

// The cases are of Calico's master branch after 3.33.
const settings = { ...defaultSettings, calicoVersion: '3.33' } as const;

/** Misses that are right as they are, with the reason. */
const acceptedMisses: ReadonlyMap<string, string> = new Map();

test.skipIf(isAbsent)('validation agrees with Calico on what is valid', () => {
  const cases = readJson<readonly ValidationCase[]>('validation.json');
  const tally = new Map<string, { agreed: number; all: number }>();
  const misses: string[] = [];
  for (const { id, kind, valid, description, upstreamError, resource } of cases) {
    const errors = checkResource(resourceOf(resource), settings).filter(({ severity }) => severity === 'error');
    const agrees = (errors.length === 0) === valid;
    const count = tally.get(kind) ?? { agreed: 0, all: 0 };
    tally.set(kind, { agreed: count.agreed + Number(agrees), all: count.all + 1 });
    if (!agrees) {
      const said = errors.map(({ code, message }) => `${code}: ${message}`).join('; ') || (upstreamError ?? '');
      misses.push(`${id} ${kind} "${description}" should be ${valid ? 'valid' : 'invalid'}: ${said}`);
    }
  }
  const table = [...tally].map(([kind, { agreed, all }]) => `${kind} ${agreed}/${all}`).join(', ');
  process.stdout.write(`validation.json: ${table}\n${misses.map((miss) => `  ${miss}\n`).join('')}`);
  expect(misses.filter((miss) => !acceptedMisses.has(miss.slice(0, 8)))).toEqual([]);
});

test.skipIf(isAbsent)('every example of the documentation is read and checked without a crash', () => {
  const examples = readJson<readonly DocumentationExample[]>('docs-examples.json');
  const kinds = examples.map(({ resource }) => {
    checkResource(resourceOf(resource), settings);
    return readEntity(resourceOf(resource).id, resource).entity.kind;
  });
  expect(kinds.length).toBeGreaterThan(50);
});
