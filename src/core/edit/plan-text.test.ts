import { describe, expect, test } from 'vitest';
import { openDesign, printDesign } from '../file/design-file.ts';
import { parseYaml } from '../manifest/yaml.ts';
import { placeOf } from '../manifest/positions.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { isJsonObject } from '../model/json.ts';
import type { Command } from './command.ts';
import { applyPatch, invertPatch } from './patch.ts';
import { planCommand } from './plan-command.ts';
import { ownTextOf } from './plan-text.ts';

const id = (name: string): ResourceId => name as ResourceId; // as the user's files name them
const [a, b] = [id('Namespace/a'), id('Namespace/b')];
const object = (name: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`;

function opened(text: string): ClusterDocument {
  return openDesign([{ name: 'x.yaml', text }]).document;
}
function write(resource: ResourceId, text: string): Command {
  const read = parseYaml(text);
  if (!read.ok || !isJsonObject(read.value)) throw new Error('the test writes YAML of an object');
  return { type: 'write-yaml', resource, manifest: read.value, text };
}
function after(document: ClusterDocument, command: Command): ClusterDocument {
  const planned = planCommand(document, command);
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  const done = applyPatch(document, planned.value);
  expect(applyPatch(done, invertPatch(planned.value))).toEqual(document);
  return done;
}

describe('text that is written is saved as it is, comments included', () => {
  test.each<[what: string, file: string, text: string, saved: string]>([
    ['a single document', object('a'), `# mine\n${object('a')}`, `# mine\n${object('a')}`],
    ['a comment above is replaced', `# old\n${object('a')}`, `# new\n${object('a')}`, `# new\n${object('a')}`],
    [
      'the separator and what stands above it stay',
      `# file\n---\n# old\n${object('a')}---\n${object('b')}`,
      `${object('a')}# end`,
      `# file\n---\n${object('a')}# end\n---\n${object('b')}`,
    ],
    [
      'a value on the line of the separator',
      `--- {apiVersion: v1, kind: Namespace, metadata: {name: a}}\n`,
      object('a'),
      `---\n${object('a')}`,
    ],
    [
      'line breaks of the file',
      object('a').replaceAll('\n', '\r\n'),
      `${object('a')}# x\n`,
      `${object('a')}# x\n`.replaceAll('\n', '\r\n'),
    ],
  ])('%s', (_what, file, text, saved) => {
    expect(printDesign(after(opened(file), write(a, text)))).toBe(saved);
  });
});

test('places of what stands below move with the lines', () => {
  const document = after(opened(`${object('a')}---\n${object('b')}`), write(a, `# one\n# two\n${object('a')}`));
  const own = ownTextOf(document, document.resources[b] ?? never());
  expect(own && placeOf(own.source, ['metadata', 'name']).line).toBe(9);
});

test('a new name is a new identity, and keeps its text', () => {
  const text = `${object('c')}# mine\n`;
  const document = after(opened(object('a')), write(a, text));
  expect(Object.keys(document.resources)).toEqual(['Namespace/c']);
  expect(printDesign(document)).toBe(text);
});

test('an object made in the program, or standing in a list, takes the manifest only', () => {
  const list = `apiVersion: v1\nkind: List\nitems:\n- ${object('a').trimEnd().replaceAll('\n', '\n  ')}\n`;
  const inList = after(opened(list), write(a, `${object('a')}spec: {} # gone\n`));
  expect(inList.resources[a]?.manifest['spec']).toEqual({});
  expect(printDesign(inList)).not.toContain('gone');
});

test('what is no object of a cluster is refused', () => {
  const planned = planCommand(opened(object('a')), { type: 'write-yaml', resource: a, manifest: {}, text: '{}' });
  expect(planned.ok ? 'taken' : planned.error.reason).toBe('unidentified');
});

test('text that is more than one document leaves the manifest only', () => {
  const { manifest } = opened(object('a')).resources[a] ?? never();
  const text = `${object('a')}---\n${object('b')}`;
  const document = after(opened(object('a')), { type: 'write-yaml', resource: a, manifest, text });
  expect(openDesign([{ name: 'x.yaml', text: printDesign(document) }]).document.resources).toHaveProperty([a]);
  expect(printDesign(document)).not.toContain('name: b');
});

function never(): never {
  throw new Error('it was just read');
}
