import { expect, test } from './journey.ts';
import { twoPodsWith } from './two-pods.ts';

const design = twoPodsWith("spec: {selector: app == 'web', types: [Ingress]}");

test.beforeEach(async ({ designer }) => {
  await designer.chooseFiles('Open…', [{ name: 'shop.yaml', text: design }]);
  await designer.inspector.getByRole('button', { name: 'prod/web' }).click();
});

test('text and form are one: each edit shows in the other and in the verdicts, and comments stay', async ({
  designer,
}) => {
  const { page, inspector } = designer;
  const yaml = inspector.getByRole('textbox', { name: 'YAML of the selected object' });
  const cell = designer.cell('prod/db', 'prod/web');
  await expect(cell).toHaveAccessibleName(/: denied/);

  await designer.showTab('YAML');
  await expect(yaml).toContainText('# the shop');
  await yaml.getByText('# what the policy asks for').click();
  await page.keyboard.press('Home');
  // The editor indents the next line as this one.
  await page.keyboard.type('tier: front\n');
  await expect(designer.entry('Pod prod/web')).toContainText('tier=front');
  await designer.showTab('Properties');
  await expect(designer.field('Value of label tier')).toHaveValue('front');

  await designer.field('Value of label app').fill('shop');
  await designer.field('Value of label app').press('Enter');
  await expect(cell).toHaveAccessibleName(/: allowed/);
  await designer.showTab('YAML');
  await expect(yaml).toContainText('app: shop');
  expect(await designer.history()).toEqual(['Edit web', 'Set label app=shop on web']);

  await designer.undo();
  await expect(yaml).toContainText('app: web # what the policy asks for');
  const saved = await designer.save();
  expect(saved).toContain('# Two pods that may not talk');
  expect(saved).toContain('    tier: front\n    app: web # what the policy asks for');
});

test('what can’t be read is marked and waits; the design keeps what was valid last', async ({ designer }) => {
  const { page, inspector } = designer;
  const yaml = inspector.getByRole('textbox', { name: 'YAML of the selected object' });
  const before = await designer.verdicts();
  await designer.showTab('YAML');
  await yaml.getByText('# what the policy asks for').click();
  await page.keyboard.press('End');
  await page.keyboard.type('\n    broken: [1');
  await expect(inspector.getByRole('status').filter({ hasText: 'Line' })).toContainText(
    'The design keeps what was valid last',
  );
  await expect(inspector.locator('.cm-lintRange-error')).toHaveCount(1);
  expect(await designer.verdicts()).toEqual(before);
  await expect(page).toHaveTitle(/^•/);

  // Looking elsewhere loses nothing, and a change from elsewhere is the user's to choose.
  await designer.showTab('Properties');
  await designer.field('Add label').fill('team=blue');
  await designer.field('Add label').press('Enter');
  await designer.showTab('YAML');
  await expect(yaml).toContainText('broken: [1');
  await inspector.getByRole('alert').getByRole('button', { name: 'Take the design’s' }).click();
  await expect(yaml).toContainText('team: blue');
  await expect(yaml).not.toContainText('broken');
  expect(await designer.history()).toEqual(['Set label team=blue on web']);
});

test('a new name is taken when the editor is left, and the object stays selected', async ({ designer }) => {
  const { page, inspector } = designer;
  await designer.showTab('YAML');
  const yaml = inspector.getByRole('textbox', { name: 'YAML of the selected object' });
  await yaml.getByText('name: web').click();
  await page.keyboard.press('End');
  await page.keyboard.type('site');
  await expect(inspector).toContainText('Becomes Pod/prod/website');
  await page.keyboard.press('Control+Enter');
  await expect(designer.entry('Pod prod/website')).toBeVisible();
  await expect(inspector).toContainText('Pod/prod/website');
});

test('find, fold and the whole design', async ({ designer }) => {
  const { page, inspector } = designer;
  await designer.showTab('YAML');
  await inspector.getByRole('textbox', { name: 'YAML of the selected object' }).click();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('web');
  await expect(inspector.getByRole('search')).toContainText(/1 of 2|2 of 2/);
  await page.keyboard.press('Escape');
  await inspector.getByRole('button', { name: 'Whole design' }).click();
  const whole = inspector.getByRole('textbox', { name: 'YAML of the whole design' });
  await expect(whole).toContainText('# Two pods that may not talk');
  await expect(designer.status).toContainText('Saved');
});

test('a problem’s link puts the caret where it is wrong', async ({ designer }) => {
  const { inspector, page } = designer;
  await designer.field('Value of label app').fill('not valid!');
  await designer.field('Value of label app').press('Enter');
  await designer.showTab('YAML');
  await designer.showDrawer('Problems');
  await page
    .getByRole('list', { name: 'Problems' })
    .getByRole('button')
    .filter({ hasText: 'not valid!' })
    .first()
    .click();
  await expect(inspector.locator('.cm-activeLine')).toContainText('not valid!');
  await expect(inspector.locator('.cm-lintRange-error').first()).toBeVisible();
});
