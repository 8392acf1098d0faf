import {
  autocompletion,
  type Completion as Offer,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, redo, undo } from '@codemirror/commands';
import { EditorState, RangeSetBuilder, type Extension, type Text } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  keymap,
  placeholder as placeholderText,
  tooltips,
  ViewPlugin,
  WidgetType,
  type Command,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import { completionsAt, type Completion, type Vocabulary } from '../../core/selector/complete.ts';
import { parseSelector } from '../../core/selector/parse.ts';
import { tokenize, type Token } from '../../core/selector/tokenize.ts';
import { adoptEditorStyles } from './adopted-styles.ts';
import { editorBase } from './editor-theme.ts';

/** What an editor of one selector is told, and what it tells. */
export interface SelectorEditorOptions {
  readonly text: string;
  readonly label: string;
  readonly placeholder: string;
  /** Id of what describes the field: count, mistake. */
  readonly describedBy: string;
  /** Asked only when completions are wanted. */
  readonly vocabulary: () => Vocabulary;
  readonly onchange: (text: string) => void;
  readonly oncommit: () => void;
  /** @returns whether there was anything to take back */
  readonly onrevert: () => boolean;
  readonly onfocus: () => void;
  readonly onblur: () => void;
}

export interface SelectorEditor {
  /** The text from outside: what the design holds. Nothing happens where it stands there already. */
  show(text: string): void;
  destroy(): void;
}

/** Puts an editor for one selector into `parent`: one line that wraps, coloured words, completion, mistakes underlined. */
export function mountSelectorEditor(parent: HTMLElement, options: SelectorEditorOptions): SelectorEditor {
  let pristine = options.text;
  const isPristine = (view: EditorView): boolean => view.state.doc.toString() === pristine;
  adoptEditorStyles(parent.ownerDocument);
  const view = new EditorView({
    parent,
    doc: oneLine(options.text),
    extensions: [
      editorBase,
      EditorView.lineWrapping,
      history(),
      onlyOneLine,
      marks,
      tooltips({ position: 'fixed', parent: document.body }),
      placeholderText(options.placeholder),
      completion(options.vocabulary),
      // What the field shows unchanged has no undo of its own: the keys are the design's then.
      keymap.of([
        { key: 'Enter', run: done(options.oncommit) },
        { key: 'Mod-Enter', run: done(options.oncommit) },
        { key: 'Escape', run: () => options.onrevert(), stopPropagation: true },
        { key: 'Mod-z', run: (target) => !isPristine(target) && undo(target) },
        { key: 'Mod-y', mac: 'Mod-Shift-z', run: (target) => !isPristine(target) && redo(target) },
        ...defaultKeymap.filter(({ key }) => key !== 'Enter' && key !== 'Mod-Enter'),
      ]),
      EditorView.contentAttributes.of((target) => ({
        role: 'textbox',
        'aria-label': options.label,
        'aria-multiline': 'false',
        'aria-describedby': options.describedBy,
        'aria-invalid': String(mistakeIn(target.state.doc) !== null),
        'data-pristine': String(isPristine(target)),
        spellcheck: 'false',
      })),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) options.onchange(update.state.doc.toString());
      }),
      EditorView.domEventHandlers({
        focus: () => options.onfocus(),
        blur: () => options.onblur(),
      }),
    ],
  });
  return {
    show(text) {
      pristine = oneLine(text);
      if (isPristine(view)) return view.dispatch({});
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: pristine } });
    },
    destroy: () => view.destroy(),
  };
}

function done(run: () => void): Command {
  return () => {
    run();
    return true;
  };
}

/** A line break is no blank in a selector (R2.3); what is pasted or read with some is shown with blanks in their place. */
function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ');
}

const onlyOneLine: Extension = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
  const text = oneLine(transaction.newDoc.toString());
  return {
    changes: { from: 0, to: transaction.startState.doc.length, insert: text },
    selection: { anchor: Math.min(transaction.newSelection.main.head, text.length) },
  };
});

// Colours and mistakes

/** What each kind of token looks like; brackets and commas stay plain. */
const classes: Readonly<Partial<Record<Token['kind'], string>>> = {
  label: 'sel-key',
  string: 'sel-value',
  'has(': 'sel-function',
  'all(': 'sel-function',
  'global(': 'sel-function',
  '==': 'sel-operator',
  '!=': 'sel-operator',
  in: 'sel-operator',
  'not-in': 'sel-operator',
  contains: 'sel-operator',
  'starts-with': 'sel-operator',
  'ends-with': 'sel-operator',
  '&&': 'sel-connector',
  '||': 'sel-connector',
  '!': 'sel-connector',
};

