import type { Selected } from '../../app/selection.svelte.ts';
import type { DropTarget } from '../../core/edit/drop-context.ts';
import type { Point } from '../../core/model/design.ts';
import { unreachable } from '../../core/result.ts';
import type { ElementSpec } from './element-spec.ts';

/** What a click on an element selects. */
export function selectionOf(spec: ElementSpec | null): Selected {
  if (spec === null) return { kind: 'nothing' };
  if (spec.kind === 'arrow') return { kind: 'pair', source: spec.source, destination: spec.destination };
  return spec.target;
}

/** What a drop on an element means; `at` is where, in model coordinates. */
export function dropTargetOf(spec: ElementSpec | null, at: Point): DropTarget {
  if (spec === null) return { kind: 'canvas', at };
  if (spec.kind === 'arrow') return { kind: 'arrow', source: spec.source, destination: spec.destination };
  const { target } = spec;
  switch (target.kind) {
    case 'resource':
      return { kind: 'resource', id: target.id, at };
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
  const found = specs.find((spec) => {
    if (target.kind === 'arrow')
      return spec.kind === 'arrow' && spec.source === target.source && spec.destination === target.destination;
    if (target.kind !== 'resource' && target.kind !== 'endpoint') return false;
    return spec.kind !== 'arrow' && spec.target.kind === target.kind && spec.target.id === target.id;
  });
  return found?.id ?? null;
}
