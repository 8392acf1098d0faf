import { applyPatch } from '../core/edit/patch.ts';
import { planCommand } from '../core/edit/plan-command.ts';
import { exportBundle, exportSingleFile, type ExportOptions } from '../core/export/export-design.ts';
import { prepareExport } from '../core/export/prepare-export.ts';
import { openDesign } from '../core/file/design-file.ts';
import { fixFor } from '../core/fix/fix-for.ts';
import { guardReport } from '../core/guard/guard.ts';
import { lintDesign, lintInput } from '../core/lint/lint-design.ts';
import { problemOf } from '../core/manifest/positions.ts';
import { settingsOf } from '../core/manifest/read-settings.ts';
import type { SourceFile } from '../core/manifest/source-documents.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import type { Problem } from '../core/model/problem.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';

/**
 * Lints a design that was read from a hostile file, plans all fixes that are offered, asks the lock-out guard, and
 * exports it in every form. Nothing may throw, and what is exported can be read again.
 *
 * @param problems found before, whose fixes are planned as well
 * @returns what went wrong, as a sentence; null: nothing
 */
export function undergoDesign(
  document: ClusterDocument,
  ruleset: Ruleset,
  problems: readonly Problem[],
): string | null {
  const found = lintDesign(lintInput(document.resources, ruleset)).flatMap(({ resource, finding }) =>
    resource === null ? [] : [problemOf(document, resource, finding)],
  );
  for (const problem of [...problems, ...found]) planFix(problem, document);
  guardReport(document, {});
  const { calicoVersion } = settingsOf(document);
  const options = { calicoVersion, namespaces: 'include' } as const;
  return (
    exported(document, { ...options, policies: 'enforced' }, singleFile) ??
    exported(document, { ...options, policies: 'staged' }, bundle)
  );
}

function planFix(problem: Problem, document: ClusterDocument): void {
  const fix = fixFor(problem, document);
  if (fix === null) return;
  const planned = planCommand(document, fix.command);
  if (planned.ok) applyPatch(document, planned.value);
}

type Form = (document: ClusterDocument, options: ExportOptions) => readonly SourceFile[] | null;

const singleFile: Form = (document, options) => {
  const single = exportSingleFile(document, options);
  return single.ok ? [{ name: 'all.yaml', text: single.value.text }] : null;
};

const bundle: Form = (document, options) => {
  const files = exportBundle(document, options);
  return files.ok ? files.value.files.filter(({ name }) => /^\d\d-/.test(name)) : null;
};

function exported(document: ClusterDocument, options: ExportOptions, form: Form): string | null {
  const prepared = prepareExport(document, options);
  const files = form(document, options);
  if (!prepared.ok || files === null) return prepared.ok || files !== null ? 'its export is refused and is not' : null;
  const { document: again, problems } = openDesign(files);
  const [fault] = problems.filter(({ code }) => code !== 'FILE-NO-OBJECTS');
  if (fault !== undefined) return `its export can’t be read: ${fault.message}`;
  const [wanted, objects] = [prepared.value.objects.length, Object.keys(again.resources).length];
  return objects === wanted ? null : `of ${wanted} objects its export holds ${objects}`;
}
