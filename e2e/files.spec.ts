import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from './journey.ts';

const samples = [
  { title: 'Firewall the nodes', file: 'firewall-the-nodes.firewright.yaml' },
  { title: 'Firewall the nodes, without the allow profile', file: 'firewall-the-nodes-as-written.firewright.yaml' },
  { title: 'Protect Kubernetes nodes', file: 'protect-kubernetes-nodes.firewright.yaml' },
];

for (const { title, file } of samples) {
  test(`the sample “${title}” opens from the start page and is saved as it was`, async ({ designer }) => {
    await designer.openSample(title);
    await expect(designer.page.getByRole('heading', { name: file })).toBeVisible();
    expect(await designer.save()).toBe(await readFile(`assets/samples/${file}`, 'utf8'));
  });
}

const halfGood = `# A cluster dump with a slip in it.
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {env: prod}}   # kept as it is written
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels: [oops
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec: {containers: [{name: app, image: "example/api:1"}]}
status: {podIPs: [{ip: 10.1.0.7}]}
`;

test('a file with one bad document opens with the good ones, says where the bad one is, and keeps its text', async ({
  designer,
}) => {
  await designer.chooseFiles('Open…', [{ name: 'shop.yaml', text: halfGood }]);
  await expect(designer.entry('Pod shop/api')).toBeAttached();
  await expect(designer.entry('Pod prod/backend')).toHaveCount(0);
  const problems = designer.page.getByRole('list', { name: 'Problems' });
  await expect(problems.getByText(/^shop\.yaml:1[12]:\d+$/)).toBeVisible();
  expect(await designer.save()).toBe(halfGood);
});

test('manifests that are imported lie over the open design as one undoable step', async ({ designer }) => {
  const rows = (await designer.verdicts()).size;
  await designer.chooseFiles('Import manifests…', [
    { name: 'shop.yaml', text: halfGood },
    { name: 'broken.yaml', text: 'a: [1, 2\n' },
  ]);
  await designer.confirmImport();
  await expect(designer.entry('Pod shop/api')).toBeAttached();
  await expect(designer.notice('Imported 2 objects from 2 files')).toBeVisible();
  await expect(designer.page.getByRole('list', { name: 'Problems' })).toContainText('broken.yaml');
  expect(await designer.history()).toEqual(['Import 2 objects']);
  await designer.undo();
  await expect(designer.entry('Pod shop/api')).toHaveCount(0);
  expect((await designer.verdicts()).size).toBe(rows);
});

test('a file dropped on the window is imported; while it hovers the window says so', async ({ designer }, testInfo) => {
  const path = testInfo.outputPath('shop.yaml');
  await writeFile(path, halfGood);
  const drop = await designer.dragFiles([path]);
  await expect(designer.page.getByText('Drop to import YAML files and folders')).toBeVisible();
  await drop();
  await designer.confirmImport();
  await expect(designer.notice('Imported 2 objects from shop.yaml')).toBeVisible();
  await expect(designer.entry('Pod shop/api')).toBeAttached();
  await expect(designer.page.getByText('Drop to import YAML files and folders')).toHaveCount(0);
});

test('a file of which nothing can be read leaves the open design alone', async ({ designer }) => {
  const before = await designer.verdicts();
  await designer.chooseFiles('Open…', [{ name: 'photo.yaml', text: 'a: b: c\n' }]);
  await expect(designer.notice('Nothing could be read from photo.yaml')).toBeVisible();
  await expect(designer.page.getByRole('list', { name: 'Problems' })).toContainText(/photo\.yaml:1:\d+/);
  await designer.showDrawer('Matrix');
  expect(await designer.verdicts()).toEqual(before);
});

test('unsaved work is asked about before another design takes its place', async ({ designer }) => {
  await designer.dragLabel('role=node').onto(await designer.card('Pod prod/backend'));
  await designer.choose('File', 'New design');
  const question = designer.dialog('Save the changes to firewall-the-nodes.firewright.yaml?');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(designer.entry('Pod prod/backend')).toContainText('role=node');
  await designer.choose('File', 'New design');
  await question.getByRole('button', { name: 'Don’t save' }).click();
  await expect(designer.entry('Pod prod/backend')).toHaveCount(0);
});
