/** How a picture looks: as the window does, or for paper whatever the window looks like. */
export interface PictureTheme {
  readonly theme: 'light' | 'dark';
  readonly colours: 'standard' | 'safe';
}

/**
 * Reads the tokens of a theme that the window need not have: the program's own style rules, as they would apply to the root
 * of a document of that theme. Rules that weigh the same apply in their order, and tokens.css has no others.
 *
 * @returns reads one custom property, `--canvas-bg`
 */
export function tokensOfTheme(document: Document, { theme, colours }: PictureTheme): (name: string) => string {
  const root = document.implementation.createHTMLDocument('').documentElement;
  root.dataset['theme'] = theme;
  root.dataset['colours'] = colours;
  const tokens = new Map<string, string>();
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSStyleRule && root.matches(rule.selectorText)) take(rule, tokens);
  return (name) => tokens.get(name) ?? '';
}

function take({ style }: CSSStyleRule, tokens: Map<string, string>): void {
  for (const name of style) if (name.startsWith('--')) tokens.set(name, style.getPropertyValue(name).trim());
}
