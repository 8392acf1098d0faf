import type { Selected } from '../../app/selection.svelte.ts';
import type { DropTarget } from '../../core/edit/drop-context.ts';
import type { Point } from '../../core/model/design.ts';
import { unreachable } from '../../core/result.ts';
import type { ElementSpec } from './element-spec.ts';

/** What a click on an element selects. */
export function selectionOf(spec: ElementSpec | null): Selected {
  if (spec === null) return { kind: 'nothing' };
  if (spec.kind === 'arrow') return { kind: 'pair', source: spec.source, destination: spec.destination };
  const { target } = spec;
  return target.kind === 'stack' ? { kind: 'stack', id: target.ids[0] } : target;
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
    case 'nothing':
      return { kind: 'canvas', at };
    default:
      return unreachable(target);
  }
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
    case 'resource':
      // A member of a stack has no card of its own.
      return own.kind === 'stack' ? own.ids.includes(target.id) : own.kind === 'resource' && own.id === target.id;
    case 'stack':
      return own.kind === 'stack' && own.ids[0] === target.ids[0];
    case 'endpoint':
      return own.kind === 'endpoint' && own.id === target.id;
    default:
      return false;
  }
}
