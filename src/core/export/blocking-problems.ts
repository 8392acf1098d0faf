import { disabledPoliciesOf } from '../edit/plan-design.ts';
import { identityOf } from '../manifest/identity.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { Problem } from '../model/problem.ts';
import { stageOf } from './apply-order.ts';

/**
 * The errors for which nothing is exported: of objects that would be in the export (a cluster would refuse them), and
 * of texts that could not be read at all (they would be missing from it). Of a disabled policy nothing is exported. A
 * policy's name that lacks its tier's prefix is none of them: the export gives it one.
 *
 * @param problems found for the target version
 */
export function blockingProblems(document: ClusterDocument, problems: readonly Problem[]): readonly Problem[] {
  const disabled = disabledPoliciesOf(document);
  return problems.filter(({ severity, code, resource }) => {
    if (severity !== 'error' || code === 'NAME-TIER-PREFIX') return false;
    if (resource !== null && disabled.has(resource)) return false;
    const manifest = resource === null ? undefined : document.resources[resource]?.manifest;
    return manifest === undefined || stageOf(identityOf(manifest)) !== null;
  });
}
