/** The start of the first line that is neither blank nor a comment. */
const firstMeaning = /(?<=^|[\r\n])(?!\uFEFF?[ \t]*(?:#|[\r\n]|$))\uFEFF?(---(?=[ \t\r\n]|$)|%)?/;
const endsInMarker = /(?:^|[\r\n])\uFEFF?\.\.\.(?:[ \t][^\r\n]*)?(?:\r\n?|\n)?$/;
const endsInLineBreak = /[\r\n]$/;

/**
 * Puts YAML documents one behind the other so that each stays what it was alone. Texts that follow each other in a
 * file as `splitDocuments` cut it are joined without a byte more or less.
 */
export function joinDocuments(texts: readonly string[]): string {
  const parts: string[] = [];
  // Whether the text so far ends inside a document, so that the next one must be set apart.
  let isOpen = false;
  for (const text of texts) {
    const last = parts.at(-1);
    if (last !== undefined && !endsInLineBreak.test(last)) parts.push('\n');
    const meaning = firstMeaning.exec(text);
    const separator = isOpen ? separatorBefore(meaning?.[1]) : '';
    // A byte order mark is allowed only at the start of a file or of a document that was set apart by `---` already.
    parts.push(separator, separator === '' ? text : text.replace(/^\uFEFF/, ''));
    isOpen = !endsInMarker.test(text) && (isOpen || meaning !== null);
  }
  return parts.filter((part) => part !== '').join('');
}

function separatorBefore(start: string | undefined): string {
  if (start === '---') return '';
  return start === '%' ? '...\n' : '---\n';
}
