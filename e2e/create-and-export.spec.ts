import { textOf } from './designer-page.ts';
import { expect, test } from './journey.ts';

test('a design drawn from nothing is judged and leaves as manifests, host endpoints last', async ({ designer }) => {
  const { page } = designer;
  await designer.choose('File', 'New design');
  const canvas = (await designer.canvas.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const at = (right: number, down: number) => ({ x: canvas.x + right, y: canvas.y + down });

  await designer.drag('Node').onto(at(220, 160));
  await designer.drag('Host endpoint').onto(await designer.card('Node'));
  await designer.drag('Namespace').onto(at(560, 160));
  await designer.drag('Pod').onto(await designer.card('Namespace'));
  await designer.drag('External network').onto(at(140, 420));
  expect((await designer.history()).length).toBe(5);

  const headers = await designer.matrix.getByRole('rowheader').allTextContents();
  expect(headers.map((text) => text.trim())).toEqual([
    'namespace/pod',
    'host/node',
    'external/internet',
    'external/network',
  ]);
  // What is new lies where it was dropped.
  const node = await (await designer.card('Node')).boundingBox();
  expect(node?.x ?? 0).toBeLessThan(at(220, 160).x);
  expect(node?.y ?? 0).toBeLessThan(at(220, 160).y);
  expect((node?.x ?? 0) + (node?.width ?? 0)).toBeGreaterThan(at(220, 160).x);
  expect((node?.y ?? 0) + (node?.height ?? 0)).toBeGreaterThan(at(220, 160).y);

  await page.keyboard.press('Control+e');
  const dialog = designer.dialog('Export manifests');
  await expect(dialog).toContainText('1 object in one file');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('manifests.yaml');
  expect(await textOf(download)).toContain('kind: HostEndpoint');
  await expect(dialog).toHaveCount(0);
  await expect(designer.notice('Exported 1 object to manifests.yaml.')).toBeVisible();
});

test('the export of a sample holds tier, policy and host endpoints in the order of applying, the same each time', async ({
  designer,
}) => {
  const { page } = designer;
  const texts: string[] = [];
  for (let time = 0; time < 2; time += 1) {
    await designer.choose('File', 'Export manifests…');
    const dialog = designer.dialog('Export manifests');
    await expect(dialog).toContainText('4 objects in one file');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Export' }).click(),
    ]);
    texts.push(await textOf(download));
    await expect(dialog).toHaveCount(0);
  }
  const [first = '', second] = texts;
  expect(second).toBe(first);
  const kinds = [...first.matchAll(/^kind: (\S+)$/gm)].map(([, kind]) => kind);
  expect(kinds).toEqual(['Tier', 'GlobalNetworkPolicy', 'HostEndpoint', 'HostEndpoint']);
  await expect(designer.status).toContainText('Saved');
});
