import { nameOf } from '../manifest/identity.ts';
import type { Resource } from '../model/document.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import { valueAt, type JsonPath } from '../model/json.ts';
import { err, ok } from '../result.ts';
import { parseSelector } from '../selector/parse.ts';
import { printSelector } from '../selector/print.ts';
import { andOf } from '../selector/rewrite.ts';
import { labelTerm } from './criteria.ts';
import type { DragPayload, DropContext, SingleTarget, Planned } from './drop-context.ts';
import { labelsPath } from './labels-path.ts';
import { kindOf } from './references.ts';

type Label = Extract<DragPayload, { readonly kind: 'label' }>;

const labelledKinds = [
  ...['Pod', 'Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet', 'Job', 'CronJob', 'Namespace', 'Node'],
  ...['ServiceAccount', 'HostEndpoint', 'NetworkSet', 'GlobalNetworkSet'],
];

/** Sets the label on an object that carries labels, or adds it to a selector as a term. */
export function planLabel(context: DropContext, label: Label, target: SingleTarget): Planned {
  switch (target.kind) {
    case 'resource':
      return planOnResource(context, label, target.id);
    case 'endpoint':
      return planOnRow(context, label, target.id);
    case 'selector':
      return planOnSelector(context, label, target.resource, target.path);
    case 'policy':
      return err({ reason: 'A policy selects by labels and needs none itself; drop it on its selector.' });
    case 'arrow':
      return err({ reason: 'An arrow has no labels; drop it on one of its ends.' });
    case 'tier':
    case 'tier-gap':
    case 'canvas':
      return err({ reason: 'Drop it on a pod, namespace, node, host endpoint or network set.' });
  }
}

function planOnResource(context: DropContext, label: Label, id: ResourceId): Planned {
  const resource = context.document.resources[id];
  if (resource === undefined) return err({ reason: 'It is not there any more.' });
  const kind = kindOf(resource);
  if (kind === 'ExternalNetwork') {
    return err({ reason: 'An external network has no labels; rules mean it by its nets or by a network set.' });
  }
  return labelledKinds.includes(kind)
    ? planSetting(resource, label, '')
    : err({ reason: `A ${kind} has no labels that policies look at.` });
}

/** The same on each of several objects, as one step; those that have the label already stay as they are. */
export function planLabelOnAll(context: DropContext, label: Label, ids: readonly ResourceId[]): Planned {
  const { key, value } = label;
  const text = value === '' ? key : `${key}=${value}`;
  const resources = ids
    .flatMap((id) => context.document.resources[id] ?? [])
    .filter((resource) => labelledKinds.includes(kindOf(resource)));
  if (resources.length === 0) return err({ reason: 'None of them has labels that policies look at.' });
  const olds = resources.map((resource) => valueAt(resource.manifest, [...labelsPath(resource), key]));
  const changed = resources.filter((_, index) => olds[index] !== value);
  if (changed.length === 0) return err({ reason: `All ${resources.length} have ${text} already.` });
  const replaced = olds.filter((old) => old !== undefined && old !== value).length;
  const noun = changed.every((resource) => kindOf(resource) === 'Pod') ? 'pod' : 'object';
  const those = `${changed.length} ${noun}${changed.length === 1 ? '' : 's'}`;
  return ok({
    confirm: replaced > 0,
    ask: null,
    options: [
      {
        label: replaced > 0 ? `Replace ${key} by ${text} on ${those}` : `Set ${text} on ${those}`,
        detail: '',
        command: {
          type: 'sequence',
          label: `Set label ${text} on ${those}`,
          commands: changed.map(({ id }) => ({ type: 'set-label', resource: id, key, value })),
        },
        sentence: `Set label ${text} on ${those}.`,
      },
    ],
  });
}

/** A controller keeps an automatic host endpoint's labels equal to its cluster node's (R1.21). */
function planOnRow({ document, endpoints }: DropContext, label: Label, id: string): Planned {
  const row = endpoints.find((endpoint) => endpoint.id === id);
  if (row?.origin !== 'automatic' || row.clusterNode === null) {
    return err({ reason: 'The Internet has no labels; rules mean addresses by nets or by a network set.' });
  }
  const node = document.resources[resourceId({ group: '', kind: 'Node', namespace: null, name: row.clusterNode })];
  return node === undefined
    ? err({ reason: 'Its node is not there any more.' })
    : planSetting(node, label, ' (its automatic host endpoint gets it from there)');
}

function planSetting(resource: Resource, { key, value }: Label, aside: string): Planned {
  const name = nameOf(resource.manifest);
  const old = valueAt(resource.manifest, [...labelsPath(resource), key]);
  const text = value === '' ? key : `${key}=${value}`;
  if (old === value) return err({ reason: `${name} has ${text} already.` });
  const replaces = old !== undefined;
  return ok({
    confirm: replaces,
    ask: null,
    options: [
      {
        label: replaces ? `Replace ${key}=${String(old)} by ${text} on ${name}` : `Set ${text} on ${name}`,
        detail: aside.trim(),
        command: { type: 'set-label', resource: resource.id, key, value },
        sentence: `Set label ${text} on ${name}${aside}.`,
      },
    ],
  });
}

function planOnSelector({ document }: DropContext, label: Label, id: ResourceId, path: JsonPath): Planned {
  const resource = document.resources[id];
  if (resource === undefined) return err({ reason: 'It is not there any more.' });
  const old = valueAt(resource.manifest, path) ?? '';
  const term = labelTerm([label.key, label.value]);
  const parsed = typeof old === 'string' ? parseSelector(old) : null;
  if (parsed === null || !parsed.ok) return err({ reason: 'Mend the selector first: it has a syntax error.' });
  // An empty selector and all() select everything already; with the term they narrow to it.
  const text = printSelector(parsed.value.kind === 'all' ? term : andOf([parsed.value, term]));
  return ok({
    confirm: false,
    ask: null,
    options: [
      {
        label: `Narrow the selector to ${text}`,
        detail: '',
        command: { type: 'set-field', resource: id, path, value: text },
        sentence: `The selector is now ${text}.`,
      },
    ],
  });
}
