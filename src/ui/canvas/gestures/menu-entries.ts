import type { App } from '../../../app/app.ts';
import { pasteCopied } from '../../../app/clipboard-actions.ts';
import { askForNewFlow, drawnFlows, editFlow, removeFlows, startFlow } from '../../../app/flow-actions.ts';
import type { Pair } from '../../../app/selection.svelte.ts';
import { tracePair } from '../../../app/walk-actions.ts';
import { trafficOf } from '../../../core/edit/drop-flow.ts';
import type { DragPayload, DropTarget, NewThing } from '../../../core/edit/drop-context.ts';
import { hostServicePresets, type ServicePreset } from '../../../core/edit/presets.ts';
import type { Point } from '../../../core/model/design.ts';
import type { Direction } from '../../../core/model/policy.ts';
import { unreachable } from '../../../core/result.ts';
import { servicePorts, thingWords } from '../../drag/payload-words.ts';
import { labelsInUse } from '../../palette/label-chips.ts';

/** A line of the context menu. */
export type MenuEntry =
  /** Of the table of UI actions; left out where it can't be run. */
  | { readonly kind: 'action'; readonly id: string }
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly label: string;
      /** Greyed, behind the label. */
      readonly detail: string;
      readonly run: (by: 'pointer' | 'keyboard') => void;
    }
  | { readonly kind: 'submenu'; readonly id: string; readonly label: string; readonly entries: readonly MenuEntry[] }
  | { readonly kind: 'line'; readonly id: string };

/** Where the menu was asked for. */
export interface MenuPlace {
  /** In client pixels. */
  readonly client: Point;
  /** In model coordinates. */
  readonly model: Point;
}

/** At most this many labels are listed; the palette has them all. */
const mostLabels = 12;

/** What can be done with what is selected; with nothing selected, with the canvas. */
export function menuEntries(app: App, place: MenuPlace): readonly MenuEntry[] {
  const { current } = app.selection;
  switch (current.kind) {
    case 'nothing':
    case 'rule':
      return ofCanvas(app, place);
    case 'pair':
      return ofArrow(app, current, place);
    case 'several':
      return ofSeveral(app, place);
    case 'note':
      return [action('edit-note'), line('clip'), ...ofClipboard()];
    case 'endpoint':
      return ofTarget(app, { kind: 'endpoint', id: current.id, at: place.model }, place);
    case 'stack':
    case 'resource':
      return ofTarget(app, { kind: 'resource', id: current.id, at: place.model }, place);
    default:
      return unreachable(current);
  }
}

function ofCanvas(app: App, place: MenuPlace): readonly MenuEntry[] {
  const target: DropTarget = { kind: 'canvas', at: place.model };
  const things: readonly NewThing[] = ['cluster-node', 'namespace', 'pod', 'external-network', 'network-set', 'note'];
  return [
    { kind: 'submenu', id: 'new', label: 'New', entries: newThings(app, things, target, place) },
    line('clip'),
    ...(app.clipboard.copied === null ? [] : [choice('paste-here', 'Paste here', () => pasteCopied(app, place.model))]),
    action('select-all'),
    action('expect-drawn'),
    line('view'),
    action('tidy'),
    action('collapse-all'),
    action('expand-all'),
    action('zoom-fit'),
  ];
}

function ofArrow(app: App, pair: Pair, place: MenuPlace): readonly MenuEntry[] {
  const flows = drawnFlows(app, pair);
  const target: DropTarget = { kind: 'arrow', source: pair.source, destination: pair.destination };
  return [
    choice('explain', 'Why this verdict?', () => (app.view.inspectorTab = 'verdict')),
    choice('trace', 'Trace a packet', () => tracePair(app, pair), 'T'),
    line('flow'),
    ...flows.map((flow) =>
      choice(
        `edit ${flow.index}`,
        'Edit flow…',
        () => editFlow(app, flow, place.client),
        trafficOf(flow.flow).replace(/^a flow of /, ''),
      ),
    ),
    choice('draw', flows.length === 0 ? 'Draw this flow…' : 'Draw another flow…', () =>
      askForNewFlow(app, pair, place.client),
    ),
    action('expect-allow'),
    action('expect-deny'),
    action('expect-now'),
    ...(flows.length === 0
      ? []
      : [choice('remove', flows.length === 1 ? 'Remove flow' : 'Remove flows', () => removeFlows(app, pair), 'Del')]),
    line('rules'),
    ...ruleMenus(app, target, place),
  ];
}

