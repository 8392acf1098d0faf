import {
  autocompletion,
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { codeFolding, foldGutter, foldKeymap, indentUnit } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, StateEffect, StateField, Transaction, type Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  tooltips,
  type DecorationSet,
  type KeyBinding,
} from '@codemirror/view';
import { adoptEditorStyles } from './adopted-styles.ts';
import { editorBase } from './editor-theme.ts';
import { differenceOf } from './text-difference.ts';
import { completeYaml, type KnownNames, type YamlOffer } from './yaml-completion.ts';
import { searchIn, yamlSearch, type SearchPort } from './yaml-search.ts';

/** Something that is said of a place in the text; lines and columns count from 1. */
export interface TextMark {
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

export interface LineRange {
  readonly from: number;
  readonly to: number;
}

export interface YamlEditorOptions {
  /** Its name for a screen reader. */
  readonly label: string;
  readonly readonly: boolean;
  /** Id of the element that says how the text stands to the design. */
  readonly describedBy: string;
  /** What can be named; asked at each completion. */
  known(): KnownNames;
  /** The user put the caret into another line, counted from 1. */
  oncaret(line: number): void;
  /** The user changed the text. */
  onedit(text: string): void;
  onleave(): void;
  /** Ctrl+Enter. */
  onapply(): void;
  /** Ctrl+F. */
  onfind(): void;
  /** Escape; false: there is nothing to take back, and the key is somebody else's. */
  onescape(): boolean;
}

export interface YamlEditor {
  /** Puts `text` in the editor's place, changing as little as can be: the caret stays where it is. */
  show(text: string): void;
  mark(marks: readonly TextMark[]): void;
  /** Marks lines, from 1, the last one too; null: none. */
  markLines(lines: LineRange | null): void;
  /** A text that is the design's has no undo of its own. */
  setPristine(isPristine: boolean): void;
  /** Puts the caret there and scrolls to it. */
  reveal(line: number, column: number): void;
  /** Line of the caret, from 1. */
  caretLine(): number;
  readonly search: SearchPort;
  focus(): void;
  destroy(): void;
}

/** A CodeMirror editor for one or many YAML documents. */
export function mountYamlEditor(parent: HTMLElement, options: YamlEditorOptions): YamlEditor {
  const pristine = new Compartment();
  let isGone = false;
  // Taking the editor away blurs it as well, while the window is being drawn anew: that is no moment to change the design.
  const leave = (): void => {
    if (!isGone) options.onleave();
  };
  adoptEditorStyles(parent.ownerDocument);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        editorBase,
        yaml(),
        indentUnit.of('  '),
        lineNumbers(),
        foldGutter({ markerDOM: foldMarker }),
        codeFolding({ placeholderText: '…' }),
        yamlSearch,
        markedLines,
        caretListener(options),
        pristine.of(pristineAttribute(true)),
        attributesOf(options),
        options.readonly ? readOnly : editable(options, leave),
        keymap.of(keysOf(options)),
      ],
    }),
  });
  return {
    show(text) {
      const change = differenceOf(view.state.doc.toString(), text);
      if (change !== null) {
        view.dispatch({
          changes: change,
          annotations: [Transaction.addToHistory.of(false), Transaction.remote.of(true)],
        });
      }
    },
    mark(marks) {
      view.dispatch(
        setDiagnostics(
          view.state,
          marks.map((mark) => diagnosticOf(view.state, mark)),
        ),
      );
    },
    markLines(lines) {
      view.dispatch({ effects: setMarkedLines.of(lines) });
    },
    setPristine(isPristine) {
      view.dispatch({ effects: pristine.reconfigure(pristineAttribute(isPristine)) });
    },
    reveal(line, column) {
      const anchor = offsetOf(view.state, line, column);
      const effects = EditorView.scrollIntoView(anchor, { y: 'center' });
      view.dispatch({ selection: { anchor }, effects, annotations: Transaction.remote.of(true) });
    },
    caretLine: () => caretLineOf(view.state),
    search: searchIn(view),
    focus: () => view.focus(),
    destroy() {
      isGone = true;
      view.destroy();
    },
  };
}

const readOnly: Extension = [EditorState.readOnly.of(true)];