function mistakeIn(doc: Text): number | null {
  const parsed = parseSelector(doc.toString());
  return parsed.ok ? null : parsed.error.position;
}

/** A mistake at the very end has no character to underline. */
class EndMark extends WidgetType {
  override toDOM(): HTMLElement {
    const mark = document.createElement('span');
    mark.className = 'sel-mistake sel-end';
    mark.textContent = '\u00a0';
    return mark;
  }
}

function decorationsOf(doc: Text): DecorationSet {
  const text = doc.toString();
  const builder = new RangeSetBuilder<Decoration>();
  const { tokens } = tokenize(text);
  const mistake = mistakeIn(doc);
  for (const token of tokens) {
    const isMistaken = mistake !== null && token.start <= mistake && mistake < token.end;
    const look = [classes[token.kind] ?? '', isMistaken ? 'sel-mistake' : ''].join(' ').trim();
    if (look !== '' && token.end > token.start) builder.add(token.start, token.end, Decoration.mark({ class: look }));
  }
  const read = tokens.at(-1)?.end ?? 0;
  if (mistake !== null && mistake >= text.trimEnd().length)
    builder.add(text.length, text.length, Decoration.widget({ widget: new EndMark(), side: 1 }));
  else if (mistake !== null && mistake >= read)
    builder.add(mistake, endOfWord(text, mistake), Decoration.mark({ class: 'sel-mistake' }));
  return builder.finish();
}

function endOfWord(text: string, from: number): number {
  const rest = /^[A-Za-z0-9_./-]+|^["'].*|^./su.exec(text.slice(from))?.[0] ?? '';
  return from + rest.length;
}

const marks: Extension = [
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = decorationsOf(view.state.doc);
      }
      update(update: ViewUpdate): void {
        if (update.docChanged) this.decorations = decorationsOf(update.state.doc);
      }
    },
    { decorations: ({ decorations }) => decorations },
  ),
  EditorView.theme({
    '.cm-content': { padding: '3px 0' },
    '.cm-line': { padding: '0 7px' },
    '.sel-key': { color: 'var(--kind-pod)' },
    '.sel-value': { color: 'var(--kind-policy)' },
    '.sel-function': { color: 'var(--kind-set)' },
    '.sel-operator': { color: 'var(--text-2)' },
    '.sel-connector': { color: 'var(--text-2)', fontWeight: '700' },
    '.sel-mistake': {
      textDecoration: 'underline wavy var(--severity-error)',
      textDecorationSkipInk: 'none',
      textUnderlineOffset: '3px',
    },
    '.sel-end': { display: 'inline-block', minWidth: '1ch', whiteSpace: 'pre' },
  }),
];

// Completion

function completion(vocabulary: () => Vocabulary): Extension {
  return autocompletion({
    icons: false,
    // Equally good offers stay in the order in which they are made: labels before functions, common ones first.
    compareCompletions: () => 0,
    // As many as are seen at once: the list needs no scroll bar.
    maxRenderedOptions: 10,
    // An operator or a function is followed by what it is about.
    activateOnCompletion: ({ type }) => type === 'operator' || type === 'function',
    override: [(context) => completionResult(context, vocabulary())],
  });
}

function completionResult(
  { state, pos, explicit }: CompletionContext,
  vocabulary: Vocabulary,
): CompletionResult | null {
  const found = completionsAt(state.doc.toString(), pos, vocabulary);
  if (found === null) return null;
  // A selector that is complete as it stands is not to be asked whether it goes on: Enter would take the first answer.
  if (!explicit && parseSelector(state.doc.sliceString(0, pos)).ok && found.from === pos && pos > 0) return null;
  return { from: found.from, to: found.to, options: found.options.map(offerOf) };
}

function offerOf({ label, insert, kind, count, back }: Completion): Offer {
  return {
    // What is typed is compared with the label: a value's begins with its quote.
    label: kind === 'value' ? insert : label,
    displayLabel: label === '' ? '""' : label,
    type: kind,
    ...(count === null ? {} : { detail: String(count) }),
    apply(view, _, from, to) {
      const end = from + insert.length - back;
      view.dispatch({ changes: { from, to, insert }, selection: { anchor: end }, userEvent: 'input.complete' });
    },
  };
}
