import { expect, test } from './journey.ts';
import { twoPodsWith } from './two-pods.ts';

const design = twoPodsWith(`spec:
  selector: app == 'web'
  types: [Ingress]`);

test.beforeEach(async ({ designer }) => {
  await designer.chooseFiles('Open…', [{ name: 'shop.yaml', text: design }]);
  await designer.showTab('YAML');
});

test('typing in the text of the whole design is one step, and comments stay', async ({ designer }) => {
  const { page, inspector } = designer;
  const yaml = inspector.getByRole('textbox', { name: 'YAML of the whole design' });
  const cell = designer.cell('prod/db', 'prod/web');
  await expect(cell).toHaveAccessibleName(/: denied/);
  await yaml.getByText('# what the policy asks for').click();
  await page.keyboard.press('Home');
  await page.keyboard.type('tier: front\n');
  await expect(designer.entry('Pod prod/web')).toContainText('tier=front');
  await yaml.getByText("selector: app == 'web'").click();
  await page.keyboard.press('End');
  for (const letter of "'web'") await test.step(letter, () => page.keyboard.press('Backspace'));
  await page.keyboard.type("'shop'");
  await expect(cell).toHaveAccessibleName(/: allowed/);
  expect(await designer.history()).toEqual(['Edit YAML of the design', 'Edit YAML of the design']);
  const saved = await designer.save();
  expect(saved).toBe(
    design.replace('    app: web #', '    tier: front\n    app: web #').replace("app == 'web'", "app == 'shop'"),
  );
  await designer.undo();
  await expect(yaml).toContainText("app == 'web'");
  await expect(cell).toHaveAccessibleName(/: denied/);
});

test('what is selected is marked in the text, and the caret selects what it is in', async ({ designer }) => {
  const { inspector } = designer;
  const yaml = inspector.getByRole('textbox', { name: 'YAML of the whole design' });
  await yaml.getByText("selector: app == 'web'").click();
  await expect(inspector.locator('.cm-of-selection').first()).toContainText('apiVersion: projectcalico.org/v3');
  await expect(inspector.getByRole('button', { name: 'Object', exact: true })).toBeEnabled();
  await designer.select('prod/web');
  await inspector.getByRole('button', { name: 'Whole design' }).click();
  await expect(inspector.locator('.cm-of-selection').first()).toContainText('# the shop');
  await expect(inspector.locator('.cm-of-selection')).toHaveCount(8);
});

test('what can’t be read is marked and waits; documents come and go when the editor is left', async ({ designer }) => {
  const { page, inspector } = designer;
  const yaml = inspector.getByRole('textbox', { name: 'YAML of the whole design' });
  await yaml.getByText('types: [Ingress]').click();
  await page.keyboard.press('End');
  await page.keyboard.type('\n  order: [1');
  await expect(inspector.getByRole('status').filter({ hasText: 'Line' })).toContainText(
    'The design keeps what was valid last',
  );
  await expect(inspector.locator('.cm-lintRange-error')).toHaveCount(1);
  await expect(inspector.locator('.cm-lint-marker-error')).toHaveCount(1);
  await inspector.getByRole('button', { name: 'Take the design’s' }).click();
  await expect(yaml).not.toContainText('order: [1');

  await yaml.getByText('types: [Ingress]').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('---\napiVersion: v1\nkind: Namespace\nmetadata: {name: test}\n');
  await expect(inspector).toContainText('Adds Namespace/test: when you leave the editor or press Ctrl+Enter.');
  await page.keyboard.press('Control+Enter');
  await expect(inspector).toContainText('as they are saved.');
  expect(await designer.history()).toEqual(['Edit YAML of the design']);
  expect(await designer.save()).toBe(`${design}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: test}\n`);
});

test('keys and words of the kind, and names of the design, are completed', async ({ designer }) => {
  const { page, inspector } = designer;
  const yaml = inspector.getByRole('textbox', { name: 'YAML of the whole design' });
  await yaml.getByText('types: [Ingress]').click();
  await page.keyboard.press('End');
  await page.keyboard.type('\napplyOn');
  await page.getByRole('option', { name: 'applyOnForward' }).waitFor();
  // So that nobody takes what they did not see, the list hears no key in its first 75 ms.
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'true' }).click();
  await expect(yaml).toContainText('applyOnForward: true');
  await expect(inspector).toContainText('as they are saved.');
  expect(await designer.save()).toBe(`${design}  applyOnForward: true\n`);
});

test('problems are marked where they are, with their sentence', async ({ designer }) => {
  const { page, inspector } = designer;
  const yaml = inspector.getByRole('textbox', { name: 'YAML of the whole design' });
  await yaml.getByText("selector: app == 'web'").click();
  await page.keyboard.press('End');
  await page.keyboard.type(' &&');
  await expect(inspector.locator('.cm-lintRange-error').first()).toBeVisible();
  await inspector.locator('.cm-lint-marker-error').first().hover();
  await expect(page.locator('.cm-tooltip-lint')).toContainText('cannot be evaluated');
});
