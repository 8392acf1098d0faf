import type { JudgedDesign, SharedDesign, SharedView } from '../shared-design.ts';
import { button, element } from './element.ts';
import { Grid, type Cell } from './grid.ts';
import { PairBar } from './pair-bar.ts';
import { Stage } from './stage.ts';

type Tab = 'picture' | 'matrix' | 'manifests';
const tabNames: Readonly<Record<Tab, string>> = { picture: 'Picture', matrix: 'Matrix', manifests: 'Manifests' };
const tabs: readonly Tab[] = ['picture', 'matrix', 'manifests'];

/** The page of a shared design: everything that it shows was computed by the program that wrote it. */
class Viewer {
  readonly #design: SharedDesign;
  readonly #stage = new Stage((id) => this.#pickElement(id));
  readonly #grid: Grid;
  readonly #pair: PairBar;
  readonly #yaml = element('pre', { class: 'yaml', tabindex: '0', 'aria-label': 'Manifests' });
  readonly #notes = element('p', { class: 'notes' });
  readonly #title = element('strong', { class: 'scene', 'aria-live': 'polite' });
  readonly #panels: Readonly<Record<Tab, HTMLElement>>;
  readonly #tabs: Readonly<Record<Tab, HTMLButtonElement>>;
  #view = 0;
  #at: Cell = { row: 0, column: 1 };

