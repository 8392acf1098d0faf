import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { plainReplacement } from './plain-replacement.ts';

/**
 * The editor's looks. All colours are the tokens' custom properties, so that a change of theme needs no word to the
 * editor; an editor in a field and one that fills a panel differ in their frame only, which is the component's.
 */
const looks = EditorView.theme({
  '&': {
    color: 'var(--text-1)',
    backgroundColor: 'transparent',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--font-size-2)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '18px' },
  '.cm-content': { caretColor: 'var(--text-1)' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--text-1)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--surface-selected)',
  },
  '.cm-placeholder': { color: 'var(--text-3)' },
  '.cm-gutters': {
    borderRight: '1px solid var(--border-1)',
    backgroundColor: 'var(--surface-2)',
    color: 'var(--text-3)',
    fontSize: 'var(--font-size-1)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--surface-hover) 55%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--surface-hover)', color: 'var(--text-1)' },
  '.cm-of-selection': { boxShadow: 'inset 3px 0 var(--accent)', backgroundColor: 'var(--accent-soft)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    borderRadius: '2px',
    backgroundColor: 'var(--surface-active)',
    outline: '1px solid var(--border-control)',
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'var(--severity-error-soft)',
    color: 'var(--severity-error)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--severity-error)',
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--severity-warning)',
    textUnderlineOffset: '3px',
  },
  '.cm-diagnostic': { padding: '4px 8px', fontFamily: 'var(--font-ui)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--severity-error)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--severity-warning)' },
  '.cm-panels': { backgroundColor: 'var(--surface-2)', color: 'var(--text-1)' },
  '.cm-tooltip': {
    overflow: 'hidden',
    border: '1px solid var(--border-2)',
    borderRadius: 'var(--radius-2)',
    backgroundColor: 'var(--surface-raised)',
    boxShadow: 'var(--shadow-2)',
    color: 'var(--text-1)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '26em',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--font-size-2)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '12px',
    justifyContent: 'space-between',
    padding: '3px 8px',
    lineHeight: '18px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--surface-selected)',
    color: 'var(--text-1)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > completion-section': {
    padding: '3px 8px',
    borderBottom: '0',
    color: 'var(--text-3)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--font-size-1)',
  },
  '.cm-completionMatchedText': { fontWeight: '700', textDecoration: 'none' },
  '.cm-completionDetail': {
    marginLeft: '0',
    color: 'var(--text-3)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--font-size-1)',
    fontStyle: 'normal',
  },
});

/** One colour for each sort of word; by the same names in every language that is edited here. */
const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.labelName], color: 'var(--kind-pod)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--kind-policy)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--kind-host)' },
  { tag: [tags.keyword, tags.typeName], color: 'var(--kind-set)' },
  { tag: [tags.operator, tags.separator, tags.punctuation, tags.bracket, tags.meta], color: 'var(--text-2)' },
  { tag: [tags.function(tags.variableName)], color: 'var(--kind-set)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--text-3)', fontStyle: 'italic' },
  { tag: tags.invalid, color: 'var(--severity-error)' },
]);

/** What every editor of the program has: our looks, coloured words, brackets that show their partner. */
export const editorBase: Extension = [
  looks,
  syntaxHighlighting(colours),
  bracketMatching(),
  drawSelection(),
  highlightSpecialChars(),
  plainReplacement,
  EditorState.tabSize.of(2),
];
