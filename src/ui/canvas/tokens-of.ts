import { readTokens, type CanvasTokens } from './stylesheet.ts';

/** The colours of the theme as they apply to an element of the page. */
export function tokensOf(element: HTMLElement): CanvasTokens {
  const style = getComputedStyle(element);
  return readTokens((name) => style.getPropertyValue(name).trim());
}
