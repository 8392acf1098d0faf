import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { acceptFiles, type OfferedFile } from '../core/file/accept-files.ts';
import { openDesign } from '../core/file/design-file.ts';
import { applyPatch } from '../core/edit/patch.ts';
import { planCommand } from '../core/edit/plan-command.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import type { Problem } from '../core/model/problem.ts';
import { calicoVersions } from '../core/model/settings.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Arguments } from './arguments.ts';
import { decodeUtf8 } from './decode-utf8.ts';

/** A design as read from the files, and what was wrong in them. */
export interface Inputs {
  readonly document: ClusterDocument;
  readonly problems: readonly Problem[];
}

const maxFileBytes = 50 * 1024 * 1024;
const manifestFile = /\.(ya?ml|json)$/i;
const settingValues: Readonly<Record<string, readonly string[]>> = {
  calicoVersion: calicoVersions,
  dataplane: ['iptables', 'nftables', 'ebpf'],
  hostInputDefault: ['accept', 'drop'],
};

/** Reads files, folders (all YAML and JSON files in them, sorted) and `-`, laid over each other in the order given. */
export function readInputs({ files, settings }: Arguments): Result<Inputs, string> {
  if (files.length === 0) return err('Name at least one file or folder, or - for standard input.');
  const offered: OfferedFile[] = [];
  for (const file of files) {
    const read = readInput(file);
    if (!read.ok) return read;
    offered.push(...read.value);
  }
  const { texts, problems: refused } = acceptFiles(offered);
  const { document, problems } = openDesign(texts);
  const all = [...refused, ...problems];
  if (Object.keys(document.resources).length === 0) {
    return err(['Nothing could be read.', ...all.map(describePlace)].join('\n'));
  }
  const adjusted = withSettings(document, settings);
  return adjusted.ok ? ok({ document: adjusted.value, problems: all }) : adjusted;
}

export function describePlace({ place, message }: Problem): string {
  return place === null ? message : `${place.file}:${place.line}:${place.column}: ${message}`;
}

function readInput(path: string): Result<readonly OfferedFile[], string> {
  try {
    if (path === '-') return ok([offer('stdin', readFileSync(0))]);
    const names = statSync(path).isDirectory() ? filesIn(path) : [path];
    return ok(names.map((name) => offer(name, readFileSync(name))));
  } catch (error) {
    return err(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => manifestFile.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile());
}

function offer(name: string, bytes: Uint8Array): OfferedFile {
  if (bytes.length > maxFileBytes) return { name, content: { kind: 'too-large', bytes: bytes.length } };
  return { name, content: decodeUtf8(bytes) };
}

function withSettings(document: ClusterDocument, settings: Arguments['settings']): Result<ClusterDocument, string> {
  let changed = document;
  for (const [key, value] of settings) {
    const known = settingValues[key];
    if (known === undefined)
      return err(`There is no setting ${key}; there are ${Object.keys(settingValues).join(', ')}.`);
    if (!known.includes(value)) return err(`${key} takes one of ${known.join(', ')}, not ${value}.`);
    // The table above lists the keys that the command takes.
    const planned = planCommand(changed, { type: 'set-setting', key: key as 'calicoVersion', value });
    if (!planned.ok) throw new Error(`a setting could not be set: ${planned.error.reason}`);
    changed = applyPatch(changed, planned.value);
  }
  return ok(changed);
}
