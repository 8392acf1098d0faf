import { EditorView } from '@codemirror/view';

const adopted = new WeakSet<Document>();

/**
 * Has CodeMirror keep its rules in a style sheet that the document adopts, as it does in a shadow root. In a document it
 * would write them into a `<style>` element, which the content security policy refuses. It remembers its sheet under a
 * symbol on the root: the document is given that of a shadow root, before the first editor is made.
 */
export function adoptEditorStyles(document: Document): void {
  if (adopted.has(document)) return;
  adopted.add(document);
  const root = document.createElement('div').attachShadow({ mode: 'closed' });
  new EditorView({ root }).destroy();
  for (const key of Object.getOwnPropertySymbols(root)) Reflect.set(document, key, Reflect.get(root, key));
}
