import { openDesign } from '../../file/design-file.ts';
import { identityOf } from '../../manifest/identity.ts';
import { builtInTiers } from '../../manifest/read-tier.ts';
import type { SourceFile } from '../../manifest/source-documents.ts';
import { printYaml } from '../../manifest/yaml.ts';
import type { ClusterDocument, Manifest } from '../../model/document.ts';
import type { Problem } from '../../model/problem.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import { evaluateAll } from '../../policy/evaluate.ts';
import { lower } from '../../policy/lower.ts';
import { summaryAt } from '../../policy/verdict-index.ts';
import { stageOf } from '../apply-order.ts';
import { withoutRollbacks } from '../rollback.ts';

/**
 * The design with everything that is exported replaced by what reading the export gives.
 * @param files of the export; those that are not manifests to apply are left out
 * @returns and what reading the export complained about
 */
export function withExportReadAgain(
  document: ClusterDocument,
  files: readonly SourceFile[],
  calicoVersion: CalicoVersion,
): { readonly manifests: readonly Manifest[]; readonly problems: readonly Problem[] } {
  const toApply = withoutRollbacks(files.filter(({ name }) => /^(?:\d\d-|manifests).*\.yaml$/.test(name))).texts;
  const again = openDesign(toApply);
  const left = manifestsOf(document).filter((manifest) => !isExported(manifest, calicoVersion));
  return { manifests: [...left, ...manifestsOf(again.document)], problems: again.problems };
}

export function manifestsOf({ resources }: ClusterDocument): readonly Manifest[] {
  return Object.values(resources).map(({ manifest }) => manifest);
}

/** Built-in tiers are in every cluster, so they are not exported and stay. */
function isExported(manifest: Manifest, calicoVersion: CalicoVersion): boolean {
  const name = identityOf(manifest);
  const isBuiltIn = name.kind === 'Tier' && builtInTiers(calicoVersion).some((tier) => tier.name === name.name);
  return stageOf(name) !== null && !isBuiltIn;
}

/** By the names of both ends, each with its own summary: rows and summaries may come in another order. */
export function verdictsOf(manifests: readonly Manifest[], calicoVersion: CalicoVersion): object {
  const { document } = openDesign([{ name: 'all.yaml', text: manifests.map(printYaml).join('---\n') }]);
  const table = evaluateAll(lower(Object.values(document.resources), { calicoVersion }));
  return Object.fromEntries(
    table.endpoints.flatMap((source, row) =>
      table.endpoints.map((target, column) => [`${source.id} ${target.id}`, summaryAt(table, row, column)]),
    ),
  );
}
