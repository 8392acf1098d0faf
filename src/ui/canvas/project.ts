import type { Selected } from '../../app/selection.svelte.ts';
import type { Stack } from '../../app/stacks.svelte.ts';
import type { TableChange } from '../../core/compare/compare-tables.ts';
import type { FoundPair } from '../../core/find/search.ts';
import type { ExpectedFlow } from '../../core/expect/expectation.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import { choosePairs } from './choose-pairs.ts';
import { isBox, isCard, type ArrowSpec, type BoxSpec, type CardSpec, type ElementSpec } from './element-spec.ts';
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
  readonly flows: readonly ExpectedFlow[];
  /** `lensPairs(parties, lens)` */
  readonly lens: LensPairs;
  readonly selected: Selected;
  /** Row of the selected resource or endpoint; a collapsed box has none. */
  readonly endpoint: EndpointId | null;
  /** Of what is selected, no arrows are drawn beyond those of the lens. */
  readonly isLensAlone: boolean;
  readonly change: TableChange | null;
  /** What the staged policies change, while they are looked at as enforced. */
  readonly staged: TableChange | null;
  /** How many boxes are cards for now, as the lens would draw too many arrows. */
  readonly automatic: number;
  /** Pairs that the user looks for: drawn whatever the lens. */
  readonly found: readonly FoundPair[];
}

export interface ProjectionSummary {
  readonly drawn: number;
  /** How many pairs of endpoints the lens and the selection ask for that no arrow stands for. */
  readonly left: number;
  /** Not all that was asked for is drawn one by one. */
  readonly isCut: boolean;
  /** For the status bar; says so when arrows are left out, or boxes are collapsed to have fewer of them. */
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
  return { specs, summary: summaryOf(arrows?.specs ?? [], arrows?.left ?? 0, input.automatic) };
}

function chosenArrows(
  { ground, flows, lens, selected, endpoint, isLensAlone, change, staged, found }: ProjectionInput,
  parties: Parties,
): { readonly specs: readonly ArrowSpec[]; readonly left: number } {
  const pair = selected.kind === 'pair' ? selected : null;
  const own = isLensAlone ? null : selectedParty(parties, selected, endpoint);
  const { pairs, left } = choosePairs(parties, {
    flows: flows.map(({ flow }) => flow),
    lens,
    own,
    pair,
    change: change ?? staged,
    found,
  });
  const future = change === null ? null : new Parties(change.after, ground.cards);
  return { specs: projectArrows(parties, pairs, { selected, own, flows, change, future, staged }), left };
}

/** The party of the selected endpoint, or of the selected box that is drawn as a card. */
function selectedParty(parties: Parties, selected: Selected, endpoint: EndpointId | null): number | null {
  const found = endpoint === null ? null : parties.numberOf(endpoint);
  if (found !== null) return found ?? null;
  return selected.kind === 'resource' ? (parties.numberOfCard(selected.id) ?? null) : null;
}

function summaryOf(arrows: readonly ArrowSpec[], left: number, automatic: number): ProjectionSummary {
  const drawn = arrows.length;
  const text = [arrowWords(arrows, left, automatic), leftWords(left)].filter((part) => part !== '').join('; ');
  return { drawn, left, isCut: left > 0 || automatic > 0, text };
}

function arrowWords(arrows: readonly ArrowSpec[], left: number, automatic: number): string {
  const words = `${count(arrows.length)} ${arrows.length === 1 ? 'arrow' : 'arrows'}`;
  if (automatic === 0) return left === 0 ? words : `${words} drawn`;
  const pairs = arrows.reduce((sum, arrow) => sum + arrow.pairs, 0);
  const boxes = automatic === 1 ? '1 box is collapsed' : `${count(automatic)} boxes are collapsed`;
  return `${words} for ${count(pairs)} pairs: ${boxes}, as this lens draws too many`;
}

function leftWords(left: number): string {
  if (left === 0) return '';
  const hint = 'choose a narrower lens, or select an endpoint to see its own';
  return `${count(left)} ${left === 1 ? 'pair' : 'pairs'} left out: ${hint}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
