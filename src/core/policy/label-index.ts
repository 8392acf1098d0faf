import type { Selector } from '../selector/ast.ts';
import type { Labels } from '../selector/labels.ts';

/** A label with the values of which a selector needs one. */
interface NeededLabel {
  readonly label: string;
  readonly values: readonly string[];
}

/** Labels without which the selector does not hold; most selectors name a namespace or an app. */
function neededLabels(selector: Selector): readonly NeededLabel[] {
  switch (selector.kind) {
    case 'compare':
      return selector.operator === '==' ? [{ label: selector.label, values: [selector.value] }] : [];
    case 'in':
      return [{ label: selector.label, values: [...new Set(selector.values)] }];
    case 'and':
      return selector.operands.flatMap(neededLabels);
    default:
      return [];
  }
}

type Postings = Map<string, Map<string, number[]>>;

function post(postings: Postings, label: string, value: string, number: number): void {
  const values = postings.get(label) ?? new Map<string, number[]>();
  postings.set(label, values);
  const numbers = values.get(value);
  if (numbers === undefined) values.set(value, [number]);
  else numbers.push(number);
}

/** Finds the few selectors that could hold for given labels. */
export class SelectorIndex {
  readonly #postings: Postings = new Map();
  readonly #others: number[] = [];

  constructor(selectors: readonly Selector[]) {
    for (const [number, selector] of selectors.entries()) {
      const [needed] = neededLabels(selector);
      if (needed === undefined) this.#others.push(number);
      else for (const value of needed.values) post(this.#postings, needed.label, value, number);
    }
  }

  /** Numbers of selectors, ascending: those left out do not hold. */
  candidates(labels: Labels): readonly number[] {
    const found = [...this.#others];
    for (const [label, value] of labels) found.push(...(this.#postings.get(label)?.get(value) ?? []));
    return found.sort((a, b) => a - b);
  }
}

/** Finds the few label maps for which a given selector could hold. */
export class LabelsIndex {
  readonly #postings: Postings = new Map();
  readonly #everyone: readonly number[];

  constructor(all: readonly Labels[]) {
    this.#everyone = [...all.keys()];
    for (const [number, labels] of all.entries())
      for (const [label, value] of labels) post(this.#postings, label, value, number);
  }

  /** Numbers of label maps: for those left out the selector does not hold. */
  candidates(selector: Selector): readonly number[] {
    let fewest: readonly (readonly number[])[] = [this.#everyone];
    let count = this.#everyone.length;
    for (const { label, values } of neededLabels(selector)) {
      const lists = values.map((value) => this.#postings.get(label)?.get(value) ?? []);
      const together = lists.reduce((sum, { length }) => sum + length, 0);
      if (together >= count) continue;
      fewest = lists;
      count = together;
    }
    return fewest.length === 1 ? (fewest[0] ?? []) : fewest.flat();
  }
}
