import type cytoscape from 'cytoscape';
import type { Point } from '../../core/model/design.ts';
import type { GraphElement } from './cytoscape-elements.ts';
import { glowOf, glows, type Spotlight } from './spotlight.ts';
import { presentStyle } from './present-style.ts';
import { stylesheet, type CanvasTokens } from './stylesheet.ts';

/* How the graph library's things are read and written; used by cytoscape-view.ts alone. */

/** There, but not in the library's types. */
export function rendererOf(cy: cytoscape.Core): unknown {
  return (cy as unknown as { readonly renderer: () => unknown }).renderer();
}

/** The library's own layers in the container that it was given. */
export function imageOf(container: HTMLElement): HTMLElement {
  const [layers] = container.children;
  if (!(layers instanceof HTMLElement)) throw new Error('the graph library has no layers');
  return layers;
}

export function isAt(place: Point, wanted: Point): boolean {
  return place.x === wanted.x && place.y === wanted.y;
}

/** Halves and badges stand for their arrow. */
export function elementOf(target: cytoscape.SingularElementArgument): string {
  const arrow: unknown = target.data('arrow');
  return typeof arrow === 'string' ? arrow : target.id();
}

export function isLitAs(spotlight: Spotlight | null, element: cytoscape.SingularElementArgument): boolean {
  const glow = glowOf(spotlight, elementOf(element));
  return glows.every((look) => element.hasClass(look) === (glow === look));
}

/** To be called in a batch. */
export function lightUp(spotlight: Spotlight | null, element: cytoscape.SingularElementArgument): void {
  const glow = glowOf(spotlight, elementOf(element));
  for (const look of glows) element.toggleClass(look, glow === look);
}

export function isToggle({ originalEvent }: cytoscape.EventObject): boolean {
  return (
    originalEvent instanceof MouseEvent && (originalEvent.shiftKey || originalEvent.ctrlKey || originalEvent.metaKey)
  );
}

/** A finger; the library's types know mice only. */
export function isTouch({ originalEvent }: cytoscape.EventObject): boolean {
  return touchOf(originalEvent) !== null;
}

/** @returns how many clicks in a row the system counted, this one included; null for a finger (UI Events, `detail`) */
export function clicksInARow({ originalEvent }: cytoscape.EventObject): number | null {
  return touchOf(originalEvent) === null ? originalEvent.detail : null;
}

/** @returns where the mouse or the first finger is */
export function clientPoint({ originalEvent }: cytoscape.EventObject): Point {
  const { clientX, clientY } = touchOf(originalEvent) ?? originalEvent;
  return { x: clientX, y: clientY };
}

function touchOf(event: UIEvent): Touch | null {
  return 'touches' in event ? ((event as TouchEvent).touches[0] ?? null) : null; // only touch events have touches
}

/** A copy: Cytoscape keeps and changes what it is given. */
export function definition({ data, classes, position, grabbable }: GraphElement): cytoscape.ElementDefinition {
  return { data: { ...data }, classes, grabbable, ...(position === null ? {} : { position: { ...position } }) };
}

export function cytoscapeStyle(tokens: CanvasTokens, presentedAt: number | null): cytoscape.StylesheetJson {
  // Its types narrow each property by selector, which a table of rules can't follow; wrong rules are reported at run time.
  const rules = [...stylesheet(tokens), ...(presentedAt === null ? [] : presentStyle(presentedAt))];
  return rules.map(({ selector, style }) => ({
    selector,
    style: { ...style },
  })) as cytoscape.StylesheetJson;
}

/**
 * Keeps Cytoscape from adding a `<style>` element, which the content security policy refuses: it leaves that alone where
 * an element with its id is there already. Its one rule says that the container is positioned, as ours is.
 */
export function withoutStyleElement(document: Document): void {
  const id = '__________cytoscape_stylesheet';
  if (document.getElementById(id) !== null) return;
  const mark = document.createElement('meta');
  mark.id = id;
  document.head.append(mark);
}