function ofSeveral(app: App, place: MenuPlace): readonly MenuEntry[] {
  const [first, ...others] = app.selection.resources;
  const target: DropTarget | null =
    first === undefined
      ? null
      : {
          kind: 'several',
          ids: [first, ...others],
          one: { kind: 'resource', id: first, at: place.model },
          at: place.model,
        };
  const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'].map((name) => action(`arrange-${name}`));
  return [
    { kind: 'submenu', id: 'align', label: 'Align', entries: alignments },
    action('arrange-horizontal'),
    action('arrange-vertical'),
    action('tidy'),
    action('expect-now'),
    ...(target === null ? [] : [line('label'), labelMenu(app, target, place)]),
    line('clip'),
    ...ofClipboard(),
  ];
}

function ofTarget(
  app: App,
  target: Extract<DropTarget, { kind: 'resource' | 'endpoint' }>,
  place: MenuPlace,
): readonly MenuEntry[] {
  const inside = target.kind === 'resource' ? insideOf(app, target.id) : [];
  const isEndpoint = app.selection.endpoint !== null;
  const flow = choice(
    'draw-flow',
    'Draw flow from here',
    (by) => startFlow(app, by === 'pointer' ? place.client : null),
    'F',
  );
  return [
    ...(inside.length === 0
      ? []
      : [
          { kind: 'submenu', id: 'new', label: 'New here', entries: newThings(app, inside, target, place) } as const,
          line('here'),
        ]),
    ...(isEndpoint
      ? [flow, action('expect-now'), action('blast-radius'), ...ruleMenus(app, target, place), line('label')]
      : []),
    labelMenu(app, targetOfLabel(app, target), place),
    action('collapse'),
    action('unfold'),
    action('fold-alike'),
    line('clip'),
    ...ofClipboard(),
  ];
}

/** A label on a stack is set on all that it stands for. */
function targetOfLabel(app: App, target: Extract<DropTarget, { kind: 'resource' | 'endpoint' }>): DropTarget {
  const [first, ...others] = app.selection.resources;
  if (target.kind !== 'resource' || first === undefined || others.length === 0) return target;
  return { kind: 'stack', ids: [first, ...others], at: target.at };
}

function insideOf(app: App, id: string): readonly NewThing[] {
  for (const entity of app.model.entities.values()) {
    if (entity.id !== id) continue;
    if (entity.kind === 'namespace') return ['pod', 'network-set'];
    return entity.kind === 'cluster-node' ? ['host-endpoint', 'pod'] : [];
  }
  return [];
}

function ofClipboard(): readonly MenuEntry[] {
  return ['cut', 'copy', 'duplicate', 'delete'].map(action);
}

function newThings(app: App, things: readonly NewThing[], target: DropTarget, place: MenuPlace): readonly MenuEntry[] {
  return things.map((what) =>
    choice(what, thingWords[what], () => offer(app, { kind: 'create', what }, target, place)),
  );
}

/** Allow and deny, each way, for each service: what dragging the rule card here would offer. */
function ruleMenus(app: App, target: DropTarget, place: MenuPlace): readonly MenuEntry[] {
  const services: readonly (ServicePreset | null)[] = [null, ...hostServicePresets];
  const ways: readonly Direction[] = ['ingress', 'egress'];
  return (['Allow', 'Deny'] as const).flatMap((word) =>
    ways.map((direction): MenuEntry => ({
      kind: 'submenu',
      id: `${word} ${direction}`,
      label: `${word} ${direction}`,
      entries: services.map((service) =>
        choice(
          service?.name ?? 'any',
          service?.name ?? 'Any traffic',
          () => offer(app, { kind: 'rule', action: word, direction, service }, target, place),
          service === null ? '' : servicePorts(service),
        ),
      ),
    })),
  );
}

function labelMenu(app: App, target: DropTarget, place: MenuPlace): MenuEntry {
  const labels = labelsInUse(app.model.entities.values()).slice(0, mostLabels);
  return {
    kind: 'submenu',
    id: 'label',
    label: 'Set label',
    entries: labels.map(({ key, value }) =>
      choice(`${key}=${value}`, value === '' ? key : `${key}=${value}`, () =>
        offer(app, { kind: 'label', key, value }, target, place),
      ),
    ),
  };
}

/** The same as dragging it there, so it asks where a drop would ask. */
function offer(app: App, payload: DragPayload, target: DropTarget, { client }: MenuPlace): void {
  app.drag.offer(payload, target, client);
}

function action(id: string): MenuEntry {
  return { kind: 'action', id };
}

function line(id: string): MenuEntry {
  return { kind: 'line', id };
}

function choice(id: string, label: string, run: (by: 'pointer' | 'keyboard') => void, detail = ''): MenuEntry {
  return { kind: 'choice', id, label, detail, run };
}
