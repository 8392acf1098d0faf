/** A drawn flow, as the ids of the cards at its ends. */
export type Link = readonly [from: string, to: string];

/** What is ordered: a box with its cards, or a card by itself. */
interface Orderable {
  readonly centres: readonly (readonly [id: string, centre: unknown])[];
}

/** Each brings the bands a little nearer to each other; after these few hardly anything changes. */
const sweeps = 4;

/**
 * The blocks of each band, those with flows to others in the order of those others: arrows that run side by side cross
 * nothing. What has no flow stays where it is in its band, so that without flows nothing changes.
 *
 * @param bands from top to bottom
 */
export function blocksInOrder<Block extends Orderable>(
  bands: readonly (readonly Block[])[],
  links: readonly Link[],
): readonly (readonly Block[])[] {
  const neighbours = neighboursOf(bands.flat(), links);
  if (neighbours.size === 0) return bands;
  let ordered = bands;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const order = sweep % 2 === 0 ? [...ordered.keys()] : [...ordered.keys()].reverse();
    for (const index of order) {
      const places = placesOf(ordered);
      ordered = ordered.map((band, other) => (other === index ? sorted(band, neighbours, places) : band));
    }
  }
  return ordered;
}

/** Blocks that a flow leads to or from, once for each flow. */
function neighboursOf<Block extends Orderable>(
  blocks: readonly Block[],
  links: readonly Link[],
): ReadonlyMap<Block, readonly Block[]> {
  const blockOf = new Map(blocks.flatMap((block) => block.centres.map(([id]) => [id, block] as const)));
  const neighbours = new Map<Block, Block[]>();
  const add = (block: Block, other: Block): void => {
    const known = neighbours.get(block);
    if (known === undefined) neighbours.set(block, [other]);
    else known.push(other);
  };
  for (const [from, to] of links) {
    const [one, other] = [blockOf.get(from), blockOf.get(to)];
    if (one === undefined || other === undefined || one === other) continue;
    add(one, other);
    add(other, one);
  }
  return neighbours;
}

/** From 0, left, to 1, right. */
function placesOf<Block>(bands: readonly (readonly Block[])[]): ReadonlyMap<Block, number> {
  return new Map(bands.flatMap((band) => band.map((block, index) => [block, (index + 0.5) / band.length] as const)));
}

function sorted<Block>(
  band: readonly Block[],
  neighbours: ReadonlyMap<Block, readonly Block[]>,
  places: ReadonlyMap<Block, number>,
): readonly Block[] {
  const wish = (block: Block): number => {
    const others = (neighbours.get(block) ?? []).map((other) => places.get(other) ?? 0);
    // Of two blocks in one band each goes half the way: going all of it they would change places.
    if (others.length === 0 || neighbours.get(block)?.some((other) => band.includes(other)) === true)
      others.push(places.get(block) ?? 0);
    return others.reduce((sum, place) => sum + place, 0) / others.length;
  };
  const wishes = new Map(band.map((block) => [block, wish(block)]));
  return [...band].sort((a, b) => (wishes.get(a) ?? 0) - (wishes.get(b) ?? 0));
}
