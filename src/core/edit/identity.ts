import { identify } from '../manifest/identity.ts';
import type { Manifest } from '../model/document.ts';
import type { ResourceName } from '../model/ids.ts';

/**
 * Group, kind, namespace and name of a manifest that is in the document or was made by the program.
 *
 * @throws when it has none: the document holds identified objects only
 */
export function identityOf(manifest: Manifest): ResourceName {
  const identified = identify(manifest);
  if (!identified.ok) throw new Error(identified.error.message);
  return identified.value.name;
}

export function nameOf(manifest: Manifest): string {
  return identityOf(manifest).name;
}

/** API group without its version; the same for all groups that Calico's kinds came in. */
export function groupOf(manifest: Manifest): string {
  return identityOf(manifest).group;
}
