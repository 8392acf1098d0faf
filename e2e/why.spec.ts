import { expect, test } from './journey.ts';

test('a matrix cell answers why: sentence, checkpoints in order, jump to the policy', async ({ designer }) => {
  await designer.cell('dev/frontend', 'host/node-control-plane').click();
  await expect(designer.inspector).toContainText('dev/frontend → host/node-control-plane');
  await expect(designer.inspector).toContainText(
    'The rest is denied at host/node-control-plane: tier host-firewall selected it by node-host-firewall, no rule matched, the tier’s default action is Deny.',
  );
  // One selection for all: the canvas's twin and the matrix show the same pair.
  await expect(designer.arrow('dev/frontend', 'host/node-control-plane').entry).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(designer.cell('dev/frontend', 'host/node-control-plane')).toHaveAttribute('aria-selected', 'true');

  await designer.inspector.getByRole('button', { name: 'Denied: Everything else' }).click();
  const places = await designer.checkpoints.locator('> li > .title').allTextContents();
  expect(places.map((text) => text.toLowerCase())).toEqual([
    expect.stringContaining('dev/frontend'),
    expect.stringContaining('host/node-control-plane'),
  ]);
  await designer.checkpoints.getByRole('button', { name: 'node-host-firewall' }).first().click();
  await expect(designer.field('Name')).toHaveValue('node-host-firewall');
});

test('asking for one connection names what decides it: a failsafe port, then the end of the tier', async ({
  designer,
}) => {
  await designer.arrow('prod/backend', 'host/node-worker').click();
  const ask = designer.inspector.getByRole('region', { name: 'Ask for one connection' });
  await ask.getByLabel('Port', { exact: true }).fill('22');
  await ask.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(ask.locator('.answer')).toContainText(/allowed/i);
  await expect(ask.locator('.answer')).toContainText(/failsafe/i);

  await ask.getByLabel('Port', { exact: true }).fill('10250');
  await ask.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(ask.locator('.answer')).toContainText(/denied at host\/node-worker/i);

  await ask.getByLabel('Port', { exact: true }).fill('70000');
  await ask.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(ask).toContainText(/1 to 65535|port/i);
  await expect(ask.locator('.answer')).toHaveCount(0);
});

test('a card that is clicked shows its flows, its labels with their origin and the policies that select it', async ({
  designer,
}) => {
  await designer.select('Pod prod/backend');
  await expect(designer.entry('Pod prod/backend')).toHaveAttribute('aria-selected', 'true');
  await expect(designer.inspector.locator('header').getByLabel('Name', { exact: true })).toHaveValue('backend');
  await expect(designer.inspector).toContainText('projectcalico.org/namespace');
  await designer.arrow('prod/backend', 'external/internet').toBe('allowed');
  await designer.arrow('external/internet', 'prod/backend').toBe('allowed');
});
