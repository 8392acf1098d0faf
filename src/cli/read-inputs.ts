import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withoutRollbacks } from '../core/export/rollback.ts';
import { acceptFiles, type OfferedFile } from '../core/file/accept-files.ts';
import { openDesign } from '../core/file/design-file.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import type { Problem } from '../core/model/problem.ts';
import type { Settings } from '../core/model/settings.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Arguments } from './arguments.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { describeProblem } from './design-problems.ts';
import { settingsOf } from './settings-arguments.ts';

/** A design as read from the files, what was wrong in them, and the settings that take the place of its own. */
export interface Inputs {
  readonly document: ClusterDocument;
  readonly problems: readonly Problem[];
  readonly settings: Partial<Settings>;
}

/** Standard input, whole. */
export type ReadStdin = () => Uint8Array;

const maxFileBytes = 50 * 1024 * 1024;
const manifestFile = /\.(ya?ml|json)$/i;
/** A list of files for kubectl, no object of a cluster; those of other people have no name that could identify them. */
const kustomization = /(?:^|[\\/])kustomization\.ya?ml$/i;

/** Reads files, folders (all YAML and JSON files in them, sorted) and `-`, laid over each other in the order given. */
export function readInputs({ files, settings }: Arguments, readStdin: ReadStdin): Result<Inputs, string> {
  if (files.length === 0) return err('Name at least one file or folder, or - for standard input.');
  const override = settingsOf(settings);
  if (!override.ok) return override;
  const read = readDesign(files, readStdin);
  return read.ok ? ok({ ...read.value, settings: override.value }) : read;
}

/** The same for any files, without settings. */
export function readDesign(files: readonly string[], readStdin: ReadStdin): Result<Omit<Inputs, 'settings'>, string> {
  const offered: OfferedFile[] = [];
  for (const file of files) {
    const read = readInput(file, readStdin);
    if (!read.ok) return read;
    offered.push(...read.value);
  }
  const accepted = acceptFiles(offered);
  const { texts, problems: leftOut } = withoutRollbacks(accepted.texts);
  const { document, problems } = openDesign(texts);
  const all = [...accepted.problems, ...leftOut, ...problems];
  if (Object.keys(document.resources).length === 0) {
    return err(['Nothing could be read.\n', ...all.map(describeProblem)].join('').trimEnd());
  }
  return ok({ document, problems: all });
}

function readInput(path: string, readStdin: ReadStdin): Result<readonly OfferedFile[], string> {
  try {
    if (path === '-') return ok([offer('stdin', readStdin())]);
    if (!statSync(path).isDirectory()) return ok([readOffered(path)]);
    const names = filesIn(path);
    return names.length === 0 ? err(`${path}: the folder holds no YAML or JSON file.`) : ok(names.map(readOffered));
  } catch (error) {
    return err(`${path}: ${reasonOf(error)}`);
  }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => manifestFile.test(name) && !kustomization.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile());
}

function readOffered(name: string): OfferedFile {
  const bytes = statSync(name).size;
  return bytes > maxFileBytes ? { name, content: { kind: 'too-large', bytes } } : offer(name, readFileSync(name));
}

function offer(name: string, bytes: Uint8Array): OfferedFile {
  if (bytes.length > maxFileBytes) return { name, content: { kind: 'too-large', bytes: bytes.length } };
  return { name, content: decodeUtf8(bytes) };
}

/** The system's word for it in ours; a path and a call's name say nothing that the user does not know. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder.';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied.';
    case 'EISDIR':
      return 'it is a folder.';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file is in the place of a folder.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
