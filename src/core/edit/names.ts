import type { ClusterDocument } from '../model/document.ts';
import { resourceId, type ResourceName } from '../model/ids.ts';

/** `base` if nobody has it, else `base-2`, `base-3`, …; deterministic. */
export function freeName(document: ClusterDocument, type: Omit<ResourceName, 'name'>, base: string): string {
  const isFree = (name: string): boolean => document.resources[resourceId({ ...type, name })] === undefined;
  if (isFree(base)) return base;
  for (let number = 2; ; number += 1) {
    const name = `${base}-${number}`;
    if (isFree(name)) return name;
  }
}
