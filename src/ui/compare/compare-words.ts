import type {
  ConnectionChange,
  ConnectionCounts,
  ConnectionEffect,
  ConnectionEvent,
} from '../../core/compare/compare-designs.ts';
import type { AllowedTraffic } from '../../core/net/describe-traffic.ts';
import type { Sentence } from '../../core/policy/explain.ts';
import { passageWords, trafficWords } from '../../core/report/difference-report.ts';

export type ChangeSort = 'order' | 'source' | 'destination' | 'effect';

export const effectWords: Readonly<Record<ConnectionEffect, string>> = {
  widened: 'Widened',
  narrowed: 'Narrowed',
  both: 'Both',
  unclear: 'Unclear',
};

/** What narrows comes first: it is what breaks something. */
export const effects: readonly ConnectionEffect[] = ['narrowed', 'both', 'widened', 'unclear'];

const eventWords: Readonly<Record<ConnectionEvent, string>> = {
  added: 'new connection',
  removed: 'connection gone',
  changed: 'connection changed',
};

/** The order of the design's endpoints stays where the wanted order says nothing. */
export function sorted(changes: readonly ConnectionChange[], by: ChangeSort): readonly ConnectionChange[] {
  switch (by) {
    case 'order':
      return changes;
    case 'source':
      return changes.toSorted((a, b) => compareText(a.source, b.source) || compareText(a.destination, b.destination));
    case 'destination':
      return changes.toSorted((a, b) => compareText(a.destination, b.destination) || compareText(a.source, b.source));
    case 'effect':
      return changes.toSorted((a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect));
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `+3 new, −2 gone, ~5 changed`; what is none is left out. */
export function countsText({ total, events }: ConnectionCounts): string {
  if (total === 0) return 'nothing else passes';
  const parts: readonly (readonly [number, string, string])[] = [
    [events.added, '+', 'new'],
    [events.removed, '−', 'gone'],
    [events.changed, '~', 'changed'],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([number, sign, word]) => `${sign}${count(number)} ${word}`)
    .join(', ');
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** What passed, or passes; of an end that is not there that is said. */
export function passageText(passage: ConnectionChange['before']): string {
  return passage === null ? 'not there' : passageWords(passage);
}

/** `TCP 81`, `everything`, `all but TCP 22`; '' for nothing. */
export interface DifferenceTexts {
  readonly gained: string;
  readonly lost: string;
  readonly unclear: string;
}

/** What certainly came and went. @param print how a list of traffic is told */
export function differenceTexts(change: ConnectionChange, print = trafficWords): DifferenceTexts {
  const { gained, lost, unclear, before, after } = change;
  return {
    gained: comingText(gained, before, after, print),
    lost: comingText(lost, after, before, print),
    unclear: unclear.length === 0 ? '' : print(unclear),
  };
}

type Passage = ConnectionChange['before'];

/**
 * What passes on the one side only. Where all passes on the one side, what passes on the other is the shorter list.
 *
 * @param other the side where it does not pass
 */
function comingText(
  traffic: readonly AllowedTraffic[],
  other: Passage,
  own: Passage,
  print: (traffic: readonly AllowedTraffic[]) => string,
): string {
  if (traffic.length === 0) return '';
  if (own?.verdict !== 'allow') return print(traffic);
  if (other === null || other.verdict === 'deny') return 'everything';
  const isWhole = other.verdict === 'partial' && other.notes.length === 0 && other.allowed.length > 0;
  return isWhole ? `all but ${print(other.allowed)}` : print(traffic);
}

/** For a screen reader, and as the tip of a line. */
export function changeSentence(change: ConnectionChange): string {
  const { gained, lost, unclear } = differenceTexts(change);
  const parts = [
    `${change.source} to ${change.destination}: ${eventWords[change.event]}`,
    ...(gained === '' ? [] : [`${gained} passes now`]),
    ...(lost === '' ? [] : [`${lost} passes no longer`]),
    ...(unclear === '' ? [] : [`of ${unclear} it can’t be said`]),
  ];
  return `${parts.join('; ')}.`;
}

/** Its objects are those of another design: they can’t be followed to. */
export function plainSentence(sentence: Sentence): string {
  return sentence.map(({ text }) => text).join('');
}
