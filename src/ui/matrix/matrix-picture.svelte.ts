/* eslint-disable svelte/prefer-svelte-reactivity -- maps are computed anew as a whole, never changed */
import type { App } from '../../app/app.ts';
import type { MatrixAxis } from '../../app/matrix-look.svelte.ts';
import type { Pair } from '../../app/selection.svelte.ts';
import { compileElements } from '../../core/find/compile-element.ts';
import { compilePairs, type PairPredicate } from '../../core/find/compile-pairs.ts';
import { isAboutArrows, type Expression } from '../../core/find/expression.ts';
import { elementOfRow, type FindElement } from '../../core/find/find-element.ts';
import { parseExpression } from '../../core/find/parse-expression.ts';
import type { ExpressionError } from '../../core/find/tokenize-expression.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import { summaryAt } from '../../core/policy/verdict-index.ts';
import type { VerdictTable } from '../../core/policy/verdict-table.ts';
import { spokenVerdict } from '../canvas/arrow-words.ts';
import { verdictGlyphs, verdictWords } from '../controls/verdict-words.ts';
import { axisItems, rowsOfItem, type AxisItem } from './matrix-axis.ts';
import { MatrixCells, mergedVerdict } from './matrix-cells.ts';
import { keyOf, type ReportInput } from './matrix-report.ts';

/** A cell as it is drawn. */
export interface CellView {
  readonly look: Verdict | 'self' | 'empty';
  readonly text: string;
  readonly isDoor: boolean;
  readonly isMerged: boolean;
  /** Not what the filter asks for, in a row and a column that have some of it. */
  readonly isFaint: boolean;
  /** The staged policies, looked at as enforced, make something else of it. */
  readonly isChanged: boolean;
  readonly label: string;
}

const emptyCell: CellView = {
  ...{ look: 'empty', text: '', label: '' },
  ...{ isDoor: false, isMerged: false, isFaint: false, isChanged: false },
};

/** More pairs than anybody makes a list of. */
const mostPairs = 20_000;

interface Filter {
  readonly expression: Expression | null;
  readonly error: ExpressionError | null;
}

/** Which pairs an expression about arrows asks for, and which rows and columns have some. */
interface Asked {
  readonly holds: PairPredicate;
  readonly sources: Uint8Array;
  readonly destinations: Uint8Array;
}

