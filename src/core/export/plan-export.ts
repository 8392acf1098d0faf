import type { ClusterDocument } from '../model/document.ts';
import type { Problem } from '../model/problem.ts';
import { unreachable, type Result } from '../result.ts';
import { blockingProblems } from './blocking-problems.ts';
import { exportBundle, exportSingleFile, type ExportedFile, type ExportFailure } from './export-design.ts';
import { exportDifference, type ObjectDifference } from './export-difference.ts';
import type { ExportOptions } from './prepare-export.ts';

export type ExportForm =
  | { readonly kind: 'file' }
  | { readonly kind: 'bundle' }
  /** What `baseline`, a cluster as read from a dump, has to be told to become the design. */
  | { readonly kind: 'difference'; readonly baseline: ClusterDocument };

export interface ExportWish {
  readonly form: ExportForm;
  readonly options: ExportOptions;
}

export type ExportPlan =
  | {
      readonly kind: 'blocked';
      /** What the target version can't hold. */
      readonly messages: readonly string[];
      /** What a cluster would refuse. */
      readonly problems: readonly Problem[];
    }
  | {
      readonly kind: 'ready';
      readonly files: readonly ExportedFile[];
      readonly objects: number;
      readonly notes: readonly string[];
      /** null: the whole design is exported. */
      readonly difference: ObjectDifference | null;
    };

export const singleFileName = 'manifests.yaml';

/**
 * What an export would write, to the byte: what is previewed is what is then saved.
 *
 * @param problems of the design, found for the target version; errors among them keep everything back
 * @param confirmed what would die, confirmed by the user: stands in the README
 */
export function planExport(
  document: ClusterDocument,
  { form, options }: ExportWish,
  problems: readonly Problem[],
  confirmed: readonly string[] = [],
): ExportPlan {
  const written = write(document, form, options, confirmed);
  const blocking = blockingProblems(document, problems);
  if (!written.ok || blocking.length > 0)
    return { kind: 'blocked', messages: written.ok ? [] : written.error.messages, problems: blocking };
  return { kind: 'ready', ...written.value };
}

type Written = Omit<Extract<ExportPlan, { kind: 'ready' }>, 'kind'>;

function write(
  document: ClusterDocument,
  form: ExportForm,
  options: ExportOptions,
  confirmed: readonly string[],
): Result<Written, ExportFailure> {
  switch (form.kind) {
    case 'file': {
      const single = exportSingleFile(document, options);
      if (!single.ok) return single;
      const { text, objects, notes } = single.value;
      return { ok: true, value: { files: [{ name: singleFileName, text }], objects, notes, difference: null } };
    }
    case 'bundle': {
      const bundle = exportBundle(document, options, confirmed);
      return bundle.ok ? { ok: true, value: { ...bundle.value, difference: null } } : bundle;
    }
    case 'difference': {
      const found = exportDifference(document, form.baseline, options, confirmed);
      if (!found.ok) return found;
      const { added, changed, deleted } = found.value.difference;
      return { ok: true, value: { ...found.value, objects: added.length + changed.length + deleted.length } };
    }
    default:
      return unreachable(form);
  }
}
