import type { Manifest, Resource } from '../model/document.ts';
import { noteElement, type Point } from '../model/design.ts';
import { resourceId } from '../model/ids.ts';
import { identityOf, nameOf } from '../manifest/identity.ts';
import { err, ok, unreachable } from '../result.ts';
import type { Command } from './command.ts';
import type { DropContext, SingleTarget, NewThing, Planned } from './drop-context.ts';
import { designSpecOf } from './plan-design.ts';
import { internalAddresses } from './new-objects.ts';
import { kindOf } from './references.ts';
import {
  newClusterNode,
  newExternalNetwork,
  newHostEndpoint,
  newNamespace,
  newNetworkSet,
  newPod,
} from './new-manifests.ts';

/** A new object from the palette, placed where it is dropped; the box under the pointer says where it belongs. */
export function planCreate(context: DropContext, what: NewThing, target: SingleTarget): Planned {
  if (what === 'note' && 'at' in target) return planNewNote(context.document, target.at);
  if (target.kind !== 'canvas' && target.kind !== 'resource') {
    return err({ reason: 'Drop it on the canvas, or in a namespace or node.' });
  }
  const box = target.kind === 'resource' ? (context.document.resources[target.id] ?? null) : null;
  const made = manifestsFor(context, what, box);
  if (typeof made === 'string') return err({ reason: made });
  return plan(made, isDrawnThere(context, made, box) ? target.at : null, box);
}

/**
 * Whether what is new lies where it is dropped. A pod dropped on its cluster node lies in the box of its namespace, which
 * would be pulled over the node: then the layout finds a place.
 */
function isDrawnThere({ document }: DropContext, made: readonly Manifest[], box: Resource | null): boolean {
  const drawn = made.at(-1);
  if (drawn?.['kind'] !== 'Pod' || designSpecOf(document).layout.grouping !== 'namespace') return true;
  const isNamespaceNew = made.length > 1;
  return box === null ? isNamespaceNew : kindOf(box) === 'Namespace';
}

/** Manifests to add, the drawn one last; or the sentence that refuses. */
function manifestsFor({ document }: DropContext, what: NewThing, box: Resource | null): readonly Manifest[] | string {
  switch (what) {
    case 'cluster-node':
      return [newClusterNode(document)];
    case 'namespace':
      return [newNamespace(document)];
    case 'pod':
      return podIn(document, box);
    case 'host-endpoint':
      return hostEndpointOn(document, box);
    case 'external-network':
      return [newExternalNetwork(document)];
    case 'network-set':
      return [newNetworkSet(document, box !== null && kindOf(box) === 'Namespace' ? nameOf(box.manifest) : null)];
    case 'note':
      return 'Drop it on the canvas.';
    default:
      return unreachable(what);
  }
}

function planNewNote(document: DropContext['document'], at: Point): Planned {
  const { notes } = designSpecOf(document).layout;
  const numbers = [...notes.keys()].map(Number).filter((number) => Number.isInteger(number));
  const note = String(Math.max(0, ...numbers) + 1);
  const commands: readonly Command[] = [
    { type: 'set-note', note, text: 'Note' },
    { type: 'move-elements', positions: [{ element: noteElement(note), at }] },
  ];
  return ok({
    confirm: false,
    ask: null,
    options: [
      {
        label: 'New note',
        detail: '',
        command: { type: 'sequence', label: 'Create note', commands },
        sentence: 'Created a note.',
      },
    ],
  });
}

function podIn(document: DropContext['document'], box: Resource | null): readonly Manifest[] {
  const namespace = box !== null && kindOf(box) === 'Namespace' ? nameOf(box.manifest) : 'default';
  const clusterNode = box !== null && kindOf(box) === 'Node' ? nameOf(box.manifest) : null;
  const exists =
    document.resources[resourceId({ group: '', kind: 'Namespace', namespace: null, name: namespace })] !== undefined;
  return [...(exists ? [] : [newNamespace(document, namespace)]), newPod(document, namespace, clusterNode)];
}

function hostEndpointOn(document: DropContext['document'], box: Resource | null): readonly Manifest[] | string {
  if (box === null || kindOf(box) !== 'Node') {
    return 'Drop it on a node: a host endpoint guards the interfaces of one node.';
  }
  return [newHostEndpoint(document, nameOf(box.manifest), internalAddresses(box.manifest))];
}

/** @param at null: the layout finds a place */
function plan(manifests: readonly Manifest[], at: Point | null, box: Resource | null): Planned {
  const drawn = manifests.at(-1);
  if (drawn === undefined) throw new Error('nothing to create');
  const identity = identityOf(drawn);
  const place = box === null ? '' : ` in ${nameOf(box.manifest)}`;
  return ok({
    confirm: false,
    ask: null,
    options: [
      {
        label: `New ${identity.kind} ${identity.name}${place}`,
        detail: '',
        command: {
          type: 'add-resources',
          manifests,
          positions: at === null ? [] : [{ element: resourceId(identity), at }],
        },
        sentence: `Created ${identity.kind} ${identity.name}${place}.`,
      },
    ],
  });
}
