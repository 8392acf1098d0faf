import { uiActions, type UiAction } from '../../app/ui-actions.ts';
import { printShortcut } from './shortcuts.ts';

/** Keys that belong to one place of the window; what works everywhere is in the table of UI actions. */
export interface PlaceKeys {
  readonly place: string;
  /** `Mod` is Ctrl, on a Mac Command; several keys that do the same are separated by `or`. */
  readonly keys: readonly (readonly [keys: string, what: string])[];
}

/** Gestures and keys of the places of the window, in the order in which the dialog shows them. */
export const placeKeys: readonly PlaceKeys[] = [
  {
    place: 'Canvas',
    keys: [
      ['Drag', 'move a card, or a box with all in it'],
      ['Drag on the ground', 'select all in a rubber band'],
      ['Drag the round handle', 'draw a flow from an endpoint to another'],
      ['Shift+Click', 'add to the selection, or take out of it'],
      ['Alt or Mod while dragging', 'don’t snap to the lines of other cards'],
      ['Arrow keys', 'move what is selected; with Shift by one pixel'],
      ['Space+Drag', 'move the view; so does the middle button'],
      ['Wheel', 'move the view; with Mod zoom'],
      ['Double click', 'open a stack, collapse a box, write a note'],
      ['Right click or Shift+F10', 'menu of what is under the pointer or has the focus'],
    ],
  },
  {
    place: 'Lists of the canvas',
    keys: [
      ['↑ or ↓', 'walk endpoints, boxes and arrows'],
      ['← or →', 'out of a box, into a box'],
      ['Enter', 'select it and show it'],
      ['Shift+Space or Mod+Enter', 'add it to the selection, or take it out'],
      ['Alt+Arrow keys', 'move the card, or all that are selected'],
      ['F', 'draw a flow from the endpoint'],
    ],
  },
  {
    place: 'Palette and drops',
    keys: [
      ['Enter or Space', 'pick up the card that has the focus'],
      ['Arrow keys', 'walk the targets while something is picked up'],
      ['Enter', 'drop it there'],
      ['Esc', 'cancel the drag'],
    ],
  },
  {
    place: 'Matrix',
    keys: [
      ['Arrow keys', 'walk the cells'],
      ['Home or End', 'first, last cell of the row'],
      ['Page Up or Page Down', 'a screen up, down'],
      ['Enter', 'select the pair and say why; in a header the endpoint, of a group open or close it'],
      ['Shift+Arrow keys or drag', 'mark several cells'],
      ['Mod+C', 'copy the marked cells, or the whole matrix'],
      ['Shift+F10', 'menu of the cell'],
    ],
  },
  {
    place: 'Find and hide',
    keys: [
      ['Enter', 'go to the next of what was found, with Shift to the previous one'],
      ['↑ or ↓', 'walk the completions'],
      ['Tab or Enter', 'take the completion'],
      ['Esc', 'close the completions, then the bar'],
    ],
  },
  {
    place: 'Tier board',
    keys: [
      ['Arrow keys', 'walk cards and lanes'],
      ['Alt+Arrow keys', 'move the card within its tier or to the next one'],
      ['Mod+Alt+← or Mod+Alt+→', 'move the tier'],
      ['Enter or Space', 'select the policy; on a grip lift it, arrow keys move it, Enter drops it'],
    ],
  },
  {
    place: 'Rules and fields',
    keys: [
      ['Alt+↑ or Alt+↓', 'move the rule that has the focus'],
      ['Enter', 'take what was typed'],
      ['Esc', 'take back what was typed'],
      ['Mod+Space', 'propose labels and values in a selector'],
      ['Mod+Enter', 'apply the YAML tab'],
    ],
  },
  {
    place: 'Presenting',
    keys: [
      ['Page Down or → or ↓', 'next scene'],
      ['Page Up or ← or ↑', 'previous scene'],
      ['F', 'bring what is selected into sight, and back'],
      ['1 or 2 or 3 or 4', 'draw with the pen of that colour'],
      ['+ or -', 'make the spotlight larger, smaller; so does the wheel'],
      ['Esc', 'one layer less: blank, tool, focus, panels, then the presentation'],
    ],
  },
  {
    place: 'A packet’s walk',
    keys: [
      ['→ or ←', 'next halt, previous halt'],
      ['Home or End', 'first, last halt'],
      ['Space', 'play, stop'],
      ['Esc', 'end the walk'],
    ],
  },
  {
    place: 'Menus, tabs and dialogs',
    keys: [
      ['Arrow keys', 'walk the entries; left and right go to the next menu'],
      ['A letter', 'go to the next entry that begins with it'],
      ['Home or End', 'first, last entry'],
      ['Esc', 'close; with nothing open: select nothing'],
    ],
  },
];

const titles: Readonly<Record<UiAction['group'], string>> = {
  file: 'File',
  edit: 'Edit',
  arrange: 'Arrange',
  view: 'View',
  present: 'Present',
  help: 'Help',
};

export interface KeyRow {
  readonly what: string;
  /** Alternatives, each a list of keys to hold together. */
  readonly keys: readonly (readonly string[])[];
}

export interface KeySection {
  readonly title: string;
  readonly rows: readonly KeyRow[];
}

/** Every shortcut of the program whose words or keys hold all the words of `query`. */
export function keySections(query: string, isMac: boolean): readonly KeySection[] {
  const words = query.toLowerCase().split(/\s+/);
  return [...actionSections(isMac), ...placeSections(isMac)].flatMap(({ title, rows }) => {
    const fitting = rows.filter(({ what, keys }) => {
      const text = `${title} ${what} ${keys.map((held) => held.join('+')).join(' ')}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return fitting.length === 0 ? [] : [{ title, rows: fitting }];
  });
}

function actionSections(isMac: boolean): readonly KeySection[] {
  return Object.entries(titles).map(([group, title]) => ({
    title,
    rows: uiActions.flatMap((action) =>
      action.group === group && action.shortcut !== null
        ? [{ what: action.label.replace(/…$/, ''), keys: [parts(printShortcut(action.shortcut, isMac), isMac)] }]
        : [],
    ),
  }));
}

function placeSections(isMac: boolean): readonly KeySection[] {
  return placeKeys.map(({ place, keys }) => ({
    title: place,
    rows: keys.map(([held, what]) => ({
      what: platformWords(what, isMac),
      keys: held.split(' or ').map((one) => parts(platformWords(one, isMac), false)),
    })),
  }));
}

function platformWords(text: string, isMac: boolean): string {
  return isMac ? text.replaceAll(/\bMod\b/g, '⌘').replaceAll(/\bAlt\b/g, '⌥') : text.replaceAll(/\bMod\b/g, 'Ctrl');
}

/** `Ctrl++` is Ctrl and a plus; a Mac's signs stand together. */
function parts(printed: string, isMac: boolean): readonly string[] {
  return isMac ? [printed] : printed.split(/(?<=.)\+(?=.)/);
}
