import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

/** How many places of a text are found, and which of them the caret is at. */
export interface SearchCount {
  readonly found: number;
  /** From 1; 0: at none. */
  readonly at: number;
}

export interface SearchPort {
  /** Marks all places of the text, in any case of letters; '' marks none. */
  find(text: string): SearchCount;
  /** To the next place, or the one before, round the ends. */
  step(direction: 1 | -1): SearchCount;
}

interface Found {
  readonly text: string;
  readonly places: readonly number[];
  readonly marks: DecorationSet;
}

/** More are neither marked nor counted: whoever sees so many writes another letter. */
const most = 5000;
const nothing: Found = { text: '', places: [], marks: Decoration.none };
const mark = Decoration.mark({ class: 'cm-searchMatch' });
const setText = StateEffect.define<string>();

const field = StateField.define<Found>({
  create: () => nothing,
  update(found, transaction) {
    const effect = transaction.effects.find((one) => one.is(setText));
    const text = effect?.is(setText) === true ? effect.value : found.text;
    if (text === found.text && !transaction.docChanged) return found;
    return foundIn(transaction.state, text);
  },
  provide: (own) => EditorView.decorations.from(own, ({ marks }) => marks),
});

function foundIn(state: EditorState, text: string): Found {
  if (text === '') return nothing;
  const places = placesOf(state.doc.toString(), text);
  return { text, places, marks: Decoration.set(places.map((at) => mark.range(at, at + text.length))) };
}

/** Where `wanted` stands in the text, in any case of letters. */
export function placesOf(text: string, wanted: string): readonly number[] {
  const [hay, needle] = [text.toLowerCase(), wanted.toLowerCase()];
  const places: number[] = [];
  // Some letters are longer in lower case; then places would be shifted, and exact search is the better answer.
  const [where, what] = hay.length === text.length ? [hay, needle] : [text, wanted];
  for (let at = where.indexOf(what); at !== -1 && places.length < most; at = where.indexOf(what, at + what.length)) {
    places.push(at);
  }
  return places;
}

const looks = EditorView.theme({
  '.cm-searchMatch': {
    borderRadius: '2px',
    backgroundColor: 'var(--verdict-partial-soft)',
    outline: '1px solid var(--verdict-partial)',
  },
});

/** Marks what is found; the field with the text is the component's. */
export const yamlSearch: Extension = [field, looks];

/** Find in an editor that has the extension. */
export function searchIn(view: EditorView): SearchPort {
  const go = (place: number): void => {
    const { text } = view.state.field(field);
    view.dispatch({
      selection: { anchor: place, head: place + text.length },
      effects: EditorView.scrollIntoView(place, { y: 'center' }),
    });
  };
  const count = (): SearchCount => {
    const { places } = view.state.field(field);
    return { found: places.length, at: places.indexOf(view.state.selection.main.from) + 1 };
  };
  return {
    find(text) {
      view.dispatch({ effects: setText.of(text) });
      const { places } = view.state.field(field);
      const { from } = view.state.selection.main;
      const next = places.find((place) => place >= from) ?? places[0];
      if (next !== undefined) go(next);
      return count();
    },
    step(direction) {
      const { places } = view.state.field(field);
      const { from } = view.state.selection.main;
      const next =
        direction === 1
          ? (places.find((place) => place > from) ?? places[0])
          : (places.findLast((place) => place < from) ?? places.at(-1));
      if (next !== undefined) go(next);
      return count();
    },
  };
}
