import { identityOf } from '../manifest/identity.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { Problem } from '../model/problem.ts';
import { stageOf } from './apply-order.ts';

/**
 * The errors for which nothing is exported: of objects that would be in the export (a cluster would refuse them), and
 * of texts that could not be read at all (they would be missing from it).
 */
export function blockingProblems(document: ClusterDocument, problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ severity, resource }) => {
    if (severity !== 'error') return false;
    const manifest = resource === null ? undefined : document.resources[resource]?.manifest;
    return manifest === undefined || stageOf(identityOf(manifest)) !== null;
  });
}
