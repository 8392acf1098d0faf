import { readEntity } from '../manifest/read-entity.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { Entity } from '../model/entities.ts';
import { valueAt } from '../model/json.ts';
import type { Problem } from '../model/problem.ts';
import type { Selector } from '../selector/ast.ts';
import { selectorMatches } from '../selector/matches.ts';
import { parseSelector } from '../selector/parse.ts';
import type { Fix } from './fix.ts';

/**
 * LABEL-TRUST: limits the source to the one namespace whose pods it means today. Nothing where hosts or network sets are
 * meant as well: a namespaceSelector would shut them out (R3.12).
 */
export function nameNamespace({ resource, path }: Problem, { resources }: ClusterDocument): Fix | null {
  const found = resource === null ? undefined : resources[resource];
  const text = found === undefined ? undefined : valueAt(found.manifest, path);
  const selector = typeof text === 'string' ? parseSelector(text) : null;
  if (found === undefined || selector?.ok !== true) return null;
  const entities = Object.values(resources).map(({ id, manifest }) => readEntity(id, manifest).entity);
  const namespace = onlyNamespaceMeant(entities, selector.value);
  if (namespace === null) return null;
  const value = `kubernetes.io/metadata.name == '${namespace}'`;
  return {
    label: `Limit it to namespace ${namespace}`,
    command: { type: 'set-field', resource: found.id, path: [...path.slice(0, -1), 'namespaceSelector'], value },
  };
}

/** null: nobody is meant, several namespaces are, or somebody without one. */
function onlyNamespaceMeant(entities: readonly Entity[], selector: Selector): string | null {
  const meant = entities.filter(
    (entity) =>
      (entity.kind === 'host-endpoint' ||
        entity.kind === 'network-set' ||
        (entity.kind === 'pod' && !entity.hostNetwork && !entity.finished)) &&
      selectorMatches(selector, entity.labels),
  );
  const namespaces = new Set(meant.map((entity) => ('namespace' in entity ? entity.namespace : null)));
  const [namespace] = namespaces;
  return namespaces.size === 1 ? (namespace ?? null) : null;
}
