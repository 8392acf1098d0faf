/**
 * A design as far as the kill test looks at it: the numbers of the edits that are in it.
 * @typedef {readonly number[]} State
 */

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). @param {number} seed @returns {() => number} */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The manifest that edit adds. Its ends say whether it is whole. @param {number} edit */
export function manifestOf(edit) {
  const filler = 'x'.repeat(200 + (edit % 7) * 400);
  return `apiVersion: v1
kind: Namespace
metadata:
  name: edit-${edit}
  annotations:
    filler: ${filler}
    end: end-of-edit-${edit}
`;
}

/**
 * The edits that a saved text holds.
 * @param {string} text
 * @param {string} base what the design was before all edits
 * @returns {State | null} null: it is not whole
 */
export function stateIn(text, base) {
  const edits = [...text.matchAll(/^ {2}name: edit-(\d+)$/gm)].map(([, edit]) => Number(edit));
  const isWhole = text.includes(base) && text.endsWith('\n') && edits.every((edit) => text.includes(manifestOf(edit)));
  return isWhole ? edits.sort((a, b) => a - b) : null;
}

/** What was done to a design, and when: the yardstick for what is there after a kill. */
export class Ledger {
  /** The design before any edit, and after each one; `at` in ms. @type {{ at: number, state: State }[]} */
  #states;
  /** @type {number[]} */
  #done = [];
  /** @type {number[]} */
  #undone = [];
  #lastEdit = 0;

  /** @param {number} at */
  constructor(at) {
    this.#states = [{ at, state: [] }];
  }

  /** How many edits, undos and redos. */
  get length() {
    return this.#states.length - 1;
  }

  /** @returns {State} as the design is now */
  get state() {
    return this.#states.at(-1)?.state ?? [];
  }

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** @param {number} at @returns {number} the number of the new edit */
  edit(at) {
    this.#lastEdit += 1;
    this.#done.push(this.#lastEdit);
    this.#undone = [];
    this.#note(at);
    return this.#lastEdit;
  }

  /** @param {number} at */
  undo(at) {
    this.#undone.push(...this.#done.splice(-1));
    this.#note(at);
  }

  /** @param {number} at */
  redo(at) {
    this.#done.push(...this.#undone.splice(-1));
    this.#note(at);
  }

  /**
   * How old the oldest of the lost steps was when the program ended.
   * @param {State} found what is there afterwards
   * @param {number} endedAt
   * @returns {number | null} seconds, 0 where nothing is lost; null: the design never was like that
   */
  lostSeconds(found, endedAt) {
    const last = this.#states.findLastIndex(({ state }) => isSame(state, found));
    if (last < 0) return null;
    const firstLost = this.#states[last + 1];
    return firstLost === undefined ? 0 : (endedAt - firstLost.at) / 1000;
  }

  /** @param {number} at */
  #note(at) {
    this.#states.push({ at, state: [...this.#done].sort((a, b) => a - b) });
  }
}

/** @param {State} a @param {State} b */
export function isSame(a, b) {
  return a.length === b.length && a.every((edit, index) => edit === b[index]);
}
