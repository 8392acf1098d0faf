import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type DesktopApp, onEachDesktop, test } from './desktop.ts';

const path = process.env['PATH'];
test.afterEach(() => {
  process.env['PATH'] = path;
});

/** A kubectl in front of the user's own, in the words of a shell; `$kind` is what it is asked to list. */
async function putKubectl(folder: string, script: string): Promise<void> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const body = `#!/bin/sh
if [ "$1" = config ]; then printf 'dev\\nprod\\n'; exit 0; fi
kind="$4"
fail() { echo "$1" >&2; exit 1; }
${script}
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
case "$kind" in
  namespaces) cat <<'END'
apiVersion: v1
items:
- apiVersion: v1
  kind: Namespace
  metadata:
    name: from-cluster
kind: List
END
  ;;
  pods) cat <<'END'
apiVersion: v1
items:
- apiVersion: v1
  kind: Pod
  metadata:
    name: read-by-kubectl
    namespace: from-cluster
  spec:
    containers: []
kind: List
END
  ;;
  globalnetworkpolicies.projectcalico.org) fail 'Error from server (Forbidden): globalnetworkpolicies.projectcalico.org is forbidden' ;;
  *) fail "error: the server doesn't have a resource type \\"$kind\\"" ;;
esac`;

/** Says yes to what the import would change in the sample that is open. */
async function confirmImport(page: Page): Promise<void> {
  await page
    .getByRole('dialog', { name: /^Import / })
    .getByRole('button', { name: 'Import', exact: true })
    .click();
}

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
    // Some forty programs are started one after the other.
    await expect(dialog(page)).toBeHidden({ timeout: 60_000 });
    await confirmImport(page);
    await expect(page.getByText(/Not read from dev: globalnetworkpolicies.*\(forbidden\)/)).toBeVisible();
    await expect(page.getByText('read-by-kubectl').first()).toBeAttached();
    const problems = page.getByRole('list', { name: 'Problems' });
    await expect(problems).toContainText('globalnetworkpolicies.projectcalico.org of the cluster could not be read');
  });

  test('a cluster that hangs is cancelled, and the design is as it was', async ({ desktop }) => {
    await putKubectl(desktop.folder, 'sleep 1000');
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
    await putKubectl(desktop.folder, "fail 'The connection to the server 10.0.0.1:6443 was refused'");
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
