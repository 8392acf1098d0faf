/** A text that is searched often, made ready once. */
export interface Searchable {
  readonly lower: string;
  /** Offsets at which words begin: the first letter, what follows a sign, and a capital behind a small letter. */
  readonly starts: ReadonlySet<number>;
}

export function searchable(text: string): Searchable {
  const starts = new Set<number>();
  for (let at = 0; at < text.length; at += 1) {
    const [before = ' ', here = ''] = [text[at - 1], text[at]];
    const begins = /[^\p{L}\p{N}]/u.test(before) || (/\p{Lu}/u.test(here) && /\p{Ll}/u.test(before));
    if (begins && /[\p{L}\p{N}]/u.test(here)) starts.add(at);
  }
  return { lower: text.toLowerCase(), starts };
}

/** The words of a query, as `fuzzyScore` wants them. */
export function queryWords(query: string): readonly string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/**
 * How well a text fits what was typed: every word must be found, in any order. The whole text is worth most, then its
 * beginning, the beginning of a word, any other place, and last the letters of a word in their order.
 *
 * @returns null where a word is not found; else above 0, shorter texts first among equals
 */
export function fuzzyScore(words: readonly string[], text: Searchable): number | null {
  let total = 0;
  for (const word of words) {
    const score = wordScore(word, text);
    if (score === null) return null;
    total += score;
  }
  return total / Math.max(1, words.length) - Math.min(text.lower.length, 200) / 100;
}

function wordScore(word: string, text: Searchable): number | null {
  if (text.lower === word) return 100;
  let found = text.lower.indexOf(word);
  if (found === 0) return 80;
  const first = found;
  for (; found !== -1; found = text.lower.indexOf(word, found + 1)) if (text.starts.has(found)) return 60;
  if (first !== -1) return 40;
  return lettersScore(word, text);
}

/** Letters one by one: at the beginnings of words if that goes (`nhf` is node-host-firewall), else the next ones. */
function lettersScore(word: string, { lower, starts }: Searchable): number | null {
  const initials = [...starts].map((at) => lower[at]).join('');
  if (word.length > 1 && initials.includes(word)) return 30;
  let [from, jumps] = [0, 0];
  for (const letter of word) {
    const at = lower.indexOf(letter, from);
    if (at === -1) return null;
    if (at !== from) jumps += 1;
    from = at + 1;
  }
  // Letters strewn over the text say little: half of them must follow one another.
  return jumps > Math.max(2, word.length / 2) ? null : 20 - (10 * jumps) / word.length;
}
