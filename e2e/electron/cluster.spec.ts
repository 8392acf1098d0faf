import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type DesktopApp, onEachDesktop, test } from './desktop.ts';

const path = process.env['PATH'];
test.afterEach(() => {
  process.env['PATH'] = path;
});

/** A kubectl in front of the user's own, in the words of Node; `kind` is what it is asked to list. */
async function putKubectl(folder: string, script: string): Promise<void> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const body = `#!${process.execPath}
const { appendFileSync } = require('node:fs');
const words = process.argv.slice(2);
appendFileSync(${JSON.stringify(join(folder, 'ran'))}, words.join(' ') + '\\n');
const kind = words[3];
const fail = (message) => { console.error(message); process.exitCode = 1; };
const list = (...items) => console.log(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
if (words[0] === 'config') console.log('dev\\nprod');
else { ${script} }
`;
  await writeFile(join(bin, 'kubectl'), body);
  await chmod(join(bin, 'kubectl'), 0o755);
  process.env['PATH'] = `${bin}:${path ?? ''}`;
}

const choose = (app: DesktopApp, action: string): Promise<void> =>
  app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), action);

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Import from a cluster' });

async function openImport(app: DesktopApp, page: Page): Promise<void> {
  await expect(page.getByRole('application', { name: 'Canvas' })).toBeAttached();
  const isEnabled = (): Promise<boolean | undefined> =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('import-cluster')?.enabled);
  await expect.poll(isEnabled).toBe(true);
  await choose(app, 'import-cluster');
  await expect(dialog(page)).toBeVisible();
}

const small = `
  if (kind === 'namespaces') list({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'from-cluster' } });
  else if (kind === 'pods') list({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'from-cluster' }, spec: { containers: [] } });
  else if (kind === 'globalnetworkpolicies.projectcalico.org') fail('Error from server (Forbidden): globalnetworkpolicies.projectcalico.org is forbidden');
  else fail('error: the server doesn\\'t have a resource type "' + kind + '"');`;

onEachDesktop(() => {
  test.use({ shows: 'program' });
  // The stand-in for kubectl is a script with a first line that names its reader.
  test.skip(process.platform === 'win32', 'Windows does not run scripts by their first line');

  test('shows what will be run, runs it, and imports what was allowed', async ({ desktop }) => {
    await putKubectl(desktop.folder, small);
    const { app, page } = await desktop.launch();
    await openImport(app, page);
    await expect(dialog(page).getByRole('button', { name: 'Start' })).toBeDisabled();
    await dialog(page).getByLabel('Context').selectOption('dev');
    const commands = dialog(page).getByRole('list', { name: 'Commands' });
    const shown = 'kubectl --context dev get pods --all-namespaces -o yaml --request-timeout=20s';
    await expect(commands.getByText(shown)).toBeVisible();
    await expect(commands).not.toContainText(/secret/i);
    await dialog(page).getByRole('button', { name: 'Start' }).click();
    await expect(dialog(page)).toBeHidden();
    await expect(page.getByText(/Not read from dev: globalnetworkpolicies.*\(forbidden\)/)).toBeVisible();
    await expect(page.getByRole('application', { name: 'Canvas' })).toContainText('web');
    await expect(page.getByText('CLUSTER-KIND-NOT-READ').first()).toBeVisible();
  });

  test('a cluster that hangs is cancelled, and the design is as it was', async ({ desktop }) => {
    await putKubectl(desktop.folder, 'setInterval(() => undefined, 1000);');
    const { app, page } = await desktop.launch();
    await openImport(app, page);
    await dialog(page).getByLabel('Context').selectOption('prod');
    await dialog(page).getByRole('button', { name: 'Start' }).click();
    await expect(dialog(page).getByText('running…')).toBeVisible();
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog(page)).toBeHidden();
    await expect(page.getByText('from-cluster')).toHaveCount(0);
  });

  test('a cluster that can’t be reached is told in a sentence', async ({ desktop }) => {
    await putKubectl(desktop.folder, "fail('The connection to the server 10.0.0.1:6443 was refused');");
    const { app, page } = await desktop.launch();
    await openImport(app, page);
    await dialog(page).getByLabel('Context').selectOption('dev');
    await dialog(page).getByRole('button', { name: 'Start' }).click();
    await expect(dialog(page).getByRole('alert')).toContainText('The cluster can’t be reached');
    await expect(dialog(page).getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  test('without kubectl that is said', async ({ desktop }) => {
    process.env['PATH'] = desktop.folder;
    const { app, page } = await desktop.launch();
    await openImport(app, page);
    await expect(dialog(page).getByRole('alert')).toContainText('kubectl was not found');
  });
});
