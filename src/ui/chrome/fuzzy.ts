/** How well `query` fits `text`: its letters in order, better where they stand together or begin words; null: not at all. */
export function fuzzyScore(query: string, text: string): number | null {
  const [wanted, given] = [query.toLowerCase().replaceAll(' ', ''), text.toLowerCase()];
  let score = 0;
  let from = 0;
  let previous = -2;
  for (const letter of wanted) {
    const at = given.indexOf(letter, from);
    if (at === -1) return null;
    if (at === previous + 1) score += 3;
    if (at === 0 || /[\s/._-]/.test(given[at - 1] ?? '')) score += 2;
    score -= Math.min(at - from, 10) / 10;
    previous = at;
    from = at + 1;
  }
  return score - text.length / 100;
}

/** What fits, best first; all of it in the given order for an empty query. */
export function fuzzyFilter<T>(query: string, all: readonly T[], textOf: (candidate: T) => string): readonly T[] {
  if (query.trim() === '') return all;
  return all
    .map((candidate) => ({ candidate, score: fuzzyScore(query, textOf(candidate)) }))
    .filter((scored): scored is { candidate: T; score: number } => scored.score !== null)
    .sort((a, b) => b.score - a.score)
    .map(({ candidate }) => candidate);
}
