import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDesign, printDesign } from '../file/design-file.ts';
import { printYaml } from '../manifest/yaml.ts';
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
  readonly kind: string;
  readonly upstreamVerdict: { readonly valid: boolean; readonly error?: string } | null;
  readonly hasPlaceholders: boolean;
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

/** Examples that upstream takes and that have errors here, with the reason. */
const acceptedExamples: ReadonlyMap<string, string> = new Map();

describe.skipIf(isAbsent)('the examples of the documentation', () => {
  const examples = isAbsent ? [] : readJson<readonly DocumentationExample[]>('docs-examples.json');

  test('are all imported and saved as they are', () => {
    const lost = examples.filter(({ resource }) => {
      const text = printYaml(resource);
      const { document, problems } = openDesign([{ name: 'example.yaml', text }]);
      const isRead =
        Object.keys(document.resources).length === 1 && problems.every(({ severity }) => severity === 'info');
      return !isRead || printDesign(document) !== text;
    });
    expect(lost.map(({ id }) => id)).toEqual([]);
    expect(examples.length).toBeGreaterThan(50);
  });

  test('are valid here where they are valid upstream', () => {
    const misses = examples
      .filter(({ upstreamVerdict }) => upstreamVerdict?.valid === true)
      .flatMap(({ id, kind, resource }) => {
        const errors = checkResource(resourceOf(resource), settings).filter(({ severity }) => severity === 'error');
        return errors.length === 0 ? [] : [`${id} ${kind}: ${errors.map(({ message }) => message).join('; ')}`];
      });
    expect(misses.filter((miss) => !acceptedExamples.has(miss.split(' ')[0] ?? ''))).toEqual([]);
  });

  test('that are wrong upstream are wrong here, or the reason is known', () => {
    const missed = examples
      .filter(({ upstreamVerdict }) => upstreamVerdict?.valid === false)
      .filter(
        ({ resource }) => !checkResource(resourceOf(resource), settings).some(({ severity }) => severity === 'error'),
      );
    expect(missed.map(({ id, kind, upstreamVerdict }) => `${id} ${kind}: ${upstreamVerdict?.error ?? ''}`)).toEqual([]);
  });
});
