import type { Selected } from '../../app/selection.svelte.ts';
import type { Stack } from '../../app/stacks.svelte.ts';
import type { TableChange } from '../../core/compare/compare-tables.ts';
import type { DrawnFlow } from '../../core/model/design.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import { choosePairs } from './choose-pairs.ts';
import { isBox, isCard, type BoxSpec, type CardSpec, type ElementSpec } from './element-spec.ts';
import { withEmphasis } from './emphasis.ts';
import type { LensPairs } from './lens-pairs.ts';
import { Parties } from './parties.ts';
import { projectArrows } from './project-arrows.ts';
import { projectCards, type CardsInput } from './project-cards.ts';
import { stackCards } from './stack-cards.ts';

/** Boxes and cards before anything is selected. They outlive a selection, as do the parties and the pairs of a lens. */
export interface Ground {
  readonly boxes: readonly BoxSpec[];
  readonly cards: readonly CardSpec[];
}

export interface ProjectionInput {
  readonly ground: Ground;
  /** null until the first answer: then there are no arrows. */
  readonly parties: Parties | null;
  readonly flows: readonly DrawnFlow[];
  /** `lensPairs(parties, lens)` */
  readonly lens: LensPairs;
  readonly selected: Selected;
  /** Row of the selected resource or endpoint. */
  readonly endpoint: EndpointId | null;
  readonly change: TableChange | null;
  /** What the staged policies change, while they are looked at as enforced. */
  readonly staged: TableChange | null;
}

export interface ProjectionSummary {
  readonly drawn: number;
  /** How many pairs of endpoints the lens and the selection ask for that no arrow stands for. */
  readonly left: number;
  /** For the status bar; says so when arrows are left out. */
  readonly text: string;
}

export interface Projection {
  readonly specs: readonly ElementSpec[];
  readonly summary: ProjectionSummary;
}

/** What has a place in the picture, with one card for each folded stack. */
export function projectGround(input: CardsInput, stacks: readonly Stack[]): Ground {
  const specs = projectCards(input);
  return { boxes: specs.filter(isBox), cards: stackCards(specs.filter(isCard), stacks) };
}

/** What to draw, from the design and what is known about it; the one way from the document to the picture. */
export function project(input: ProjectionInput): Projection {
  const { ground, parties, selected } = input;
  const arrows = parties === null ? null : chosenArrows(input, parties);
  const specs: readonly ElementSpec[] = [
    ...withEmphasis(ground.boxes, selected),
    ...withEmphasis(ground.cards, selected),
    ...(arrows?.specs ?? []),
  ];
  return { specs, summary: summaryOf(arrows?.specs.length ?? 0, arrows?.left ?? 0) };
}

function chosenArrows(
  { ground, flows, lens, selected, endpoint, change, staged }: ProjectionInput,
  parties: Parties,
): { readonly specs: readonly ElementSpec[]; readonly left: number } {
  const pair = selected.kind === 'pair' ? selected : null;
  const { pairs, left } = choosePairs(parties, { flows, lens, endpoint, pair, change: change ?? staged });
  const future = change === null ? null : new Parties(change.after, ground.cards);
  return { specs: projectArrows(parties, pairs, { selected, endpoint, change, future, staged }), left };
}

function summaryOf(drawn: number, left: number): ProjectionSummary {
  const count = (value: number): string => value.toLocaleString('en-US');
  const arrows = `${count(drawn)} ${drawn === 1 ? 'arrow' : 'arrows'}`;
  const hint = 'choose a narrower lens, or select an endpoint to see its own';
  const text =
    left === 0 ? arrows : `${arrows} drawn, ${count(left)} ${left === 1 ? 'pair' : 'pairs'} left out: ${hint}`;
  return { drawn, left, text };
}
