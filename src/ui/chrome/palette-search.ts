import type { IconName } from '../controls/icons.ts';
import { fuzzyScore, queryWords, searchable, type Searchable } from './fuzzy.ts';

export const paletteGroups = ['Commands', 'Objects', 'Endpoints', 'Settings', 'Samples', 'Recent files'] as const;
export type PaletteGroup = (typeof paletteGroups)[number];

/** Something that the palette offers. */
export interface PaletteEntry {
  readonly key: string;
  readonly group: PaletteGroup;
  readonly icon: IconName;
  readonly text: string;
  /** What kind of thing it is; found as well, but worth less. */
  readonly detail: string;
  readonly shortcut: string;
  /** Why it can't be chosen now; null: it can. */
  readonly obstacle: string | null;
  readonly run: () => void;
}

interface Prepared {
  readonly entry: PaletteEntry;
  readonly text: Searchable;
  readonly detail: Searchable;
}

export interface PaletteSection {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

/** Enough for one look; who wants others types on. */
const mostOfGroup = 8;
const mostOfOne = 60;
/** The first signs that narrow the search. */
const modes: Readonly<Record<string, readonly PaletteGroup[]>> = { '>': ['Commands'], '@': ['Objects', 'Endpoints'] };
/** What was chosen lately comes before what fits a little better. */
const recentWorth = 12;

/** Finds entries by what was typed, best first, in their groups. */
export class PaletteSearch {
  readonly #prepared: readonly Prepared[];
  readonly #recent: ReadonlyMap<string, number>;

  /** @param recent keys of what was chosen lately, newest first */
  constructor(entries: readonly PaletteEntry[], recent: readonly string[]) {
    this.#prepared = entries.map((entry) => ({
      entry,
      text: searchable(entry.text),
      detail: searchable(entry.detail),
    }));
    this.#recent = new Map(recent.map((key, index) => [key, recentWorth / (1 + index / 3)]));
  }

  find(query: string): readonly PaletteSection[] {
    const groups = modes[query.trimStart()[0] ?? ''];
    const words = queryWords(groups === undefined ? query : query.trimStart().slice(1));
    const within = this.#prepared.filter(({ entry }) => groups === undefined || groups.includes(entry.group));
    if (words.length > 0) return this.#ranked(within, words, groups === undefined ? mostOfGroup : mostOfOne);
    return groups === undefined
      ? this.#offered(within)
      : sectionsOf(
          within.map(({ entry }) => entry),
          mostOfOne,
        );
  }

  /** Before anything is typed: what was chosen lately, then the commands. */
  #offered(all: readonly Prepared[]): readonly PaletteSection[] {
    const lately = all
      .filter(({ entry }) => this.#recent.has(entry.key) && entry.obstacle === null)
      .sort((a, b) => this.#worthOf(b) - this.#worthOf(a))
      .map(({ entry }) => entry)
      .slice(0, 5);
    const commands = all
      .map(({ entry }) => entry)
      .filter((entry) => entry.group === 'Commands' && !lately.includes(entry));
    const sections = [
      { title: 'Chosen lately', entries: lately },
      { title: 'Commands', entries: commands },
    ];
    return sections.filter(({ entries }) => entries.length > 0);
  }

  #ranked(all: readonly Prepared[], words: readonly string[], mostEach: number): readonly PaletteSection[] {
    const scored = all.flatMap((one): readonly (readonly [PaletteEntry, number])[] => {
      const score = scoreOf(one, words);
      return score === null ? [] : [[one.entry, score + this.#worthOf(one) - (one.entry.obstacle === null ? 0 : 25)]];
    });
    // A group stands where its best entry would.
    return sectionsOf(
      scored.sort(([, a], [, b]) => b - a).map(([entry]) => entry),
      mostEach,
    );
  }

  #worthOf({ entry }: Prepared): number {
    return this.#recent.get(entry.key) ?? 0;
  }
}

/** Its name, or its name with its kind: "pod web". */
function scoreOf({ text, detail }: Prepared, words: readonly string[]): number | null {
  const byName = fuzzyScore(words, text);
  if (byName !== null) return byName;
  if (detail.lower === '') return null;
  let total = 0;
  for (const word of words) {
    const [inText, inDetail] = [fuzzyScore([word], text), fuzzyScore([word], detail)];
    // A kind counts by its words only: strewn letters of "Host endpoint" fit nearly anything.
    if (inText === null && (inDetail ?? 0) < 30) return null;
    total += Math.max(inText ?? 0, (inDetail ?? 0) / 2);
  }
  return total / words.length;
}

function sectionsOf(entries: readonly PaletteEntry[], mostEach: number): readonly PaletteSection[] {
  const sections = new Map<PaletteGroup, PaletteEntry[]>();
  for (const entry of entries) {
    const section = sections.get(entry.group) ?? [];
    sections.set(entry.group, section);
    if (section.length < mostEach) section.push(entry);
  }
  return [...sections].map(([title, found]) => ({ title, entries: found }));
}
