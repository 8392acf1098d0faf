import { versionHasKind } from '../core/check/kinds.ts';
import { newKinds, newObject, type NewKind, type Surroundings } from '../core/edit/new-objects.ts';
import { identityOf } from '../core/manifest/identity.ts';
import { resourceId } from '../core/model/ids.ts';
import type { App } from './app.ts';
import { perform } from './perform.ts';

/** A kind with why no object of it can be made now; '' where one can. */
export interface OfferedKind extends NewKind {
  readonly obstacle: string;
}

/** All kinds, as the user can choose from them. */
export function offeredKinds(app: App): readonly OfferedKind[] {
  const { calicoVersion } = app.model.design.settings;
  const at = surroundingsOf(app);
  return newKinds.map((kind) => {
    const isKnown = versionHasKind(calicoVersion, kind.key.slice(kind.key.indexOf('/') + 1));
    const made = newObject(app.session.document, kind.key, at);
    const obstacle = isKnown ? (made.ok ? '' : made.error) : `Calico ${calicoVersion} does not enforce it.`;
    return { ...kind, obstacle };
  });
}

/** Makes an object of the kind where the user is, as one step, and selects it. */
export function createObject(app: App, key: string): void {
  const made = newObject(app.session.document, key, surroundingsOf(app));
  if (!made.ok) return void app.notices.show({ kind: 'error', text: made.error });
  const manifest = made.value.at(-1);
  if (manifest === undefined) throw new Error('nothing was made');
  const identity = identityOf(manifest);
  const what = `${identity.kind} ${identity.name}`;
  const command = { type: 'add-resources', manifests: made.value, positions: [] } as const;
  if (!perform(app, { type: 'sequence', label: `Create ${what}`, commands: [command] }, `Created ${what}.`)) return;
  app.selection.select({ kind: 'resource', id: resourceId(identity) });
  app.view.inspectorTab = 'properties';
}

/** The namespace and cluster node of what is selected. */
export function surroundingsOf({ selection, model }: App): Surroundings {
  const entity = selection.resource === null ? undefined : model.entities.get(selection.resource);
  const nowhere: Surroundings = { namespace: null, clusterNode: null };
  switch (entity?.kind) {
    case 'namespace':
      return { ...nowhere, namespace: entity.name };
    case 'cluster-node':
      return { ...nowhere, clusterNode: entity.name };
    case 'host-endpoint':
      return { ...nowhere, clusterNode: entity.clusterNode };
    case 'pod':
      return { namespace: entity.namespace, clusterNode: entity.clusterNode };
    default:
      return entity !== undefined && 'namespace' in entity ? { ...nowhere, namespace: entity.namespace } : nowhere;
  }
}
