/** What must be put in the place of what, so that one text becomes the other. */
export interface TextDifference {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** @returns null where the texts are the same; else the shortest single change that makes `after` of `before` */
export function differenceOf(before: string, after: string): TextDifference | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
