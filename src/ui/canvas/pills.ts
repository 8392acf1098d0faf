import type { CardSpec } from './element-spec.ts';

/** One of the short texts in a card's last line. */
export interface Pill {
  readonly text: string;
  readonly look: 'mark' | 'label';
}

/** What of them has room. */
export interface PillRow {
  readonly pills: readonly Pill[];
  /** How many are left out: shown as `+2`. */
  readonly hidden: number;
}

const characterPx = 5.7;
const paddingPx = 14;
const gapPx = 4;
const tagLimitPx = 96;
/** Of two, each has less room. */
const halfTagLimitPx = 78;
const counterPx = 28;
/** Cards keep this free left and right of the line. */
const marginPx = 22;
const cloudMarginPx = 56;
/** A pill that would be cut to less than this says nothing. */
const leastPx = 56;

/**
 * Which of a card's marks and labels fit beside its tag, by a guess at the width of their letters: the last one shown may
 * be cut by an ellipsis, what has no room is counted.
 */
export function pillRow({ face, width, tags, marks, labels }: CardSpec): PillRow {
  const all: readonly Pill[] = [
    ...marks.map((text): Pill => ({ text, look: 'mark' })),
    ...labels.map((text): Pill => ({ text, look: 'label' })),
  ];
  const isCloud = face === 'external-network' || face === 'internet';
  const room =
    width - (isCloud ? cloudMarginPx : marginPx) - tags.reduce((sum, { text }) => sum + tagWidth(text, tags.length), 0);
  if (countFitting(all, room) === all.length) return { pills: all, hidden: 0 };
  const whole = countFitting(all, room - counterPx);
  const left = room - counterPx - widthOf(all.slice(0, whole));
  const shown = left >= leastPx ? whole + 1 : whole;
  return { pills: all.slice(0, shown), hidden: all.length - shown };
}

function countFitting(pills: readonly Pill[], room: number): number {
  let count = 0;
  while (count < pills.length && widthOf(pills.slice(0, count + 1)) <= room + gapPx) count += 1;
  return count;
}

function widthOf(pills: readonly Pill[]): number {
  return pills.reduce((sum, { text }) => sum + text.length * characterPx + paddingPx + gapPx, 0);
}

function tagWidth(text: string, tags: number): number {
  return Math.min(tags > 1 ? halfTagLimitPx : tagLimitPx, text.length * characterPx + paddingPx) + gapPx;
}
