import { sha256 } from '../../core/policy/sha256.ts';
import type { SharedDesign } from './shared-design.ts';

/** What the page is made of beside the design; all of it is ours. */
export interface PageParts {
  /** A classic script: it has no imports. */
  readonly script: string;
  readonly style: string;
}

/**
 * One file that shows the design, opens from disk and asks the network for nothing: its policy forbids all but the one
 * script and the one style sheet in it, by their digests. What is the user's stands in it as data only.
 *
 * @throws when a part would end its own element: a fault of the program
 */
export function sharedPage(design: SharedDesign, { script, style }: PageParts): string {
  for (const part of [script, style])
    if (/<\/(script|style)|<!--/i.test(part)) throw new Error('a part of the page would end before its end');
  const policy = [
    `default-src 'none'`,
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    'font-src data:',
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapedText(design.title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<div id="app"><noscript>This page shows its design with a script, which is switched off here.</noscript></div>',
    `<script type="application/json" id="design">${escapedJson(JSON.stringify(design))}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** In a script element only `<` can end it or begin a comment; both line separators end a line of script in old browsers. */
export function escapedJson(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** As a content security policy writes it: the text between the tags, UTF-8, SHA-256, base64. */
function digest(text: string): string {
  const bytes = sha256([...new TextEncoder().encode(text)]);
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}
