import { readEntity } from '../manifest/read-entity.ts';
import type { ClusterDocument, Resource } from '../model/document.ts';
import type { Entity } from '../model/entities.ts';
import type { Problem } from '../model/problem.ts';

/** The object that a problem is about. */
export interface ProblemSubject {
  readonly resource: Resource;
  readonly entity: Entity;
}

/** @returns null where it is gone, or where the problem is of a file */
export function subjectOf({ resource: id }: Problem, { resources }: ClusterDocument): ProblemSubject | null {
  const resource = id === null ? undefined : resources[id];
  return resource === undefined ? null : { resource, entity: readEntity(resource.id, resource.manifest).entity };
}

export function entitiesOf({ resources }: ClusterDocument): readonly Entity[] {
  return Object.values(resources).map(({ id, manifest }) => readEntity(id, manifest).entity);
}
