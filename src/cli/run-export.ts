import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blockingProblems } from '../core/export/blocking-problems.ts';
import { exportBundle, exportSingleFile, type ExportedFile, type ExportOptions } from '../core/export/export-design.ts';
import { settingsOf } from '../core/manifest/read-settings.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import { calicoVersions, type CalicoVersion } from '../core/model/settings.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Arguments } from './arguments.ts';
import { describeProblem, problemsOf, rulesetOf } from './design-problems.ts';
import { failure, print, type Outcome } from './outcome.ts';
import { reasonOf, type Inputs } from './read-inputs.ts';

/** Manifests into a folder: one file, or with `--bundle` one per stage. */
export function runExport(args: Arguments, inputs: Inputs): Outcome {
  const folder = args.options['out'];
  if (folder === undefined) return failure('export needs --out DIR.');
  const version = targetVersion(args, inputs.settings.calicoVersion ?? settingsOf(inputs.document).calicoVersion);
  if (!version.ok) return failure(version.error);
  const options: ExportOptions = {
    calicoVersion: version.value,
    namespaces: args.flags.has('namespaces') ? 'include' : 'leave-out',
  };
  const files = exportedFiles(inputs.document, options, args.flags.has('bundle'));
  if (!files.ok) return blocked(`${files.error.join('\n')}\n`);
  const targeted = { ...inputs, settings: { ...inputs.settings, calicoVersion: version.value } };
  const blocking = blockingProblems(inputs.document, problemsOf(targeted, rulesetOf(targeted)));
  if (blocking.length > 0) return blocked(blocking.map(describeProblem).join(''));
  return writeFiles(args, folder, files.value);
}

function blocked(why: string): Outcome {
  return { status: 1, out: '', diagnostics: `Not exported.\n${why}` };
}

function targetVersion({ options }: Arguments, ofDesign: CalicoVersion): Result<CalicoVersion, string> {
  const wanted = options['calico'] ?? ofDesign;
  const known = calicoVersions.find((version) => version === wanted);
  return known === undefined ? err(`--calico takes one of ${calicoVersions.join(', ')}.`) : ok(known);
}

function exportedFiles(
  document: ClusterDocument,
  options: ExportOptions,
  isBundle: boolean,
): Result<readonly ExportedFile[], readonly string[]> {
  if (isBundle) {
    const bundle = exportBundle(document, options);
    return bundle.ok ? ok(bundle.value.files) : err(bundle.error.messages);
  }
  const single = exportSingleFile(document, options);
  return single.ok ? ok([{ name: 'manifests.yaml', text: single.value.text }]) : err(single.error.messages);
}

function writeFiles(args: Arguments, folder: string, files: readonly ExportedFile[]): Outcome {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
  } catch (error) {
    return failure(`${folder}: ${reasonOf(error)}`);
  }
  const paths = files.map(({ name }) => join(folder, name));
  const report = { columns: ['file'], rows: paths.map((path) => [path]) };
  return { status: 0, out: print(args, { files: paths }, report), diagnostics: '' };
}