/** What the matrix shows, computed from the verdicts and from how they are looked at. */
export class MatrixPicture {
  readonly #app: App;
  readonly #table = $derived.by(() => this.#app.results.table);
  readonly #elements = $derived.by(() => this.#findElements());
  readonly #rowFilter = $derived.by(() => parsed(this.#app.matrix.rowFilter));
  readonly #columnFilter = $derived.by(() =>
    this.#app.matrix.isLinked ? this.#rowFilter : parsed(this.#app.matrix.columnFilter),
  );
  readonly #rowsAsked = $derived.by(() => this.#askFor(this.#rowFilter));
  readonly #columnsAsked = $derived.by(() =>
    this.#app.matrix.isLinked ? this.#rowsAsked : this.#askFor(this.#columnFilter),
  );
  readonly #cells = $derived.by(() =>
    this.#table === null ? null : new MatrixCells(this.#table, this.#app.matrix.query),
  );
  readonly #rows = $derived.by(() => this.#items('rows'));
  readonly #columns = $derived.by(() => this.#items('columns'));
  readonly #rowOfId = $derived.by(() => new Map(this.#table?.endpoints.map(({ id }, row) => [id, row])));
  readonly #rowIndex = $derived.by(() => indexOfRows(this.#rows));
  readonly #columnIndex = $derived.by(() => indexOfRows(this.#columns));

  constructor(app: App) {
    this.#app = app;
  }

  get table(): VerdictTable | null {
    return this.#table;
  }
  get rows(): readonly AxisItem[] {
    return this.#rows;
  }
  get columns(): readonly AxisItem[] {
    return this.#columns;
  }
  get rowError(): ExpressionError | null {
    return this.#rowFilter.error;
  }
  get columnError(): ExpressionError | null {
    return this.#columnFilter.error;
  }

  /** Where an endpoint is shown; -1: nowhere, or in a collapsed group. */
  rowAt(row: number): number {
    return this.#rowIndex.get(row) ?? -1;
  }
  columnAt(row: number): number {
    return this.#columnIndex.get(row) ?? -1;
  }

  /** null for cells of groups, and outside. */
  pairAt(row: number, column: number): Pair | null {
    const [source, destination] = [this.#endpointOf(this.#rows[row]), this.#endpointOf(this.#columns[column])];
    return source === null || destination === null ? null : { source, destination };
  }

  /** Pairs of the cells whose verdict the summary does not tell. */
  doubtsAmong(rows: readonly number[], columns: readonly number[]): readonly Pair[] {
    return rows.flatMap((row) => columns.flatMap((column) => this.#doubtAt(row, column) ?? []));
  }

  cell(row: number, column: number): CellView {
    const [from, to] = [this.#rows[row], this.#columns[column]];
    if (from === undefined || to === undefined) return emptyCell;
    if (from.kind === 'endpoint' && to.kind === 'endpoint') return this.#pairCell(from.row, to.row);
    return this.#mergedCell(from, to);
  }

  /** The verdict as it is shown. */
  verdictOf(source: number, destination: number): Verdict {
    const told = this.#cells?.verdict(source, destination) ?? 'undecided';
    if (this.#cells?.isDoubtful(source, destination) !== true) return told;
    const pair = this.#pairOf(source, destination);
    return (pair === null ? undefined : this.#app.matrix.answer(pair)) ?? told;
  }

  /** The verdict as it is shown, of a pair. */
  verdictBetween({ source, destination }: Pair): Verdict {
    const [from, to] = [this.#rowOfId.get(source), this.#rowOfId.get(destination)];
    return from === undefined || to === undefined ? 'undecided' : this.verdictOf(from, to);
  }

  /** The pairs that these rows and columns show, those of groups too, each once; of very many, the first ones. */
  pairsAmong(rows: readonly AxisItem[], columns: readonly AxisItem[]): readonly Pair[] {
    const asked = this.#rowsAsked?.holds ?? this.#columnsAsked?.holds;
    const targets = [...new Set(columns.flatMap(rowsOfItem))];
    const pairs: Pair[] = [];
    for (const source of new Set(rows.flatMap(rowsOfItem))) {
      if (pairs.length >= mostPairs) break;
      for (const destination of targets) {
        if (source === destination || asked?.(source, destination) === false) continue;
        const pair = this.#pairOf(source, destination);
        if (pair !== null) pairs.push(pair);
      }
    }
    return pairs;
  }

  /** What copying needs of these rows and columns; null while there is nothing. */
  report(rows: readonly AxisItem[], columns: readonly AxisItem[]): ReportInput | null {
    if (this.#table === null || this.#cells === null) return null;
    const verdictOf = (source: number, destination: number): Verdict => this.verdictOf(source, destination);
    return {
      ...{ table: this.#table, cells: this.#cells, verdictOf, rows, columns },
      isOfTraffic: this.#app.matrix.query !== null,
    };
  }

  #findElements(): readonly FindElement[] {
    const byId = new Map(this.#app.finder.elements.map((element) => [element.endpoint, element]));
    return (this.#table?.endpoints ?? []).map((row) => byId.get(row.id) ?? elementOfRow(row));
  }

  #items(axis: MatrixAxis): readonly AxisItem[] {
    const { matrix } = this.#app;
    const cells = this.#cells;
    const filter = axis === 'rows' ? this.#rowFilter : this.#columnFilter;
    const asked = axis === 'rows' ? this.#rowsAsked?.sources : this.#columnsAsked?.destinations;
    return axisItems({
      elements: this.#elements,
      keeps: this.#keeps(filter, asked),
      ...{ sort: matrix.sort, group: matrix.group, collapsed: matrix.collapsed(axis) },
      denied: (row) => (axis === 'rows' ? cells?.deniedFrom(row) : cells?.deniedTo(row)) ?? 0,
    });
  }

  #keeps({ expression }: Filter, asked: Uint8Array | undefined): (row: number) => boolean {
    if (expression === null) return () => true;
    if (asked !== undefined) return (row) => asked[row] === 1;
    const holds = compileElements(expression);
    return (row) => {
      const element = this.#elements[row];
      return element !== undefined && holds(element);
    };
  }

  #askFor({ expression }: Filter): Asked | null {
    const table = this.#table;
    if (expression === null || table === null || !isAboutArrows(expression)) return null;
    const { model } = this.#app;
    const holds = compilePairs(expression, { table, elements: this.#elements, flows: model.design.flows });
    const [sources, destinations] = [new Uint8Array(table.endpoints.length), new Uint8Array(table.endpoints.length)];
    for (const source of table.endpoints.keys())
      for (const destination of table.endpoints.keys())
        if (source !== destination && holds(source, destination)) {
          sources[source] = 1;
          destinations[destination] = 1;
        }
    return { holds, sources, destinations };
  }

  #doubtAt(row: number, column: number): Pair | null {
    const [from, to] = [this.#rows[row], this.#columns[column]];
    if (from?.kind !== 'endpoint' || to?.kind !== 'endpoint' || from.row === to.row) return null;
    return this.#cells?.isDoubtful(from.row, to.row) === true ? this.#pairOf(from.row, to.row) : null;
  }

  #pairOf(source: number, destination: number): Pair | null {
    const [from, to] = [this.#table?.endpoints[source], this.#table?.endpoints[destination]];
    return from === undefined || to === undefined ? null : { source: from.id, destination: to.id };
  }

  #endpointOf(item: AxisItem | undefined): Pair['source'] | null {
    return item?.kind === 'endpoint' ? (this.#table?.endpoints[item.row]?.id ?? null) : null;
  }

  #pairCell(source: number, destination: number): CellView {
    const pair = this.#pairOf(source, destination);
    const summary = this.#table === null ? undefined : summaryAt(this.#table, source, destination);
    if (pair === null || summary === undefined) return emptyCell;
    if (source === destination)
      return { ...emptyCell, look: 'self', text: '·', label: spokenVerdict(pair.source, pair.destination, summary) };
    const verdict = this.verdictOf(source, destination);
    const asked = this.#rowsAsked?.holds ?? this.#columnsAsked?.holds;
    const before = this.#app.results.stagedChange?.between(pair.source, pair.destination)?.before ?? null;
    const { query } = this.#app.matrix;
    const spoken =
      query === null
        ? spokenVerdict(pair.source, pair.destination, summary)
        : `${pair.source} to ${pair.destination}: ${query.text} ${this.#spokenTraffic(source, destination, verdict)}`;
    return {
      look: verdict,
      text: verdictGlyphs[verdict],
      isDoor: summary.door && query === null,
      isMerged: false,
      isFaint: asked !== undefined && !asked(source, destination),
      isChanged: before !== null,
      label: before === null ? spoken : `${spoken}; in force: ${verdictWords[before.verdict].toLowerCase()}`,
    };
  }

  #spokenTraffic(source: number, destination: number, verdict: Verdict): string {
    const word = verdictWords[verdict].toLowerCase();
    const pair = this.#pairOf(source, destination);
    const isOpen = this.#cells?.isDoubtful(source, destination) === true && pair !== null;
    return isOpen && this.#app.matrix.answer(pair) === undefined ? `${word} as far as is known yet` : word;
  }

  #mergedCell(from: AxisItem, to: AxisItem): CellView {
    const counts = this.#cells?.counts(rowsOfItem(from), rowsOfItem(to), `${keyOf(from)} ${keyOf(to)}`);
    const merged = counts === undefined ? null : mergedVerdict(counts);
    if (counts === undefined || merged === null) return { ...emptyCell, isMerged: true };
    const shares = (['allow', 'partial', 'deny', 'undecided'] as const)
      .filter((verdict) => counts[verdict] > 0)
      .map((verdict) => `${counts[verdict].toLocaleString('en-US')} ${verdictWords[verdict].toLowerCase()}`);
    const count = merged.count === null ? '' : merged.count > 99 ? '99' : `${merged.count}`;
    return {
      ...{ ...emptyCell, look: merged.verdict, isMerged: true },
      text: `${verdictGlyphs[merged.verdict]}${count}`,
      label: `${this.nameOf(from)} to ${this.nameOf(to)}: ${shares.join(', ')}`,
    };
  }

  nameOf(item: AxisItem): string {
    return item.kind === 'group' ? `all of ${item.title}` : (this.#table?.endpoints[item.row]?.id ?? '');
  }
}

function parsed(text: string): Filter {
  const result = parseExpression(text);
  return result.ok ? { expression: result.value, error: null } : { expression: null, error: result.error };
}

function indexOfRows(items: readonly AxisItem[]): ReadonlyMap<number, number> {
  return new Map(items.flatMap((item, index) => (item.kind === 'endpoint' ? [[item.row, index] as const] : [])));
}
