import { manifestText } from '../../app/yaml-text.ts';
import type { ClusterDocument, Resource } from '../../core/model/document.ts';

/** An object with its YAML, as the handout lists it. */
export interface PrintedObject {
  readonly id: string;
  readonly title: string;
  readonly yaml: string;
}

/** Tiers first, as policies are of them; then policies of every kind, by their ids. */
export function policyTexts(document: ClusterDocument): readonly PrintedObject[] {
  const all = Object.values(document.resources);
  const rank = (resource: Resource): number => (kindOf(resource) === 'Tier' ? 0 : 1);
  return all
    .filter((resource) => kindOf(resource) === 'Tier' || kindOf(resource).endsWith('Policy'))
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
    .map((resource) => ({
      id: resource.id,
      title: titleOf(resource),
      yaml: manifestText(document, resource).trimEnd(),
    }));
}

function kindOf({ manifest }: Resource): string {
  return typeof manifest['kind'] === 'string' ? manifest['kind'] : '';
}

/** `GlobalNetworkPolicy allow-dns` */
function titleOf(resource: Resource): string {
  return `${kindOf(resource)} ${resource.id.slice(resource.id.indexOf('/') + 1)}`;
}
