const modifiers: Readonly<Record<string, string>> = { Mod: 'CommandOrControl', Shift: 'Shift', Alt: 'Alt' };
const namedKeys =
  /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|[\][=/.,;'`\\-]|Plus|Space|Tab|Backspace|Delete|Enter|Escape|Up|Down|Left|Right|Home|End|PageUp|PageDown)$/;
const renamedKeys: Readonly<Record<string, string>> = {
  '+': 'Plus',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/**
 * `Mod+Shift+Z` as Electron writes it, or null if it can't be an accelerator: building a menu with a wrong one throws.
 * A Mac takes every accelerator's key away from text fields, so there one without `Mod` is left out, but for F-keys.
 */
export function acceleratorFor(shortcut: string, platform: NodeJS.Platform): string | null {
  const parts = shortcut.split(/(?<!^|\+)\+/);
  const last = parts.at(-1) ?? '';
  const key = renamedKeys[last] ?? (last.length === 1 ? last.toUpperCase() : last);
  const held = parts.slice(0, -1).map((part) => modifiers[part]);
  if (!namedKeys.test(key) || held.includes(undefined)) return null;
  const plain = !parts.slice(0, -1).includes('Mod') && !/^F\d+$/.test(key);
  return platform === 'darwin' && plain ? null : [...held, key].join('+');
}
