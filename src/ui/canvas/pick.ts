import type { Selected } from '../../app/selection.svelte.ts';
import type { DropTarget } from '../../core/edit/drop-context.ts';
import type { Point } from '../../core/model/design.ts';
import type { ResourceId } from '../../core/model/ids.ts';
import { unreachable } from '../../core/result.ts';
import type { ElementSpec } from './element-spec.ts';
import { standsFor } from './emphasis.ts';

/** What a click on an element selects. */
export function selectionOf(spec: ElementSpec | null): Selected {
  if (spec === null) return { kind: 'nothing' };
  if (spec.kind === 'arrow') return { kind: 'pair', source: spec.source, destination: spec.destination };
  const { target } = spec;
  switch (target.kind) {
    case 'stack':
      return { kind: 'stack', id: target.ids[0] };
    case 'label':
      return { kind: 'nothing' };
    default:
      return target;
  }
}

/** The cards and boxes that are selected as such, in the order in which they were chosen. */
export function selectedElements(specs: readonly ElementSpec[], selected: Selected): readonly string[] {
  if (selected.kind === 'several') return selected.elements;
  if (selected.kind === 'nothing' || selected.kind === 'pair' || selected.kind === 'rule') return [];
  const wanted = specs.find((spec) => spec.kind !== 'arrow' && isSameSelection(selectionOf(spec), selected));
  return wanted === undefined ? [] : [wanted.id];
}

/** What these cards and boxes are, selected together; one by itself is what a click on it selects. */
export function selectionOfElements(specs: readonly ElementSpec[], ids: readonly string[]): Selected {
  const [first, second, ...others] = ids;
  if (first !== undefined && second !== undefined) return { kind: 'several', elements: [first, second, ...others] };
  return selectionOf(specs.find(({ id }) => id === first) ?? null);
}

/** With Shift or Ctrl: a card or box is added to those that are selected, or taken from them. An arrow stands alone. */
export function toggledSelection(specs: readonly ElementSpec[], selected: Selected, spec: ElementSpec): Selected {
  if (spec.kind === 'arrow') return selectionOf(spec);
  const before = selectedElements(specs, selected);
  const rest = before.filter((id) => id !== spec.id);
  return selectionOfElements(specs, rest.length < before.length ? rest : [...before, spec.id]);
}

function isSameSelection(a: Selected, b: Selected): boolean {
  const same = (one: Selected): string => JSON.stringify(one);
  return same(a) === same(b);
}

/** What a drop on an element means; `at` is where, in model coordinates. */
export function dropTargetOf(spec: ElementSpec | null, at: Point): DropTarget {
  if (spec === null) return { kind: 'canvas', at };
  if (spec.kind === 'arrow') return { kind: 'arrow', source: spec.source, destination: spec.destination };
  const { target } = spec;
  switch (target.kind) {
    case 'resource':
      return { kind: 'resource', id: target.id, at };
    case 'stack':
      return { kind: 'stack', ids: target.ids, at };
    case 'endpoint':
      return { kind: 'endpoint', id: target.id, at };
    case 'label':
      return { kind: 'label-box', key: target.key, value: target.value, at };
    case 'note':
    case 'nothing':
      return { kind: 'canvas', at };
    default:
      return unreachable(target);
  }
}

/** The same where the element is one of several that are selected: then it means all of `resources`. */
export function dropTargetAmong(
  target: DropTarget,
  element: string | null,
  { elements, resources }: { readonly elements: readonly string[]; readonly resources: readonly ResourceId[] },
): DropTarget {
  const [first, ...others] = resources;
  if (element === null || elements.length < 2 || first === undefined || !elements.includes(element)) return target;
  if (target.kind !== 'resource' && target.kind !== 'stack') return target;
  return { kind: 'several', ids: [first, ...others], one: target, at: target.at };
}

/** The element that a drop target stands for on the canvas; null for the empty canvas and for what lies elsewhere. */
export function elementOfTarget(specs: readonly ElementSpec[], target: DropTarget | null): string | null {
  if (target === null) return null;
  return specs.find((spec) => isMeant(spec, target))?.id ?? null;
}

function isMeant(spec: ElementSpec, target: DropTarget): boolean {
  if (spec.kind === 'arrow')
    return target.kind === 'arrow' && spec.source === target.source && spec.destination === target.destination;
  const own = spec.target;
  switch (target.kind) {
    case 'several':
      return isMeant(spec, target.one);
    case 'resource':
      // A member of a stack has no card of its own, nor has what a collapsed box holds.
      return standsFor(spec, target.id);
    case 'label-box':
      return own.kind === 'label' && own.key === target.key && own.value === target.value;
    case 'stack':
      return own.kind === 'stack' && own.ids[0] === target.ids[0];
    case 'endpoint':
      return own.kind === 'endpoint' && own.id === target.id;
    default:
      return false;
  }
}
