import type { Command } from '../edit/command.ts';
import { readEntity } from '../manifest/read-entity.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { Entity } from '../model/entities.ts';
import type { JsonPath } from '../model/json.ts';
import type { Problem } from '../model/problem.ts';
import type { Selector } from '../selector/ast.ts';
import { printSelector } from '../selector/print.ts';
import { mapTerms, type Term } from '../selector/rewrite.ts';
import { controlPlaneLabel, legacySelectorsOf, masterLabel } from '../lint/host/name-lints.ts';
import type { Fix } from './fix.ts';

/** LEGACY-MASTER-LABEL: the new label in place of the old one, or beside it while a node has nothing but the old one. */
export function askForControlPlane(problem: Problem, document: ClusterDocument): Fix | null {
  const { resource } = problem;
  const found = resource === null ? undefined : document.resources[resource];
  if (found === undefined) return null;
  const entities = Object.values(document.resources).map(({ id, manifest }) => readEntity(id, manifest).entity);
  const beside = entities.some(hasOldLabelOnly);
  const commands = legacySelectorsOf(readEntity(found.id, found.manifest).entity).map(({ path, selector }): Command =>
    setSelector(found.id, path, withNewLabel(selector, beside)),
  );
  if (commands.length === 0) return null;
  const label = `Ask for ${controlPlaneLabel}${beside ? ' as well' : ''}`;
  return { label, command: { type: 'sequence', label, commands } };
}

function setSelector(resource: NonNullable<Problem['resource']>, path: JsonPath, selector: Selector): Command {
  return { type: 'set-field', resource, path, value: printSelector(selector) };
}

function hasOldLabelOnly(entity: Entity): boolean {
  const carries = entity.kind === 'cluster-node' || entity.kind === 'host-endpoint';
  return carries && entity.labels.has(masterLabel) && !entity.labels.has(controlPlaneLabel);
}

function withNewLabel(selector: Selector, beside: boolean): Selector {
  return mapTerms(selector, (term) => {
    if (!('label' in term) || term.label !== masterLabel) return term;
    const renamed = { ...term, label: controlPlaneLabel };
    return beside ? { kind: isNegative(term) ? 'and' : 'or', operands: [term, renamed] } : renamed;
  });
}

/** It holds where the label is absent (R2.8). */
function isNegative(term: Term): boolean {
  return term.kind === 'not-in' || (term.kind === 'compare' && term.operator === '!=');
}
