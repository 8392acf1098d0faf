import type { Selected } from '../../app/selection.svelte.ts';
import type { TableChange } from '../../core/compare/compare-tables.ts';
import type { DesignSpec } from '../../core/model/design.ts';
import type { Entity } from '../../core/model/entities.ts';
import type { EndpointId, ResourceId } from '../../core/model/ids.ts';
import type { EndpointRow, VerdictTable } from '../../core/policy/verdict-table.ts';
import { choosePairs, type LensPairs } from './choose-pairs.ts';
import type { ElementSpec } from './element-spec.ts';
import { projectArrows } from './project-arrows.ts';
import { projectCards } from './project-cards.ts';

export interface ProjectionInput {
  readonly entities: ReadonlyMap<ResourceId, Entity>;
  readonly design: DesignSpec;
  readonly rows: readonly EndpointRow[];
  /** null until the first answer: then there are no arrows. */
  readonly table: VerdictTable | null;
  /** `lensPairs(table, lens)`: an input, because it costs a pass over all pairs and outlives a selection. */
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
  /** How many arrows the lens and the selection ask for. */
  readonly wanted: number;
  /** For the status bar; says so when arrows are left out. */
  readonly text: string;
}

export interface Projection {
  readonly specs: readonly ElementSpec[];
  readonly summary: ProjectionSummary;
}

/** What to draw, from the design and what is known about it; the one way from the document to the picture. */
export function project(input: ProjectionInput): Projection {
  const cards = projectCards(input);
  const arrows = input.table === null ? null : chosenArrows(input, input.table, cards);
  const specs: readonly ElementSpec[] = [...cards, ...(arrows?.specs ?? [])];
  return { specs, summary: summaryOf(arrows?.specs.length ?? 0, arrows?.wanted ?? 0) };
}

function chosenArrows(
  input: ProjectionInput,
  table: VerdictTable,
  specs: readonly ElementSpec[],
): { readonly specs: readonly ElementSpec[]; readonly wanted: number } {
  const { selected, change, staged, endpoint, lens } = input;
  const rows = new Map(table.endpoints.map(({ id }, row) => [id, row]));
  const pair = selected.kind === 'pair' ? selected : null;
  const choice = choosePairs(table, rows, {
    flows: input.design.flows,
    lens,
    endpoint,
    pair,
    change: change ?? staged,
  });
  const cards = specs.filter((spec) => spec.kind === 'card');
  return {
    specs: projectArrows(table, choice.pairs, { cards, selected, endpoint, change, staged }),
    wanted: choice.wanted,
  };
}

function summaryOf(drawn: number, wanted: number): ProjectionSummary {
  const leftOut = Math.max(0, wanted - drawn);
  const count = (value: number): string => value.toLocaleString('en-US');
  const text =
    leftOut === 0
      ? `${count(drawn)} ${drawn === 1 ? 'arrow' : 'arrows'}`
      : `${count(drawn)} of ${count(wanted)} arrows drawn: choose a narrower lens, or select an endpoint to see its own`;
  return { drawn, wanted, text };
}
