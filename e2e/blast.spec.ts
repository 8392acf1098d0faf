import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

/** web → api → db; nobody else may go anywhere. */
const chain = `
apiVersion: v1
kind: Namespace
metadata: { name: prod }
${['web', 'api', 'db', 'vault']
  .map(
    (name) => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: prod, labels: { app: ${name} } }
`,
  )
  .join('')}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: from-web, namespace: prod }
spec:
  selector: app == 'web'
  types: [Egress]
  egress: [{ action: Allow, protocol: TCP, destination: { selector: app == 'api', ports: [80] } }]
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: from-api, namespace: prod }
spec:
  selector: app == 'api'
  types: [Egress]
  egress: [{ action: Allow, protocol: TCP, destination: { selector: app == 'db', ports: [22, 5432] } }]
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: from-db, namespace: prod }
spec: { selector: app == 'db', types: [Egress] }
`;

function panel({ page }: DesignerPage): Locator {
  return page.getByRole('region', { name: 'Blast radius' });
}

/** The number on each card, by its name. */
async function numbers({ page }: DesignerPage): Promise<Readonly<Record<string, string>>> {
  const marks = await page
    .locator('[data-blast]')
    .evaluateAll((all) => all.map((mark) => [mark.getAttribute('data-blast') ?? '', mark.textContent?.trim() ?? '']));
  return Object.fromEntries(marks);
}

async function openChain(designer: DesignerPage): Promise<void> {
  await designer.chooseFiles('Open…', [{ name: 'chain.yaml', text: chain }]);
  await expect(designer.cell('prod/web', 'prod/db')).toBeVisible();
}

async function compromise(designer: DesignerPage, entry: string): Promise<void> {
  await designer.entry(entry).first().press('Enter');
  await designer.page.keyboard.press('x');
  await expect(panel(designer)).toBeVisible();
}

test('one key shows what the selected endpoint can come to, by hops, and Escape leaves', async ({ designer }) => {
  await openChain(designer);
  await compromise(designer, 'Pod prod/web');
  await expect(panel(designer).getByRole('status')).toContainText('From prod/web: 1 endpoint in one hop, 1 in two');
  await expect(panel(designer).getByRole('status')).toContainText('2 out of reach');
  expect(await numbers(designer)).toEqual({
    'Pod/prod/web': 'compromised',
    'Pod/prod/api': '1',
    'Pod/prod/db': '2',
  });
  expect((await designer.entries()).filter((entry) => / to /.test(entry))).toHaveLength(2);
  await designer.page.keyboard.press('Escape');
  await expect(panel(designer)).toBeHidden();
  expect(await numbers(designer)).toEqual({});
});

test('it follows an edit and its undo, and says what changed', async ({ designer }) => {
  await openChain(designer);
  await compromise(designer, 'Pod prod/web');
  const { page } = designer;
  await designer.entry('Pod prod/api').first().press('Enter');
  await page.getByRole('region', { name: 'Canvas' }).first().focus();
  await page.keyboard.press('Delete');
  await expect(panel(designer).getByRole('status')).toContainText('−2 reachable');
  await expect(panel(designer).getByRole('status')).toContainText('nothing is reachable');
  await designer.undo();
  await expect(panel(designer).getByRole('status')).toContainText('+2 reachable');
});

test('the list says each way in words, and selects its last connection', async ({ designer }) => {
  await openChain(designer);
  await compromise(designer, 'Pod prod/web');
  await panel(designer).getByRole('button', { name: 'List what is reached' }).click();
  const row = panel(designer).getByRole('list', { name: 'In 2 hops' }).getByRole('button');
  await expect(row).toContainText('prod/db');
  await expect(row).toContainText('from prod/api, TCP 22, 5432');
  await expect(row).toHaveAttribute('title', 'prod/web → prod/api → prod/db');
  await row.click();
  await expect(row).toHaveAttribute('aria-pressed', 'true');
  await expect(designer.cell('prod/api', 'prod/db')).toHaveAttribute('aria-selected', 'true');
});

test('it is narrowed to some traffic; nonsense is refused in words', async ({ designer }) => {
  await openChain(designer);
  await compromise(designer, 'Pod prod/api');
  await panel(designer).getByRole('button', { name: 'List what is reached' }).click();
  const field = panel(designer).getByRole('combobox', { name: 'Only by' });
  await field.fill('TCP/22');
  await expect(panel(designer).getByRole('status')).toContainText('1 endpoint in one hop');
  await field.fill('TCP/443');
  await expect(panel(designer).getByRole('status')).toContainText('nothing is reachable');
  await field.fill('nonsense!');
  await expect(panel(designer).getByRole('alert')).toContainText('is no traffic');
});

test('the context menu and the View menu ask for it as well', async ({ designer }) => {
  await openChain(designer);
  const { page } = designer;
  await designer.entry('Pod prod/web').first().press('Enter');
  await designer.entry('Pod prod/web').first().press('Shift+F10');
  await page.getByRole('menuitemcheckbox', { name: /^Blast radius/ }).click();
  await expect(panel(designer)).toBeVisible();
  await page.getByRole('toolbar', { name: 'Application menu' }).getByRole('button', { name: 'View' }).click();
  await page.getByRole('menuitemcheckbox', { name: /^Blast radius/ }).click();
  await expect(panel(designer)).toBeHidden();
});

test('there is nothing for axe to complain of, in both themes', async ({ designer }) => {
  await compromise(designer, 'Pod prod/backend');
  await panel(designer).getByRole('button', { name: 'List what is reached' }).click();
  for (const theme of ['light', 'dark']) {
    await expect(designer.page.locator('html')).toHaveAttribute('data-theme', theme);
    const { violations } = await new AxeBuilder({ page: designer.page })
      .include('[aria-label="Blast radius"]')
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await designer.choose('View', 'Switch light and dark');
  }
});

test('three hundred endpoints: an edit of the selection and a pan keep the window going', async ({ designer }) => {
  const pods = Array.from(
    { length: 300 },
    (_, index) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: p${String(index)}, namespace: ns${String(index % 12)}, labels: { app: a${String(index)} } }\n`,
  );
  await designer.chooseFiles('Open…', [{ name: 'many.yaml', text: pods.join('---\n') }]);
  await expect(designer.entry('Pod ns0/p0').first()).toBeAttached();
  await compromise(designer, 'Pod ns0/p0');
  await expect(panel(designer).getByRole('status')).toContainText('300 endpoints in one hop');
  const worst = await designer.page.evaluate(async () => {
    const gaps: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < 60; frame += 1) {
      await new Promise(requestAnimationFrame);
      gaps.push(performance.now() - last);
      last = performance.now();
    }
    return gaps.sort((a, b) => a - b)[57] ?? 0;
  });
  expect(worst).toBeLessThan(250);
});
