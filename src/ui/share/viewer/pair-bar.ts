import { named, type JudgedDesign, type SharedDesign } from '../shared-design.ts';
import { element } from './element.ts';
import type { Cell } from './grid.ts';
import { verdictGlyph, verdictWord } from './words.ts';

/** The selected pair: who to whom, what passes and why. */
export class PairBar {
  readonly root: HTMLElement;
  readonly #design: SharedDesign;
  readonly #from = element('select', { id: 'from' });
  readonly #to = element('select', { id: 'to' });
  readonly #verdict = element('p', { class: 'verdict' });
  readonly #reason = element('p', { class: 'reason' });
  readonly #notes = element('ul', { class: 'pair-notes' });
  #judged: JudgedDesign | null = null;

  constructor(design: SharedDesign, picked: (cell: Cell) => void) {
    this.#design = design;
    for (const field of [this.#from, this.#to])
      field.addEventListener('change', () => picked({ row: this.#from.selectedIndex, column: this.#to.selectedIndex }));
    this.root = element(
      'section',
      { class: 'pair', 'aria-label': 'Selected pair' },
      element(
        'div',
        { class: 'ends' },
        element('label', { for: 'from' }, 'From'),
        this.#from,
        element('label', { for: 'to' }, 'to'),
        this.#to,
      ),
      element('div', { role: 'status', 'aria-label': 'Verdict' }, this.#verdict, this.#reason, this.#notes),
    );
  }

  show(judged: JudgedDesign, { row, column }: Cell): void {
    if (this.#judged !== judged)
      for (const field of [this.#from, this.#to])
        field.replaceChildren(...judged.endpoints.map((name) => element('option', {}, name)));
    this.#judged = judged;
    this.#from.selectedIndex = row;
    this.#to.selectedIndex = column;
    const { texts, answers } = this.#design;
    const answer = answers[judged.pairs[row * judged.endpoints.length + column] ?? -1];
    if (answer === undefined) return;
    const { verdict, allowed, reason, notes } = answer;
    this.#verdict.className = `verdict ${verdict}`;
    this.#verdict.replaceChildren(
      element('span', { class: 'glyph', 'aria-hidden': 'true' }, verdictGlyph(verdict)),
      element('strong', {}, verdictWord(verdict)),
      verdict === 'partial' ? `: ${texts[allowed] ?? ''}` : '',
    );
    const [source, destination] = [judged.endpoints[row] ?? '', judged.endpoints[column] ?? ''];
    this.#reason.textContent = named(texts[reason] ?? '', source, destination);
    this.#notes.replaceChildren(...notes.map((note) => element('li', {}, texts[note] ?? '')));
    this.#notes.hidden = notes.length === 0;
  }
}
