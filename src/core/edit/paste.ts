import { identityOf, nameOf } from '../manifest/identity.ts';
import { noteElement, type DrawnFlow, type Point } from '../model/design.ts';
import type { ClusterDocument, Manifest, Resource } from '../model/document.ts';
import { resourceId, type EndpointId, type ResourceId } from '../model/ids.ts';
import { isJsonArray, valueAt, type JsonPath, type JsonValue } from '../model/json.ts';
import type { Command, Placement } from './command.ts';
import { additionPatch } from './change-resources.ts';
import { copyName, withField, withNameLabels, withoutClusterFields } from './duplicate.ts';
import { newClusterNode } from './new-manifests.ts';
import { applyPatch } from './patch.ts';
import { designSpecOf } from './plan-design.ts';
import { endpointOf, kindOf, ownedBy, referencesTo } from './references.ts';

/** What was copied, as it was then: it does not change with the design. */
export interface Clip {
  /** In an order in which what is named comes before what names it. */
  readonly resources: readonly Resource[];
  /** What the user chose; the others belong to it. */
  readonly roots: readonly ResourceId[];
  readonly places: ReadonlyMap<string, Point>;
  readonly disabled: ReadonlySet<ResourceId>;
  /** Between two of the copied. */
  readonly flows: readonly DrawnFlow[];
  readonly notes: readonly { readonly text: string; readonly at: Point | null }[];
}

export interface Paste {
  /** New ids of the clip's roots. */
  readonly roots: readonly ResourceId[];
  /** How many objects and notes it makes. */
  readonly count: number;
  readonly command: Command;
}

/**
 * Takes objects out of a design, with all that belongs to them: a namespace's objects, a cluster node's host endpoints, a
 * tier's policies.
 *
 * @param notes names of notes that are copied along
 * @param places where the cards lie, stored or not
 */
export function clipOf(
  document: ClusterDocument,
  chosen: { readonly ids: readonly ResourceId[]; readonly notes: readonly string[] },
  places: ReadonlyMap<string, Point>,
): Clip {
  const { flows, disabled, layout } = designSpecOf(document);
  const roots = chosen.ids.flatMap((id) => document.resources[id] ?? []);
  const owned = roots.flatMap((root) => [root, ...ownedBy(document, root)]);
  const resources = [...new Map(owned.map((resource) => [resource.id, resource])).values()];
  const endpoints = new Set(resources.flatMap((resource) => endpointOf(resource) ?? []));
  return {
    resources: resources.toSorted((a, b) => rankOf(a) - rankOf(b)),
    roots: roots.map(({ id }) => id),
    places: new Map(resources.flatMap(({ id }) => pairOf(id, places.get(id)))),
    disabled: new Set(resources.map(({ id }) => id).filter((id) => disabled.has(id))),
    flows: flows.filter(({ source, destination }) => endpoints.has(source) && endpoints.has(destination)),
    notes: chosen.notes.map((name) => ({
      text: layout.notes.get(name) ?? '',
      at: places.get(noteElement(name)) ?? null,
    })),
  };
}

/**
 * What pasting means: every object under a free name, without what a cluster wrote into it; names, labels and flows
 * among the copied follow, references to anything else stay.
 *
 * @param shift of all places, so that relative places stay
 */
export function planPaste(document: ClusterDocument, clip: Clip, shift: Point): Paste {
  const copies = renamed(document, clip);
  const at = (point: Point | undefined): Point | null =>
    point === undefined ? null : { x: point.x + shift.x, y: point.y + shift.y };
  const positions = copies.flatMap(({ original, id }): readonly Placement[] => {
    const place = at(clip.places.get(original.id));
    return place === null ? [] : [{ element: id, at: place }];
  });
  const ends = new Map(copies.flatMap(({ original, manifest }) => endsOf(original, manifest)));
  const notes = freeNotes(document, clip.notes.length);
  const commands: readonly Command[] = [
    ...(copies.length === 0
      ? []
      : [{ type: 'add-resources', manifests: copies.map(({ manifest }) => manifest), positions } as const]),
    ...copies
      .filter(({ original }) => clip.disabled.has(original.id))
      .map(({ id }): Command => ({ type: 'set-disabled', policy: id, disabled: true })),
    ...clip.flows.flatMap((flow) => flowCommand(flow, ends)),
    ...clip.notes.flatMap((note, index) => noteCommands(notes[index] ?? '', note.text, at(note.at ?? undefined))),
  ];
  const count = copies.length + clip.notes.length;
  const idOf = new Map(copies.map(({ original, id }) => [original.id, id]));
  return {
    roots: clip.roots.flatMap((root) => idOf.get(root) ?? []),
    count,
    command: { type: 'sequence', label: `Paste ${count} ${count === 1 ? 'object' : 'objects'}`, commands },
  };
}

interface Copy {
  readonly original: Resource;
  readonly id: ResourceId;
  readonly manifest: Manifest;
}

