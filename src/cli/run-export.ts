import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportedFile, ExportOptions } from '../core/export/export-design.ts';
import type { ObjectDifference } from '../core/export/export-difference.ts';
import { planExport, type ExportForm, type ExportPlan } from '../core/export/plan-export.ts';
import { problemsForExport } from '../core/export/problems-for-export.ts';
import { guardReport } from '../core/guard/guard.ts';
import { settingsOf } from '../core/manifest/read-settings.ts';
import { calicoVersions, type CalicoVersion } from '../core/model/settings.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Arguments } from './arguments.ts';
import { describeProblem } from './design-problems.ts';
import { failure, print, type Outcome } from './outcome.ts';
import { readDesign, reasonOf, type Inputs } from './read-inputs.ts';

/**
 * Manifests into a folder: one file, with `--bundle` one per stage, with `--against` what a cluster lacks of them. What
 * would lock out blocks it, unless `--confirm-lock-out` says that it is known.
 */
export function runExport(args: Arguments, inputs: Inputs): Outcome {
  const folder = args.options['out'];
  if (folder === undefined) return failure('export needs --out DIR.');
  const version = targetVersion(args, inputs.settings.calicoVersion ?? settingsOf(inputs.document).calicoVersion);
  if (!version.ok) return failure(version.error);
  const form = formOf(args);
  if (!form.ok) return failure(form.error);
  const options: ExportOptions = {
    calicoVersion: version.value,
    namespaces: args.flags.has('namespaces') ? 'include' : 'leave-out',
    policies: args.flags.has('staged') ? 'staged' : 'enforced',
  };
  const problems = problemsForExport(inputs.document, inputs.problems, version.value, inputs.settings);
  const dying = options.policies === 'staged' ? [] : whatDies(inputs, version.value);
  const plan = planExport(inputs.document, { form: form.value, options }, problems, dying);
  if (plan.kind === 'blocked') return blocked([...plan.messages, ...plan.problems.map(describe)]);
  if (dying.length > 0 && !args.flags.has('confirm-lock-out')) return lockedOut(dying);
  return writeFiles(args, folder, plan);
}

function describe(problem: Parameters<typeof describeProblem>[0]): string {
  return describeProblem(problem).trimEnd();
}

function blocked(why: readonly string[]): Outcome {
  return { status: 1, out: '', diagnostics: `Not exported.\n${why.join('\n')}\n` };
}

function lockedOut(dying: readonly string[]): Outcome {
  return blocked([...dying, 'Mend it, or give --confirm-lock-out to export all the same.']);
}

function whatDies({ document, settings }: Inputs, version: CalicoVersion): readonly string[] {
  return guardReport(document, settings, version).dead.map(({ sentence }) => sentence);
}

function targetVersion({ options }: Arguments, ofDesign: CalicoVersion): Result<CalicoVersion, string> {
  const wanted = options['calico'] ?? ofDesign;
  const known = calicoVersions.find((version) => version === wanted);
  return known === undefined ? err(`--calico takes one of ${calicoVersions.join(', ')}.`) : ok(known);
}

function formOf({ options, flags }: Arguments): Result<ExportForm, string> {
  const dump = options['against'];
  if (dump === undefined) return ok({ kind: flags.has('bundle') ? 'bundle' : 'file' });
  if (dump === '-') return err('--against takes a file or a folder.');
  const read = readDesign([dump], () => new Uint8Array());
  if (!read.ok) return err(`--against ${dump}: ${read.error}`);
  // What could not be read would be missing from the cluster, and be written or deleted for that.
  const unread = read.value.problems.filter(({ severity }) => severity === 'error').map(describe);
  if (unread.length > 0) return err([`--against ${dump} could not be read as a whole.`, ...unread].join('\n'));
  return ok({ kind: 'difference', baseline: read.value.document });
}

function writeFiles(args: Arguments, folder: string, plan: Extract<ExportPlan, { kind: 'ready' }>): Outcome {
  const { files, notes, difference } = plan;
  let others: readonly string[];
  try {
    mkdirSync(folder, { recursive: true });
    others = otherManifests(folder, files);
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
  } catch (error) {
    return failure(`${folder}: ${reasonOf(error)}`);
  }
  const paths = files.map(({ name }) => join(folder, name));
  const report = { columns: ['file'], rows: paths.map((path) => [path]) };
  const told = difference === null ? {} : { difference: namesIn(difference) };
  const diagnostics = [...(difference === null ? [] : [summaryOf(difference)]), ...notes, ...others];
  return {
    status: 0,
    out: print(args, { files: paths, ...told }, report),
    diagnostics: diagnostics.map((line) => `${line}\n`).join(''),
  };
}

/** `kubectl apply -f` of the folder would apply these as well. */
function otherManifests(folder: string, files: readonly ExportedFile[]): readonly string[] {
  const written = new Set(files.map(({ name }) => name));
  const others = readdirSync(folder).filter((name) => /\.(?:ya?ml|json)$/i.test(name) && !written.has(name));
  return others.length === 0
    ? []
    : [`${folder} also holds ${others.sort().join(', ')}, which this export did not write.`];
}

function namesIn({ added, changed, deleted, same }: ObjectDifference): object {
  const ids = (objects: ObjectDifference['added']): readonly string[] => objects.map(({ id }) => id);
  return { added: ids(added), changed: ids(changed), deleted: ids(deleted), same };
}

function summaryOf({ added, changed, deleted, same }: ObjectDifference): string {
  if (added.length + changed.length + deleted.length === 0)
    return 'The cluster has all of it already: nothing to write.';
  const gone = deleted.length === 0 ? '' : ` To be deleted: ${deleted.map(({ id }) => id).join(', ')}.`;
  return `${added.length} new, ${changed.length} changed, ${deleted.length} to be deleted, ${same} the same.${gone}`;
}
