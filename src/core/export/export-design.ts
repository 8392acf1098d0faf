import type { ClusterDocument } from '../model/document.ts';
import { ok, type Result } from '../result.ts';
import { documents, header, kustomization, stageFiles, stubsOf, textOf, type ExportedFile } from './bundle-files.ts';
import { bundleReadme } from './bundle-readme.ts';
import { prepareExport, type ExportFailure, type ExportOptions } from './prepare-export.ts';
import { rollbackMark } from './rollback.ts';

export type { ExportedFile } from './bundle-files.ts';
export type { ExportFailure, ExportOptions } from './prepare-export.ts';

interface Counted {
  readonly objects: number;
  /** Sentences about what the export does not hold. */
  readonly notes: readonly string[];
}

/** All manifests to apply in one text, in the order of application. The same design always gives the same bytes. */
export function exportSingleFile(
  document: ClusterDocument,
  options: ExportOptions,
): Result<Counted & { readonly text: string }, ExportFailure> {
  const prepared = prepareExport(document, options);
  if (!prepared.ok) return prepared;
  const { objects, notes } = prepared.value;
  return ok({ text: textOf(objects, options), objects: objects.length, notes });
}

/**
 * One file per stage, with `kustomization.yaml`, `README.md` and `rollback.yaml` (product.md section 4).
 *
 * @param confirmed what the lock-out guard found and the user took into account: stands in the README
 */
export function exportBundle(
  document: ClusterDocument,
  options: ExportOptions,
  confirmed: readonly string[] = [],
): Result<Counted & { readonly files: readonly ExportedFile[] }, ExportFailure> {
  const prepared = prepareExport(document, options);
  if (!prepared.ok) return prepared;
  const { objects, notes } = prepared.value;
  const parts = stageFiles(objects, options);
  const rollback = `${rollbackMark}, in the order to take it back.\n${header(options)}${documents(stubsOf(objects))}`;
  const files = [
    ...parts.map(({ name, text }) => ({ name, text })),
    kustomization(parts, options),
    { name: 'README.md', text: bundleReadme({ kind: 'whole', files: parts, options, confirmed, notes }) },
    { name: 'rollback.yaml', text: rollback },
  ];
  return ok({ files, objects: objects.length, notes });
}
