import type { JudgedDesign, SharedAnswer } from '../shared-design.ts';
import { element } from './element.ts';
import { verdictGlyph, verdictWord } from './words.ts';

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Sizes in pixels; the style sheet has the same. */
const [cell, head, top] = [30, 190, 150];
/** Rows and columns beyond what is in sight that are there for a quick scroll. */
const spare = 4;

/** All pairs. Only those in sight are in the page, so that a thousand endpoints are no burden; headers stay in sight. */
export class Grid {
  readonly root = element('div', { class: 'matrix', tabindex: '-1' });
  readonly #table = element('div', { class: 'grid', role: 'grid', 'aria-label': 'Verdict of every pair' });
  readonly #picked: (cell: Cell) => void;
  readonly #answers: readonly SharedAnswer[];
  #judged: JudgedDesign | null = null;
  #at: Cell = { row: 0, column: 0 };
  #drawn = '';

  constructor(answers: readonly SharedAnswer[], picked: (cell: Cell) => void) {
    this.#answers = answers;
    this.#picked = picked;
    this.root.append(this.#table);
    this.root.addEventListener('scroll', () => this.#draw());
    this.#table.addEventListener('click', ({ target }) => this.#click(target));
    this.#table.addEventListener('keydown', (event) => this.#press(event));
    new ResizeObserver(() => this.#draw()).observe(this.root);
  }

  /** @param at the selected pair */
  show(judged: JudgedDesign, at: Cell): void {
    this.#judged = judged;
    this.#at = at;
    const size = judged.endpoints.length;
    this.#table.setAttribute('aria-rowcount', String(size + 1));
    this.#table.setAttribute('aria-colcount', String(size + 1));
    this.#table.style.width = `${head + size * cell}px`;
    this.#table.style.height = `${top + size * cell}px`;
    this.#drawn = '';
    this.#draw();
  }

  /** Brings the selected cell into sight. */
  reveal(): void {
    const { row, column } = this.#at;
    const { root } = this;
    const [x, y] = [column * cell, row * cell];
    if (x < root.scrollLeft) root.scrollLeft = x;
    if (x + cell > root.scrollLeft + root.clientWidth - head) root.scrollLeft = x + cell - root.clientWidth + head;
    if (y < root.scrollTop) root.scrollTop = y;
    if (y + cell > root.scrollTop + root.clientHeight - top) root.scrollTop = y + cell - root.clientHeight + top;
    this.#draw();
  }

  #click(target: EventTarget | null): void {
    const hit = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-row]') : null;
    if (hit !== null) this.#picked({ row: Number(hit.dataset['row']), column: Number(hit.dataset['column']) });
  }

  #press(event: KeyboardEvent): void {
    const last = (this.#judged?.endpoints.length ?? 1) - 1;
    const { row, column } = this.#at;
    const steps: Readonly<Record<string, Cell>> = {
      ArrowLeft: { row, column: column - 1 },
      ArrowRight: { row, column: column + 1 },
      ArrowUp: { row: row - 1, column },
      ArrowDown: { row: row + 1, column },
      Home: { row: event.ctrlKey ? 0 : row, column: 0 },
      End: { row: event.ctrlKey ? last : row, column: last },
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.#picked({ row: Math.min(last, Math.max(0, next.row)), column: Math.min(last, Math.max(0, next.column)) });
    this.reveal();
    this.#table.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  #draw(): void {
    const judged = this.#judged;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.root;
    if (judged === null || clientWidth === 0) return;
    const size = judged.endpoints.length;
    const rows = inSight(scrollTop, clientHeight - top, size);
    const columns = inSight(scrollLeft, clientWidth - head, size);
    const window = [...rows, ...columns].join(' ');
    if (window === this.#drawn) return;
    this.#drawn = window;
    const hadFocus = this.#table.contains(document.activeElement);
    const list = (from: number, to: number): readonly number[] =>
      Array.from({ length: to - from }, (_, index) => from + index);
    this.#table.replaceChildren(
      this.#headRow(judged, list(...columns)),
      ...list(...rows).map((row) => this.#row(judged, row, list(...columns))),
    );
    if (hadFocus) this.#table.querySelector<HTMLElement>('[aria-selected="true"]')?.focus({ preventScroll: true });
  }

  #headRow({ endpoints }: JudgedDesign, columns: readonly number[]): HTMLElement {
    const corner = element('div', { class: 'corner', role: 'columnheader', 'aria-colindex': '1' }, 'from ↓   to →');
    const heads = columns.map((column) => {
      const name = endpoints[column] ?? '';
      const made = element(
        'div',
        { class: 'column-head', role: 'columnheader', 'aria-colindex': String(column + 2), title: name },
        element('span', {}, name),
      );
      if (column === this.#at.column) made.classList.add('here');
      made.style.left = `${head + column * cell}px`;
      return made;
    });
    return element('div', { class: 'head-row', role: 'row', 'aria-rowindex': '1' }, corner, ...heads);
  }

  #row(judged: JudgedDesign, row: number, columns: readonly number[]): HTMLElement {
    const name = judged.endpoints[row] ?? '';
    const title = element('div', { class: 'row-head', role: 'rowheader', 'aria-colindex': '1', title: name }, name);
    if (row === this.#at.row) title.classList.add('here');
    const made = element(
      'div',
      { class: 'row', role: 'row', 'aria-rowindex': String(row + 2) },
      title,
      ...columns.map((column) => this.#cell(judged, row, column)),
    );
    made.style.top = `${top + row * cell}px`;
    return made;
  }

  #cell({ endpoints, pairs }: JudgedDesign, row: number, column: number): HTMLElement {
    const answer = this.#answers[pairs[row * endpoints.length + column] ?? -1];
    const verdict = answer?.verdict ?? 'undecided';
    const isHere = row === this.#at.row && column === this.#at.column;
    const words = `${endpoints[row] ?? ''} to ${endpoints[column] ?? ''}: ${verdictWord(verdict)}`;
    const made = element(
      'div',
      {
        class: `cell ${verdict}${row === column ? ' own' : ''}`,
        role: 'gridcell',
        tabindex: isHere ? '0' : '-1',
        'aria-selected': String(isHere),
        'aria-colindex': String(column + 2),
        'aria-label': words,
        title: words,
        'data-row': String(row),
        'data-column': String(column),
        'data-verdict': verdict,
      },
      row === column ? '·' : verdictGlyph(verdict),
    );
    made.style.left = `${head + column * cell}px`;
    return made;
  }
}

/** The first that is in sight and the one behind the last. */
function inSight(scrolled: number, room: number, size: number): readonly [number, number] {
  const first = Math.max(0, Math.floor(scrolled / cell) - spare);
  return [first, Math.min(size, Math.ceil((scrolled + Math.max(room, 0)) / cell) + spare)];
}
