import type { Point } from '../../../core/model/design.ts';
import { isBox, isCard, type ElementSpec } from '../element-spec.ts';
import { boundsOf, overlap, type Rect } from '../geometry.ts';
import type { Scene } from '../scene.ts';
import { movedAlong } from './moved-along.ts';
import { noSnap, SnapField, type Guide } from './snap.ts';

/** What a drag begins with. All in model coordinates. */
export interface DragStart {
  readonly specs: readonly ElementSpec[];
  readonly scene: Pick<Scene, 'cards' | 'boxes'>;
  /** Centres of what has a place of its own. */
  readonly places: ReadonlyMap<string, Point>;
  /** The cards and boxes that are pulled. */
  readonly elements: ReadonlySet<string>;
  /** What of the canvas is in sight: only that is snapped to. */
  readonly sight: Rect;
}

/** Where everything pulled lies now, and what it is in line with. */
export interface Pulled {
  readonly places: ReadonlyMap<string, Point>;
  readonly guides: readonly Guide[];
}

/** One drag of cards and boxes, from grab to release. */
export class ElementDrag {
  /** Where what moves lay when the drag began. */
  readonly places: ReadonlyMap<string, Point>;
  readonly #bounds: Rect | null;
  readonly #field: SnapField;

  constructor({ specs, scene, places, elements, sight }: DragStart) {
    const moving = new Set(movedAlong(specs, elements));
    this.places = new Map([...places].filter(([id]) => moving.has(id)));
    const all = new Set([...moving, ...elements]);
    this.#bounds = boundsOf([...all].flatMap((id) => scene.cards.get(id) ?? scene.boxes.get(id) ?? []));
    const still = stillRects(specs, scene, all);
    this.#field = new SnapField(still.filter((rect) => overlap(rect, sight)));
  }

  /**
   * @param by how far the pointer was pulled
   * @param reach how near something must be to snap to it; null: nothing snaps
   */
  pull(by: Point, reach: number | null): Pulled {
    const under = this.#bounds && { ...this.#bounds, x: this.#bounds.x + by.x, y: this.#bounds.y + by.y };
    const { shift, guides } = reach === null || under === null ? noSnap : this.#field.snap(under, reach);
    const [dx, dy] = [by.x + shift.x, by.y + shift.y];
    return { places: new Map([...this.places].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }])), guides };
  }
}

/** Cards are laid beside cards; a box beside boxes and what lies free between them. */
function stillRects(
  specs: readonly ElementSpec[],
  { cards, boxes }: Pick<Scene, 'cards' | 'boxes'>,
  pulled: ReadonlySet<string>,
): readonly Rect[] {
  const hasBox = specs.some((spec) => isBox(spec) && pulled.has(spec.id));
  return specs.flatMap((spec): readonly Rect[] => {
    if (pulled.has(spec.id)) return [];
    const rect = isCard(spec) && !(hasBox && spec.box !== null) ? cards.get(spec.id) : undefined;
    const box = isBox(spec) && hasBox ? boxes.get(spec.id) : undefined;
    return [...(rect === undefined ? [] : [rect]), ...(box === undefined ? [] : [box])];
  });
}
