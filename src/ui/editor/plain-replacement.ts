import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * Text that is typed over a selection. Left to itself Chromium gives the new text the colour of the old one by a `style`
 * attribute, which the content security policy refuses, before the editor draws the line anew.
 */
export const plainReplacement: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { inputType, data, isComposing } = event;
    const selection = view.contentDOM.ownerDocument.getSelection();
    if (inputType !== 'insertText' || data === null || isComposing || selection === null || selection.isCollapsed)
      return false;
    const range = selection.getRangeAt(0);
    if (!view.contentDOM.contains(range.commonAncestorContainer)) return false;
    // As the browser sees it: the editor hears of a new selection only later.
    const from = view.posAtDOM(range.startContainer, range.startOffset);
    const to = view.posAtDOM(range.endContainer, range.endOffset);
    view.dispatch({
      changes: { from, to, insert: data },
      selection: { anchor: from + data.length },
      userEvent: 'input.type',
      scrollIntoView: true,
    });
    return true;
  },
});
