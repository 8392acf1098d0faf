import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { DesignerPage } from './designer-page.ts';
import { middleOf } from './drag.ts';
import { expect, test } from './journey.ts';

/*
 * Browsers with File System Access. Their dialogs can't be answered by a test, so they are answered in the page, with
 * real handles: of files in the page's own private folder.
 */

const name = 'cluster.firewright.yaml';

declare global {
  interface Window {
    launchQueue: unknown;
  }
}

/** Dialogs choose the file of this name; a start by the file manager hands it over, if it is wanted. */
async function withFile(page: Page, { launched }: { readonly launched: boolean }): Promise<void> {
  const chosen = { name, launched };
  await page.addInitScript((file) => {
    const handle = async (): Promise<FileSystemFileHandle> =>
      (await navigator.storage.getDirectory()).getFileHandle(file.name, { create: true });
    const answers = {
      showOpenFilePicker: async () => [await handle()],
      showSaveFilePicker: handle,
      launchQueue: {
        setConsumer: (consumer: (launch: object) => void) =>
          void handle().then((one) => consumer({ files: file.launched ? [one] : [] })),
      },
    };
    for (const [key, value] of Object.entries(answers)) Object.defineProperty(window, key, { value });
  }, chosen);
}

/** Another program writes to the file. */
function put(page: Page, text: string): Promise<void> {
  return page.evaluate(
    async ([file, content]) => {
      const handle = await (await navigator.storage.getDirectory()).getFileHandle(file, { create: true });
      const stream = await handle.createWritable();
      await stream.write(content);
      await stream.close();
    },
    [name, text] as const,
  );
}

async function textOf(page: Page): Promise<string> {
  let text = '';
  // A file that is being written can't be read in that moment.
  await expect(async () => {
    text = await page.evaluate(
      async (file) => (await (await (await navigator.storage.getDirectory()).getFileHandle(file)).getFile()).text(),
      name,
    );
  }).toPass();
  return text;
}

const sample = (): Promise<string> => readFile('assets/samples/firewall-the-nodes.firewright.yaml', 'utf8');

test('a file is opened, saved into, and not overwritten when another program changed it', async ({
  page,
  goOffline,
}) => {
  await withFile(page, { launched: false });
  await page.goto('./');
  const designer = new DesignerPage(page);
  await expect(designer.matrix).toBeVisible();
  await goOffline(page);
  await put(page, await sample());
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);

  await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
  await expect(designer.status).toContainText('Unsaved');
  await page.keyboard.press('Control+s');
  await expect(designer.notice(`Saved ${name}.`)).toBeVisible();
  const saved = await textOf(page);
  expect(saved).not.toBe(await sample());
  await designer.undo();
  await page.keyboard.press('Control+s');
  await expect.poll(() => textOf(page)).toBe(await sample());

  await put(page, '# of another program\n');
  await designer.dragLabel('env=dev').onto(await designer.card('Pod dev/frontend'));
  await page.keyboard.press('Control+s');
  const question = designer.dialog(`${name} was changed by another program`);
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await textOf(page)).toBe('# of another program\n');
  await page.keyboard.press('Control+s');
  await question.getByRole('button', { name: 'Overwrite' }).click();
  await expect.poll(() => textOf(page)).toContain('env: dev');
});

test('a recent file is opened again on the next visit', async ({ page, goOffline }) => {
  await withFile(page, { launched: false });
  await page.goto('./');
  const designer = new DesignerPage(page);
  await expect(designer.matrix).toBeVisible();
  await goOffline(page);
  await page.keyboard.press('Control+Shift+s');
  await expect(designer.notice(`Saved ${name}.`)).toBeVisible();
  await page.reload();
  await designer.dialog('Start').getByText(name).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(designer.entry('Pod prod/backend')).toBeAttached();
});

test('the installed program opens the file that it was started with, and saves into it', async ({
  page,
  goOffline,
}) => {
  await page.goto('./');
  await expect(new DesignerPage(page).matrix).toBeVisible();
  await goOffline(page);
  await put(page, 'apiVersion: v1\nkind: Pod\nmetadata: {name: given, namespace: a}\n');
  await withFile(page, { launched: true });
  await page.reload();
  const designer = new DesignerPage(page);
  await expect(designer.entry('Pod a/given')).toBeAttached();
  await expect(designer.dialog('Start')).toHaveCount(0);
  const { x, y } = await middleOf(await designer.card('Pod a/given'));
  await page.mouse.click(x, y);
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+s');
  await expect.poll(() => textOf(page)).not.toContain('given');
});

test('leaving the page with unsaved work is asked about, and without is not', async ({ designer, page }) => {
  await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
  await expect(designer.status).toContainText('Unsaved');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await designer.save();
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
});

test('what a browser can’t do is not in its menu, and the palette says why', async ({ designer, page }) => {
  await page.getByRole('toolbar', { name: 'Application menu' }).getByRole('button', { name: 'File' }).click();
  await expect(page.getByRole('menuitem', { name: 'Import manifests…' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Import from a cluster…' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('>import from a cluster');
  const option = designer.dialog('Command palette').getByRole('option', { name: /^Import from a cluster/ });
  await expect(option).toHaveAttribute('aria-disabled', 'true');
  await expect(option).toContainText('needs the desktop program');
});