  constructor(design: SharedDesign) {
    this.#design = design;
    this.#grid = new Grid(design.answers, (at) => this.#pick(at));
    this.#pair = new PairBar(design, (at) => this.#pick(at));
    this.#panels = {
      picture: this.#stage.root,
      matrix: this.#grid.root,
      manifests: element('div', { class: 'manifests' }, this.#copyButton(), this.#yaml),
    };
    const tab = (name: Tab): HTMLButtonElement => {
      const made = button(tabNames[name], 'tab', () => this.#open(name));
      for (const [key, value] of Object.entries({ role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}` }))
        made.setAttribute(key, value);
      return made;
    };
    this.#tabs = { picture: tab('picture'), matrix: tab('matrix'), manifests: tab('manifests') };
  }

  mount(target: HTMLElement): void {
    target.replaceChildren(
      this.#header(),
      element(
        'main',
        {},
        this.#notes,
        this.#tabList(),
        element('div', { class: 'panels' }, ...tabs.map((name) => this.#panel(name))),
        this.#pair.root,
      ),
    );
    document.addEventListener('keydown', (event) => this.#press(event));
    this.#open('picture');
    this.#show(0);
  }

  #header(): HTMLElement {
    const steps =
      this.#design.views.length < 2
        ? []
        : [
            button('‹', 'step', () => this.#show(this.#view - 1)),
            this.#title,
            button('›', 'step', () => this.#show(this.#view + 1)),
          ];
    for (const [index, label] of [
      [0, 'Previous scene'],
      [2, 'Next scene'],
    ] as const)
      if (steps[index] instanceof HTMLElement) steps[index].setAttribute('aria-label', label);
    return element(
      'header',
      {},
      element('h1', {}, this.#design.title),
      element('span', { class: 'made' }, `Firewright, verdicts of Calico ${this.#design.calicoVersion}`),
      element('nav', { 'aria-label': 'Scenes', class: 'scenes' }, ...steps),
      button('Light / dark', 'theme', toggleTheme),
    );
  }

  #tabList(): HTMLElement {
    const list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'What to see' });
    list.append(...tabs.map((name) => this.#tabs[name]));
    list.addEventListener('keydown', (event) => {
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      const now = tabs.findIndex((name) => this.#tabs[name] === document.activeElement);
      const next = tabs[(now + by + tabs.length) % tabs.length];
      if (by === 0 || now === -1 || next === undefined) return;
      this.#open(next);
      this.#tabs[next].focus();
    });
    return list;
  }

  #panel(name: Tab): HTMLElement {
    return element(
      'section',
      { id: `panel-${name}`, role: 'tabpanel', 'aria-labelledby': `tab-${name}` },
      this.#panels[name],
    );
  }

  #open(wanted: Tab): void {
    for (const name of tabs) {
      const [tab, panel] = [this.#tabs[name], this.#panels[name].parentElement];
      tab.setAttribute('aria-selected', String(name === wanted));
      tab.tabIndex = name === wanted ? 0 : -1;
      if (panel !== null) panel.hidden = name !== wanted;
    }
    if (wanted === 'matrix') this.#grid.reveal();
  }

  #show(index: number): void {
    const view = this.#design.views[index];
    if (view === undefined) return;
    const names = this.#ends();
    this.#view = index;
    this.#title.textContent = `${index + 1} of ${this.#design.views.length}: ${view.title}`;
    this.#notes.textContent = view.notes;
    this.#notes.hidden = view.notes === '';
    this.#yaml.textContent = this.#judged().yaml;
    this.#stage.show(view);
    // The same pair in the other design; one that is not there gives way to the first.
    const [row, column] = names.map((name) => this.#judged().endpoints.indexOf(name));
    this.#pick({ row: row ?? -1, column: column ?? -1 });
  }

  #current(): SharedView {
    const view = this.#design.views[this.#view];
    if (view === undefined) throw new Error('a shared design has a view');
    return view;
  }

  #judged(): JudgedDesign {
    const judged = this.#design.judged[this.#current().judged];
    if (judged === undefined) throw new Error('a view is of a design');
    return judged;
  }

  #ends(): readonly string[] {
    const { endpoints } = this.#judged();
    return [endpoints[this.#at.row] ?? '', endpoints[this.#at.column] ?? ''];
  }

  #pick({ row, column }: Cell): void {
    const judged = this.#judged();
    const isThere = (index: number): boolean => index >= 0 && index < judged.endpoints.length;
    const last = judged.endpoints.length - 1;
    this.#at = { row: isThere(row) ? row : 0, column: isThere(column) ? column : Math.min(1, last) };
    this.#grid.show(judged, this.#at);
    this.#pair.show(judged, this.#at);
    const [source = '', destination = ''] = this.#ends();
    this.#stage.mark([`${source} → ${destination}`]);
  }

  /** An arrow is its pair; a card is where a way begins. */
  #pickElement(id: string): void {
    const { endpoints } = this.#judged();
    const [source, destination] = id.split(' → ').map((end) => endpoints.indexOf(end));
    if (source !== undefined && destination !== undefined && source >= 0 && destination >= 0)
      return this.#pick({ row: source, column: destination });
    const cards = new Map(Object.entries(this.#current().cards));
    const own = cards.get(id);
    if (own !== undefined) this.#pick({ row: own, column: this.#at.column });
  }

  #press(event: KeyboardEvent): void {
    const isElsewhere = event.target instanceof Element && event.target.closest('.manifests, select') !== null;
    if (isElsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0;
    if (by === 0 || this.#design.views.length < 2) return;
    event.preventDefault();
    this.#show(this.#view + by);
  }

  #copyButton(): HTMLElement {
    const said = element('span', { role: 'status' });
    const copy = button('Copy', 'copy', () => {
      const text = this.#judged().yaml;
      // A page from disk may be refused the clipboard: then the text is selected for the user's own copy.
      const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
      written.then(
        () => (said.textContent = 'Copied.'),
        () => {
          getSelection()?.selectAllChildren(this.#yaml);
          said.textContent = 'Selected: copy it with Ctrl+C.';
        },
      );
    });
    return element('p', { class: 'copying' }, copy, said);
  }
}

function toggleTheme(): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = dataset['theme'] === 'dark' ? 'light' : 'dark';
}

const data = document.getElementById('design')?.textContent ?? '';
const app = document.getElementById('app');
document.documentElement.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
// The program wrote it just so, and the policy of the page lets nobody else's script in.
if (app !== null) new Viewer(JSON.parse(data) as SharedDesign).mount(app);
