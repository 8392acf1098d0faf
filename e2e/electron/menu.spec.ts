import { mkdir, writeFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { onEachDesktop, test } from './desktop.ts';
import { MenuDesk, type ShownItem } from './menu/menu-desk.ts';
import type { MenuRows } from './menu/menu-row.ts';
import { arrangeRows, editRows } from './menu/rows-edit.ts';
import { fileRows } from './menu/rows-file.ts';
import { evaluationRows } from './menu/rows-evaluation.ts';
import { lessonRows } from './menu/rows-lessons.ts';
import { presentRows } from './menu/rows-present.ts';
import { sceneRows } from './menu/rows-scenes.ts';
import { helpRows, viewRows, windowRows } from './menu/rows-view.ts';

/** Every item of the native menu has a row, and every row an item. `quit` ends the program and has tests of its own. */
const menus: Readonly<Record<string, MenuRows>> = {
  File: fileRows,
  Edit: editRows,
  Arrange: arrangeRows,
  View: viewRows,
  'View, while something takes long': evaluationRows,
  Present: presentRows,
  'Present, scenes': sceneRows,
  'Present, lessons': lessonRows,
  Window: windowRows,
  Help: helpRows,
};
const rows: MenuRows = Object.assign({}, ...Object.values(menus)) as MenuRows; // All are rows.

/** Further recent files are like the first. */
const isFurtherRecent = ({ id }: ShownItem): boolean => /^open-recent-(?!1$)\d+$/.test(id);

async function keysOf(desk: MenuDesk, id: string): Promise<string | null> {
  return (await desk.item(id))?.accelerator ?? rows[id]?.keys ?? null;
}

/** Chooses the item as `how` says, and fails where it does not do what it is for. */
async function tryItem(desk: MenuDesk, id: string, how: 'click' | 'keys'): Promise<void> {
  const row = rows[id];
  if (row === undefined) throw new Error(`${id} has no row`);
  await row.before(desk);
  const keys = how === 'keys' ? await keysOf(desk, id) : null;
  if (keys === null) await desk.choose(id);
  else await desk.press(id, keys);
  await row.seen(desk);
  await row.after(desk);
  await desk.calm();
}

/** What is wrong, of all items: one that fails hides none of the others. */
async function tryAll(desk: MenuDesk, ids: readonly string[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const id of ids) {
    for (const how of ['click', 'keys'] as const) {
      if (how === 'keys' && (await keysOf(desk, id)) === null) continue;
      try {
        await test.step(`${id} by ${how}`, () => tryItem(desk, id, how));
      } catch (error) {
        wrong.push(`${id} by ${how}: ${String(error).slice(0, 600)}`);
        // What went wrong may stand in the way of the next one.
        await rows[id]?.after(desk).catch(() => undefined);
        await desk.startOver();
      }
    }
  }
  return wrong;
}

/** For whoever wants to know what was tested. */
async function keepList(items: readonly ShownItem[]): Promise<void> {
  const lines = items
    .filter((item) => !isFurtherRecent(item))
    .map(({ id, label, path, accelerator }) => {
      const keys = accelerator ?? rows[id]?.keys ?? '';
      const text = id.startsWith('open-recent-') ? 'a recent file' : label;
      return `| ${[...path, text].join(' › ')} | \`${id}\` | ${keys === '' ? '' : `\`${keys}\``} | ${rows[id]?.effect ?? 'the program ends'} |`;
    });
  await mkdir('test-results', { recursive: true });
  const head = ['| Item | Id | Keys | What is seen |', '|---|---|---|---|'];
  await writeFile('test-results/menu-items.md', [...head, ...lines, ''].join('\n'));
}

onEachDesktop((driver) => {
  test.use({ shows: 'program' });
  test.setTimeout(400_000);

  test('the menu holds what has a row here and nothing else; its letters and keys are each there once', async ({
    desktop,
  }) => {
    const { app, page } = await desktop.launch();
    const desk = await MenuDesk.at(app, page, desktop.folder);
    const items = await desk.items();
    if (driver === 'stand-in') await keepList(items);
    const ids = items.filter((item) => !isFurtherRecent(item)).map(({ id }) => id);
    expect(ids.toSorted()).toEqual([...Object.keys(rows), 'quit'].sort());
    const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(await lettersTwice(desk)).toEqual([]);
  });

  for (const [menu, menuRows] of Object.entries(menus))
    test(`${menu}: every item and its keys do what they are for`, async ({ desktop }) => {
      await MenuDesk.layOut(desktop.folder);
      const { app, page } = await desktop.launch();
      const desk = await MenuDesk.at(app, page, desktop.folder);
      expect(await tryAll(desk, Object.keys(menuRows))).toEqual([]);
    });

  for (const how of ['click', 'keys'] as const)
    test(`Quit by ${how} ends the program`, async ({ desktop }) => {
      const { app, page } = await desktop.launch();
      const desk = await MenuDesk.at(app, page, desktop.folder);
      const closed = page.waitForEvent('close');
      // The program goes away meanwhile.
      if (how === 'click') await desk.choose('quit').catch(() => undefined);
      else await desk.press('quit', 'CommandOrControl+Q').catch(() => undefined);
      await closed;
    });
});

/** Letters that two entries of one menu would both take; a Mac has none. */
function lettersTwice(desk: MenuDesk): Promise<readonly string[]> {
  return desk.app.evaluate(({ Menu }) => {
    const twice = (items: readonly Electron.MenuItem[], menu: string): string[] => {
      const letters = items.flatMap(
        ({ label }) => /(?<!&)&([^&])/.exec(label.replace(/&&/g, ''))?.[1]?.toLowerCase() ?? [],
      );
      const here = letters.filter((letter, index) => letters.indexOf(letter) !== index);
      return [
        ...here.map((letter) => `${menu}: ${letter}`),
        ...items.flatMap(({ label, submenu }) => (submenu ? twice(submenu.items, label) : [])),
      ];
    };
    return twice(Menu.getApplicationMenu()?.items ?? [], 'bar');
  });
}
