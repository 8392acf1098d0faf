import { compilePairs } from '../core/find/compile-pairs.ts';
import { compileElements } from '../core/find/compile-element.ts';
import { isAboutArrows, type Expression } from '../core/find/expression.ts';
import { findElements, type FindElement } from '../core/find/find-element.ts';
import { parseExpression } from '../core/find/parse-expression.ts';
import { search, type Found } from '../core/find/search.ts';
import type { ExpressionError } from '../core/find/tokenize-expression.ts';
import type { EndpointId, ResourceId } from '../core/model/ids.ts';
import type { Model } from './model.svelte.ts';
import type { Results } from './results.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import type { Highlight, View } from './view.svelte.ts';

/** What is not drawn. */
export interface Hiding {
  readonly endpoints: ReadonlySet<EndpointId>;
  /** Boxes and sets. */
  readonly resources: ReadonlySet<ResourceId>;
  /** null: no arrow is hidden for itself. */
  readonly pair: ((source: EndpointId, destination: EndpointId) => boolean) | null;
}

interface Parsed {
  readonly expression: Expression | null;
  readonly error: ExpressionError | null;
}

interface Parts {
  readonly view: View;
  readonly model: Model;
  readonly results: Results;
  readonly selection: Selection;
}

const nothing: ReadonlySet<never> = new Set();

/** Finds and hides what the two expressions of the view ask for, and walks through what was found. */
export class Finder {
  readonly #parts: Parts;
  /** Whether the bar with the two fields is there. */
  isOpen = $state(false);
  /** Grows each time the user asks for the field: it takes the focus, whether it was there or not. */
  asked = $state(0);
  /** The parts that the canvas leaves out now; fed by it. */
  hiddenParts = $state.raw<{ readonly cards: number; readonly arrows: number }>({ cards: 0, arrows: 0 });
  #walked = $state.raw<{ readonly text: string; readonly index: number }>({ text: '', index: -1 });

  readonly #elements = $derived.by(() => findElements(this.#parts.model.ruleset, this.#parts.model.entities));
  readonly #find: Parsed = $derived.by(() => parsed(this.#parts.view.find));
  readonly #hide: Parsed = $derived.by(() => parsed(this.#parts.view.hide));
  readonly #found = $derived.by(() => this.#search());
  readonly #highlight = $derived.by(() => (this.#found === null ? null : highlightOf(this.#found)));
  readonly #hiding = $derived.by(() => this.#findHidden());

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** All that can be found, for completion. */
  get elements(): readonly FindElement[] {
    return this.#elements;
  }
  /** null: nothing is looked for, or what is asked for can't be read. */
  get found(): Found | null {
    return this.#found;
  }
  get findError(): ExpressionError | null {
    return this.#find.error;
  }
  get hideError(): ExpressionError | null {
    return this.#hide.error;
  }
  /** What stands out on the canvas: what the pointer asks for, else what was found. */
  get highlight(): Highlight | null {
    return this.#parts.view.highlight ?? this.#highlight;
  }
  get hiding(): Hiding {
    return this.#hiding;
  }
  /** Which of what was found the walk is at, from 0; -1: not begun. */
  get position(): number {
    return this.#walked.text === this.#parts.view.find ? this.#walked.index : -1;
  }

  /** Shows the bar, with the focus in its first field. */
  open(): void {
    this.isOpen = true;
    this.asked += 1;
  }

  /** What was found no longer stands out; what is hidden stays so, and is said beside the tabs. */
  close(): void {
    this.isOpen = false;
    this.#parts.view.find = '';
  }

  showAll(): void {
    this.#parts.view.hide = '';
  }

  /** Selects and shows the next (1) or previous (-1) of what was found; after the last comes the first. */
  walk(step: 1 | -1): void {
    const found = this.#found;
    const count = found === null ? 0 : found.kind === 'elements' ? found.elements.length : found.pairs.length;
    if (found === null || count === 0) return;
    const index = this.position === -1 ? (step === 1 ? 0 : count - 1) : (this.position + step + count) % count;
    this.#walked = { text: this.#parts.view.find, index };
    if (found.kind === 'elements') this.#showElement(found.elements[index]);
    else this.#showPair(found.pairs[index]);
  }

  #showElement(element: FindElement | undefined): void {
    if (element === undefined) return;
    const { selection, view } = this.#parts;
    if (element.endpoint !== null) {
      selection.selectEndpoint(element.endpoint);
      view.canvas?.reveal(element.endpoint);
    } else if (element.resource !== null) {
      selection.select({ kind: 'resource', id: element.resource });
      view.canvas?.reveal(element.resource);
    }
  }

  #showPair(pair: { readonly source: EndpointId; readonly destination: EndpointId } | undefined): void {
    if (pair === undefined) return;
    const { selection, view } = this.#parts;
    selection.select({ kind: 'pair', ...pair });
    view.canvas?.reveal(pair.source);
    view.canvas?.reveal(pair.destination);
  }

  #search(): Found | null {
    const { expression } = this.#find;
    if (expression === null) return null;
    const { model, results } = this.#parts;
    const { table } = results;
    return search(expression, this.#elements, table === null ? null : { table, flows: model.design.flows });
  }

  #findHidden(): Hiding {
    const { expression } = this.#hide;
    if (expression === null) return { endpoints: nothing, resources: nothing, pair: null };
    if (isAboutArrows(expression))
      return { endpoints: nothing, resources: nothing, pair: this.#hiddenPairs(expression) };
    const hidden = this.#elements.filter(compileElements(expression));
    return {
      // eslint-disable-next-line svelte/prefer-svelte-reactivity -- computed anew as a whole, never changed
      endpoints: new Set(hidden.flatMap(({ endpoint }) => endpoint ?? [])),
      // eslint-disable-next-line svelte/prefer-svelte-reactivity -- as above
      resources: new Set(hidden.flatMap(({ endpoint, resource }) => (endpoint === null ? (resource ?? []) : []))),
      pair: null,
    };
  }

  #hiddenPairs(expression: Expression): Hiding['pair'] {
    const { model, results } = this.#parts;
    const { table, index } = results;
    if (table === null || index === null) return null;
    const holds = compilePairs(expression, { table, elements: this.#elements, flows: model.design.flows });
    return (source, destination) => {
      const [row, column] = [index.rowOf(source), index.rowOf(destination)];
      return row !== undefined && column !== undefined && holds(row, column);
    };
  }
}

function parsed(text: string): Parsed {
  const result = parseExpression(text);
  return result.ok ? { expression: result.value, error: null } : { expression: null, error: result.error };
}

/** @returns null where nothing was found: then nothing need step back */
function highlightOf(found: Found): Highlight | null {
  if ((found.kind === 'elements' ? found.elements : found.pairs).length === 0) return null;
  if (found.kind === 'elements')
    return { endpoints: new Set(found.elements.flatMap(({ endpoint }) => endpoint ?? [])), arrows: nothing };
  return {
    endpoints: nothing,
    arrows: new Set(found.pairs.map(({ source, destination }) => `${source} → ${destination}`)),
  };
}
