import { identityOf } from '../manifest/identity.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { valueAt } from '../model/json.ts';
import { err, ok, type Result } from '../result.ts';
import { inApplyOrder } from './apply-order.ts';
import { documents, header, kustomization, stageFiles, stubsOf, type ExportedFile } from './bundle-files.ts';
import { bundleReadme } from './bundle-readme.ts';
import {
  isWanted,
  prepareEnforced,
  readyFrom,
  staging,
  type ExportFailure,
  type ExportOptions,
  type Ready,
} from './prepare-export.ts';
import { deletionMark, restoreMark, rollbackMark } from './rollback.ts';
import { isSameObject } from './same-object.ts';
import { stagedDeletion } from '../edit/staged-form.ts';
import { forVersion } from './version-target.ts';

/** How a design differs from a cluster, in the objects that are applied. */
export interface ObjectDifference {
  readonly added: readonly Ready[];
  readonly changed: readonly Ready[];
  /** As they are in the cluster. */
  readonly deleted: readonly Ready[];
  readonly same: number;
}

export interface ExportedDifference {
  readonly files: readonly ExportedFile[];
  readonly difference: ObjectDifference;
  readonly notes: readonly string[];
}

/**
 * Only what a cluster has to be told to become the design: new and changed objects in the order of application, what is
 * to be deleted in `delete.yaml`, and in `rollback.yaml` and `restore.yaml` the way back. No file where nothing differs.
 *
 * @param baseline the cluster, as read from a dump of it
 * @param confirmed see `exportBundle`
 */
export function exportDifference(
  document: ClusterDocument,
  baseline: ClusterDocument,
  options: ExportOptions,
  confirmed: readonly string[] = [],
): Result<ExportedDifference, ExportFailure> {
  const wanted = prepareEnforced(document, options);
  if (!wanted.ok) return wanted;
  const there = objectsOf(baseline, options);
  const found = differenceBetween(wanted.value, there);
  const difference = options.policies === 'staged' ? stagedDifference(found, options) : ok({ ...found, notes: [] });
  if (!difference.ok) return difference;
  const { added, changed, deleted, notes } = difference.value;
  const applied = inOrderOf(difference.value, wanted.value);
  if (applied.length + deleted.length === 0) return ok({ files: [], difference: difference.value, notes });
  const all = [...notes, ...foreignNotes(wanted.value, there)];
  const parts = stageFiles(applied, options);
  const replaced = new Set([...changed, ...deleted].map(({ id }) => id));
  const before = there.filter(({ id }) => replaced.has(id));
  const lists = [
    listFile('delete.yaml', deletionMark, stubsOf(deleted), options),
    listFile('rollback.yaml', rollbackMark, stubsOf(added), options),
    listFile(
      'restore.yaml',
      restoreMark,
      before.map(({ manifest }) => manifest),
      options,
    ),
  ];
  const counts = { deletes: deleted.length, restores: before.length };
  const readme = bundleReadme({ kind: 'difference', files: parts, options, confirmed, notes: all, ...counts });
  const files = [
    ...parts.map(({ name, text }) => ({ name, text })),
    ...(parts.length === 0 ? [] : [kustomization(parts, options)]),
    { name: 'README.md', text: readme },
    ...lists.flatMap((file) => (file === null ? [] : [file])),
  ];
  return ok({ files, difference: difference.value, notes: all });
}

/** The objects of a cluster that an export could write; a name that is stored with its tier is compared so. */
function objectsOf(cluster: ClusterDocument, options: ExportOptions): readonly Ready[] {
  return inApplyOrder(Object.values(cluster.resources))
    .filter((one) => isWanted(one, options))
    .map((one) => {
      const targeted = forVersion(one, options.calicoVersion);
      return readyFrom(one.stage, targeted.ok ? targeted.value : one.manifest);
    });
}

function differenceBetween(wanted: readonly Ready[], there: readonly Ready[]): ObjectDifference {
  const byId = new Map(there.map((one) => [one.id, one]));
  const ids = new Set(wanted.map(({ id }) => id));
  const added = wanted.filter(({ id }) => !byId.has(id));
  const changed = wanted.filter(({ id, manifest }) => {
    const old = byId.get(id);
    return old !== undefined && !isSameObject(old.manifest, manifest);
  });
  const deleted = there.filter((one) => !ids.has(one.id) && isDeletable(one));
  return { added, changed, deleted, same: wanted.length - added.length - changed.length };
}

/** A namespace takes all that is in it along, and configuration is only ever changed. */
function isDeletable(object: Ready): boolean {
  const { stage, manifest } = object;
  if (stage === 'namespaces' || stage === 'configuration' || isForeign(object)) return false;
  return manifest['kind'] !== 'KubeControllersConfiguration';
}

/** Calico makes these by itself, and makes them again when they are deleted (R1.21, R8.4). */
function isForeign({ manifest }: Ready): boolean {
  const createdBy = valueAt(manifest, ['metadata', 'labels', 'projectcalico.org/created-by']);
  return createdBy === 'calico-kube-controllers' || /^(?:knp|ossg)\.default\./.test(identityOf(manifest).name);
}

function foreignNotes(wanted: readonly Ready[], there: readonly Ready[]): readonly string[] {
  const ids = new Set(wanted.map(({ id }) => id));
  const kept = there.filter((one) => isForeign(one) && !ids.has(one.id)).map(({ id }) => id);
  return kept.length === 0 ? [] : [`Not deleted, because Calico makes them by itself: ${kept.join(', ')}.`];
}

function inOrderOf({ added, changed }: ObjectDifference, order: readonly Ready[]): readonly Ready[] {
  const rank = new Map<ResourceId, number>(order.map(({ id }, index) => [id, index]));
  // Staged forms are not in it; their files keep the stages apart.
  const last = order.length;
  return [...added, ...changed].sort((a, b) => (rank.get(a.id) ?? last) - (rank.get(b.id) ?? last));
}

/** Staged, a policy that goes is staged to be deleted, and nothing else goes. */
function stagedDifference(
  { added, changed, deleted, same }: ObjectDifference,
  { calicoVersion }: ExportOptions,
): Result<ObjectDifference & { readonly notes: readonly string[] }, ExportFailure> {
  const [come, stay] = [staging(added, calicoVersion), staging(changed, calicoVersion)];
  if (!come.ok) return come;
  if (!stay.ok) return stay;
  const gone = deleted
    .filter(({ stage, manifest }) => stage === 'policies' && !String(manifest['kind']).startsWith('Staged'))
    .map(({ manifest }) => stagedDeletion(manifest));
  const messages = gone.flatMap((one) => (one.ok ? [] : [one.error]));
  if (messages.length > 0) return err({ messages });
  const deletions = gone.flatMap((one) => (one.ok ? [readyFrom('policies', one.value)] : []));
  // The staged form of an object that only changed is new to the cluster, except for tiers and sets, which have none.
  const isNew = ({ stage }: Ready): boolean => stage === 'policies';
  return ok({
    added: [...come.value.objects, ...stay.value.objects.filter(isNew), ...deletions],
    changed: stay.value.objects.filter((one) => !isNew(one)),
    deleted: [],
    same,
    notes: [...new Set([...come.value.notes, ...stay.value.notes])],
  });
}

function listFile(
  name: string,
  mark: string,
  manifests: readonly Manifest[],
  options: ExportOptions,
): ExportedFile | null {
  return manifests.length === 0 ? null : { name, text: `${mark}.\n${header(options)}${documents(manifests)}` };
}