/** One after the other, as the name of each must be free of the copies before it. */
function renamed(document: ClusterDocument, clip: Clip): readonly Copy[] {
  const copied: ClusterDocument = {
    resources: Object.fromEntries(clip.resources.map((resource) => [resource.id, resource])),
    sources: [],
  };
  const edits = new Map<ResourceId, (readonly [JsonPath, JsonValue])[]>();
  const namespaces = new Map<string, string>();
  let now = document;
  return clip.resources.map((original) => {
    const bare = followed(withoutClusterFields(original.manifest), edits.get(original.id) ?? [], namespaces);
    const { name: oldName, ...type } = identityOf(bare);
    const name = copyName(now, { ...type, name: oldName });
    const named = withNameLabels(withField(bare, ['metadata', 'name'], name), oldName);
    const manifest = withAddresses(now, named, original, copied);
    const id = resourceId({ ...type, name });
    if (kindOf(original) === 'Namespace') namespaces.set(oldName, name);
    for (const { from, path } of referencesTo(copied, original)) noteEdit(edits, from.id, path, name);
    for (const { from, path } of hostnameLabels(copied, original)) noteEdit(edits, from.id, path, name);
    now = applyPatch(now, additionPatch(id, manifest));
    return { original, id, manifest };
  });

  function withAddresses(
    known: ClusterDocument,
    manifest: Manifest,
    original: Resource,
    all: ClusterDocument,
  ): Manifest {
    if (kindOf(original) !== 'Node') return manifest;
    const status = valueAt(newClusterNode(known), ['status']);
    const internal = valueAt(status ?? null, ['addresses', 0, 'address']);
    for (const { from } of referencesTo(all, original)) {
      if (kindOf(from) === 'HostEndpoint' && isJsonArray(valueAt(from.manifest, ['spec', 'expectedIPs']))) {
        noteEdit(edits, from.id, ['spec', 'expectedIPs'], [internal ?? '']);
      }
    }
    return status === undefined ? manifest : withField(manifest, ['status'], status);
  }
}

function noteEdit(
  edits: Map<ResourceId, (readonly [JsonPath, JsonValue])[]>,
  id: ResourceId,
  path: JsonPath,
  value: JsonValue,
): void {
  edits.set(id, [...(edits.get(id) ?? []), [path, value]]);
}

/** With the new names of what it names, and in the new namespace where that was copied, too. */
function followed(
  manifest: Manifest,
  edits: readonly (readonly [JsonPath, JsonValue])[],
  namespaces: ReadonlyMap<string, string>,
): Manifest {
  const namespace = valueAt(manifest, ['metadata', 'namespace']);
  const moved = typeof namespace === 'string' ? namespaces.get(namespace) : undefined;
  const placed = moved === undefined ? manifest : withField(manifest, ['metadata', 'namespace'], moved);
  return edits.reduce((now, [path, value]) => withField(now, path, value), placed);
}

/** A host endpoint carries the name of its cluster node as a label. */
function hostnameLabels(copied: ClusterDocument, original: Resource): readonly { from: Resource; path: JsonPath }[] {
  if (kindOf(original) !== 'Node') return [];
  const path = ['metadata', 'labels', 'kubernetes.io/hostname'];
  return Object.values(copied.resources)
    .filter((from) => kindOf(from) === 'HostEndpoint' && valueAt(from.manifest, path) === nameOf(original.manifest))
    .map((from) => ({ from, path }));
}

function endsOf(original: Resource, manifest: Manifest): readonly (readonly [EndpointId, EndpointId])[] {
  const [before, after] = [endpointOf(original), endpointOf({ ...original, manifest })];
  return before === null || after === null ? [] : [[before, after]];
}

function flowCommand(flow: DrawnFlow, ends: ReadonlyMap<EndpointId, EndpointId>): readonly Command[] {
  const [source, destination] = [ends.get(flow.source), ends.get(flow.destination)];
  if (source === undefined || destination === undefined) return [];
  return [{ type: 'add-flow', flow: { ...flow, source, destination } }];
}

function noteCommands(note: string, text: string, at: Point | null): readonly Command[] {
  return [
    { type: 'set-note', note, text },
    ...(at === null ? [] : [{ type: 'move-elements', positions: [{ element: noteElement(note), at }] } as const]),
  ];
}

/** Notes are numbered. */
function freeNotes(document: ClusterDocument, count: number): readonly string[] {
  const numbers = [...designSpecOf(document).layout.notes.keys()].map(Number).filter((one) => Number.isInteger(one));
  const last = Math.max(0, ...numbers);
  return Array.from({ length: count }, (_, index) => String(last + 1 + index));
}

/** What is named comes before what names it. */
function rankOf(resource: Resource): number {
  const at = ['Namespace', 'Node', 'Tier', 'ServiceAccount'].indexOf(kindOf(resource));
  return at === -1 ? 4 : at;
}

function pairOf(id: string, place: Point | undefined): readonly (readonly [string, Point])[] {
  return place === undefined ? [] : [[id, place]];
}
