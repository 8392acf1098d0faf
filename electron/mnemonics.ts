import type { MenuItemConstructorOptions } from 'electron';

/**
 * Gives each item of a menu a letter of its own, to be pressed while the menu is open, and those of the menus within
 * theirs. Labels come as they are to be read; they leave with `&` before the letter, and each `&` of their own doubled.
 * A label whose letters are all taken gets none. A Mac knows no such letters and takes labels as they are.
 */
export function withMnemonics(
  items: readonly MenuItemConstructorOptions[],
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  if (platform === 'darwin') return [...items];
  const taken = new Set<string>();
  return items.map((item) => {
    const { label, submenu } = item;
    const within = Array.isArray(submenu) ? { submenu: withMnemonics(submenu, platform) } : {};
    return { ...item, ...within, ...(label === undefined ? {} : { label: marked(label, taken) }) };
  });
}

function marked(label: string, taken: Set<string>): string {
  const at = places(label).find((place) => !taken.has(letterAt(label, place)));
  if (at === undefined) return doubled(label);
  taken.add(letterAt(label, at));
  return `${doubled(label.slice(0, at))}&${doubled(label.slice(at))}`;
}

/** Where a letter or digit stands, the beginnings of words first. */
function places(label: string): readonly number[] {
  const all = [...label.matchAll(/[A-Za-z0-9]/g)].map(({ index }) => index);
  const begins = (place: number): boolean => place === 0 || /[^A-Za-z0-9’]/.test(label[place - 1] ?? '');
  return [...all.filter(begins), ...all.filter((place) => !begins(place))];
}

function letterAt(label: string, place: number): string {
  return (label[place] ?? '').toLowerCase();
}

function doubled(text: string): string {
  return text.replaceAll('&', '&&');
}