function editable(options: YamlEditorOptions, leave: () => void): Extension {
  return [
    history(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    lintGutter(),
    tooltips({ position: 'fixed', parent: document.body }),
    completion(options),
    EditorView.updateListener.of((update) => {
      const isOwn = update.transactions.some((transaction) => transaction.annotation(Transaction.remote) !== true);
      if (update.docChanged && isOwn) options.onedit(update.state.doc.toString());
    }),
    EditorView.domEventHandlers({ blur: () => queueMicrotask(leave) }),
  ];
}

/** Tells where the user went: by key, by click, not by what the program shows. */
function caretListener({ oncaret }: YamlEditorOptions): Extension {
  return EditorView.updateListener.of(({ selectionSet, docChanged, startState, state, transactions }) => {
    const isOwn = transactions.every((transaction) => transaction.annotation(Transaction.remote) !== true);
    if (!selectionSet || docChanged || !isOwn) return;
    const line = caretLineOf(state);
    if (line !== caretLineOf(startState)) oncaret(line);
  });
}

function caretLineOf(state: EditorState): number {
  return state.doc.lineAt(state.selection.main.head).number;
}

const setMarkedLines = StateEffect.define<LineRange | null>();
const markedLine = Decoration.line({ class: 'cm-of-selection' });

/** The lines of what is selected elsewhere; they move with the text until they are set anew. */
const markedLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marked, transaction) {
    const set = transaction.effects.find((effect) => effect.is(setMarkedLines));
    return set === undefined ? marked.map(transaction.changes) : decorated(transaction.state, set.value);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorated({ doc }: EditorState, lines: LineRange | null): DecorationSet {
  if (lines === null) return Decoration.none;
  const [from, to] = [Math.max(1, lines.from), Math.min(doc.lines, lines.to)];
  const numbers = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  return Decoration.set(numbers.map((number) => markedLine.range(doc.line(number).from)));
}

function completion(options: YamlEditorOptions): Extension {
  return autocompletion({
    icons: false,
    // Keys stand in the order of the form, names in that of the design.
    compareCompletions: () => 0,
    activateOnCompletion: ({ type }) => type === 'goes-on',
    override: [(context) => completionResult(context, options.known())],
  });
}

function completionResult({ state, pos, explicit }: CompletionContext, known: KnownNames): CompletionResult | null {
  const found = completeYaml(state.doc.toString(), pos, known, explicit);
  return found === null ? null : { from: found.from, options: found.options.map(offerOf) };
}

function offerOf({ label, insert, detail, back, goesOn }: YamlOffer): Completion {
  return {
    label,
    detail,
    type: goesOn ? 'goes-on' : 'ends',
    apply(view, picked, from, to) {
      const anchor = from + insert.length - back;
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor },
        userEvent: 'input.complete',
        // By this the editor knows that what follows may be completed as well.
        annotations: pickedCompletion.of(picked),
      });
    },
  };
}

function attributesOf({ label, describedBy, readonly }: YamlEditorOptions): Extension {
  return EditorView.contentAttributes.of({
    'aria-label': label,
    // Reached by Tab in every browser, where the text is longer than its frame as well.
    tabindex: '0',
    'aria-describedby': describedBy,
    'aria-readonly': String(readonly),
    spellcheck: 'false',
    autocorrect: 'off',
    autocapitalize: 'off',
  });
}

/** The window's own shortcuts work in a field that shows what the design holds. */
function pristineAttribute(isPristine: boolean): Extension {
  return EditorView.contentAttributes.of({ 'data-pristine': String(isPristine) });
}

function keysOf(options: YamlEditorOptions): readonly KeyBinding[] {
  const find: KeyBinding = { key: 'Mod-f', run: handled(options.onfind) };
  if (options.readonly) return [find, ...foldKeymap, ...defaultKeymap];
  return [
    { key: 'Mod-Enter', run: handled(options.onapply) },
    { key: 'Escape', run: options.onescape },
    find,
    ...foldKeymap,
    ...historyKeymap,
    ...defaultKeymap,
  ];
}

function handled(run: () => void): () => boolean {
  return () => {
    run();
    return true;
  };
}

function foldMarker(isOpen: boolean): HTMLElement {
  const marker = document.createElement('span');
  marker.textContent = isOpen ? '▾' : '▸';
  marker.title = isOpen ? 'Fold' : 'Unfold';
  return marker;
}

function offsetOf(state: EditorState, line: number, column: number): number {
  const { from, length } = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  return from + Math.min(Math.max(column - 1, 0), length);
}

/** From the place to the end of its line; of an empty one the character before, so that there is something to mark. */
function diagnosticOf(state: EditorState, { line, column, severity, message }: TextMark): Diagnostic {
  const at = offsetOf(state, line, column);
  const { from: start, to: end, text } = state.doc.lineAt(at);
  const to = start + text.trimEnd().length;
  return { from: to > at ? at : Math.max(start, at - 1), to: Math.max(at, Math.min(to, end)), severity, message };
}
