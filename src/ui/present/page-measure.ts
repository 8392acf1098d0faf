import type { Measure } from './text-lines.ts';

/** More texts than a big design has cards are not remembered. */
const mostKept = 5_000;

/** How wide texts are in the page's own font; each is measured once. */
export function pageMeasure(): Measure {
  const pen = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font-ui').trim();
  const known = new Map<string, number>();
  return (text, px, weight) => {
    const key = `${px} ${weight} ${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (pen !== null) pen.font = `${weight} ${px}px ${family}`;
    // Without a canvas, as wide as its letters are at most.
    const width = pen?.measureText(text).width ?? text.length * px;
    if (known.size > mostKept) known.clear();
    known.set(key, width);
    return width;
  };
}
