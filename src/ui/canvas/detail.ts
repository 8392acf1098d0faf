/**
 * How much of a card can be read: everything; its title; or nothing, so that boxes have titles and cards are patches in
 * the colours of their kinds.
 */
export type Detail = 'near' | 'far' | 'map';

export function detailAt(zoom: number): Detail {
  if (zoom < 0.34) return 'map';
  return zoom < 0.55 ? 'far' : 'near';
}
