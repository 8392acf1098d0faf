import type { Locator, Page } from '@playwright/test';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

/** Two nodes that police what they forward; pods on both; one node's policies admit nothing. */
const design = `apiVersion: v1
kind: Node
metadata: {name: left}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}]}
---
apiVersion: v1
kind: Node
metadata: {name: right}
status: {addresses: [{type: InternalIP, address: 10.0.0.2}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: shop, labels: {app: client}}
spec: {nodeName: left}
status: {podIPs: [{ip: 10.65.0.2}]}
---
apiVersion: v1
kind: Pod
metadata: {name: store, namespace: shop, labels: {app: store}}
spec: {nodeName: right}
status: {podIPs: [{ip: 10.65.1.2}]}
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: left, labels: {role: node}}
spec: {node: left, interfaceName: '*', expectedIPs: [10.0.0.1]}
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: right, labels: {role: node}}
spec: {node: right, interfaceName: '*', expectedIPs: [10.0.0.2]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: passing}
spec:
  selector: role == 'node'
  applyOnForward: true
  types: [Ingress]
  ingress: [{action: Allow, protocol: UDP}, {action: Allow, protocol: TCP, destination: {ports: [8080]}}]
---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec:
  flows:
    - {from: shop/client, to: shop/store, protocol: TCP, port: 8080}
    - {from: shop/client, to: host/left, protocol: TCP, port: 9100}
    - {from: shop/client, to: host/right, protocol: TCP, port: 9100}
`;

const stations = (page: Page): Locator => page.getByRole('list', { name: 'Stations of the packet' }).locator('> li');
const here = (page: Page): Locator => page.locator('[aria-current="step"]');
const told = (page: Page): Locator => page.getByRole('status', { name: 'Packet' });
const controls = (page: Page): Locator => page.getByRole('group', { name: 'The packet’s way' });
const form = (page: Page): Locator => page.getByRole('form', { name: 'Packet to trace' });
const kinds = (page: Page): Promise<readonly (string | null)[]> =>
  page.locator('[data-halt]').evaluateAll((halts) => halts.map((halt) => halt.getAttribute('data-halt')));

async function openDesign(designer: DesignerPage): Promise<void> {
  await designer.chooseFiles('Open…', [{ name: 'passing.yaml', text: design }]);
  await expect(designer.arrow('shop/client', 'shop/store').entry).toBeAttached();
}

/** Distance of the packet's middle to a place, in pixels. */
async function distanceTo(page: Page, place: Locator): Promise<number> {
  const [packet, target] = await Promise.all([page.locator('[data-packet]').boundingBox(), place.boundingBox()]);
  if (packet === null || target === null) throw new Error('nothing is drawn');
  const middle = (box: typeof packet): readonly [number, number] => [box.x + box.width / 2, box.y + box.height / 2];
  const [[x1, y1], [x2, y2]] = [middle(packet), middle(target)];
  return Math.hypot(x1 - x2, y1 - y2);
}

test('by mouse: a denied packet goes from the pod to the node’s card and stops there with a cross, in the right words', async ({
  designer,
}) => {
  const { page } = designer;
  await designer.arrow('prod/backend', 'host/node-worker').click();
  await designer.inspector.getByRole('button', { name: 'Trace a packet' }).click();
  await form(page).getByLabel('Port', { exact: true }).fill('10250');
  await form(page).getByRole('button', { name: 'Trace' }).click();
  await expect(controls(page)).toContainText('TCP 10250: denied');
  await expect(stations(page)).toHaveCount(3);
  // It walks by itself until it is stopped.
  await expect(told(page)).toHaveText(
    /3 of 3\. Ingress policy of host\/node-worker: tier host-firewall selected it by node-host-firewall, no rule matched, the tier’s default action is Deny\. Stopped here\./,
  );
  await expect(controls(page).getByRole('button', { name: 'Play' })).toBeVisible();
  await expect(here(page)).toContainText('Stopped here');
  await expect(page.locator('[data-packet] .cross')).toBeVisible();
  await expect(page.locator('[data-halt][data-outcome="stopped"]')).toHaveCount(1);
  // At the destination's end of the arrow, not at the source's.
  const [source, destination] = [
    await designer.card('Pod prod/backend'),
    await designer.card('Host endpoint node-worker'),
  ];
  expect(await distanceTo(page, destination)).toBeLessThan(await distanceTo(page, source));

  await here(page).getByRole('button', { name: 'What was asked' }).click();
  await expect(here(page).getByRole('list', { name: 'What was asked' })).toContainText(
    /node-host-firewall in tier host-firewall: \d+ rules asked, none matched/,
  );
  await here(page).getByRole('button', { name: 'Open rule 1' }).click();
  await expect(designer.rule('Ingress', 1)).toBeVisible();
  await controls(page).getByRole('button', { name: 'Leave the packet' }).click();
  await expect(page.locator('[data-packet]')).toHaveCount(0);
  await expect(designer.matrix).toBeVisible();
});

test('by keys: SSH walks in by the failsafe door; Space, arrows, Home, End and Escape', async ({ designer }) => {
  const { page } = designer;
  await designer.cell('dev/frontend', 'host/node-control-plane').click();
  await page.keyboard.press('t');
  await expect(stations(page).first()).toBeVisible();
  await page.keyboard.press('Space');
  await expect(controls(page).getByRole('button', { name: 'Play' })).toBeVisible();
  await form(page).getByLabel('Port', { exact: true }).fill('22');
  await page.keyboard.press('Enter');
  await expect(controls(page)).toContainText('TCP 22: allowed');
  await page.keyboard.press('Home');
  await expect(told(page)).toContainText('1 of 4. Leaves dev/frontend: TCP 22 to host/node-control-plane.');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(told(page)).toContainText(
    '3 of 4. Ingress policy of host/node-control-plane: a failsafe port: always open, whatever policies say.',
  );
  expect(await kinds(page)).toEqual(['departure', 'no-policy', 'failsafe', 'arrival']);
  await expect(page.locator('[data-stretch="failsafe"]')).toHaveCount(1);
  await page.keyboard.press('End');
  await expect(told(page)).toContainText('4 of 4. Arrives at host/node-control-plane: Allowed');
  await page.keyboard.press('ArrowLeft');
  await expect(told(page)).toContainText('3 of 4.');
  await page.keyboard.press('Escape');
  await expect(told(page)).toHaveCount(0);
  await expect(designer.cell('dev/frontend', 'host/node-control-plane')).toHaveAttribute('aria-selected', 'true');
});

test('a pod to its own node goes round the node’s policies; another node’s policies stop it', async ({ designer }) => {
  const { page } = designer;
  await openDesign(designer);
  await designer.cell('shop/client', 'host/left').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Trace a packet' }).click();
  await expect(controls(page)).toContainText('TCP 9100: allowed');
  await expect.poll(() => kinds(page)).toContain('bypass');
  await expect(page.locator('[data-stretch="bypass"]')).toHaveCount(1);
  await expect(stations(page).filter({ hasText: 'Way from a pod to its own node' })).toHaveCount(1);
  await expect(page.getByRole('group', { name: 'Packet', exact: true })).toContainText(
    'without that node’s host policies being asked',
  );

  await form(page).getByLabel('To', { exact: true }).fill('host/right');
  await form(page).getByRole('button', { name: 'Trace' }).click();
  await expect(controls(page)).toContainText('TCP 9100: denied');
  expect(await kinds(page)).not.toContain('bypass');
  await expect(designer.cell('shop/client', 'host/right')).toBeHidden();
  await expect(designer.arrow('shop/client', 'host/right').entry).toHaveAttribute('aria-selected', 'true');
});

test('from pod to pod across nodes that police what they forward: each node is a halt, and rules asked in vain are listed', async ({
  designer,
}) => {
  const { page } = designer;
  await openDesign(designer);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('trace a packet');
  await page.keyboard.press('Enter');
  // Nothing is selected: the ends are asked for.
  await expect(form(page).getByLabel('From', { exact: true })).toBeFocused();
  await form(page).getByLabel('From', { exact: true }).fill('shop/client');
  await form(page).getByLabel('To', { exact: true }).fill('shop/nobody');
  await page.keyboard.press('Enter');
  await expect(form(page)).toContainText('There is no endpoint “shop/nobody”.');
  await form(page).getByLabel('To', { exact: true }).fill('shop/store');
  await form(page).getByLabel('Port', { exact: true }).fill('8080');
  await page.keyboard.press('Enter');
  await expect(controls(page)).toContainText('TCP 8080: allowed');
  expect((await kinds(page)).filter((kind) => kind === 'forward').length).toBeGreaterThanOrEqual(2);
  await expect(page.locator('[data-stretch="forward"]').first()).toBeAttached();
  const forwarded = stations(page).filter({ hasText: 'Ingress policy for forwarded traffic of host/right' });
  await forwarded.getByRole('button', { name: 'What was asked' }).click();
  await expect(forwarded).toContainText('passing in tier default: 1 rule asked, it did not match');
  await expect(forwarded).toContainText('Allow UDP from anywhere');

  // The design changes under the walk: it stops where the rule is gone.
  await page.keyboard.press('End');
  await expect(told(page)).toContainText('Arrives at shop/store');
  await forwarded.getByRole('button', { name: 'Open rule', exact: true }).click();
  await page.keyboard.press('Delete');
  await expect(controls(page)).toContainText('TCP 8080: denied');
  await expect(told(page)).toContainText('Stopped here.');
  await designer.undo();
  await expect(controls(page)).toContainText('TCP 8080: allowed');
});

test('one connection that was asked about is traced as it is, from its service address on', async ({ designer }) => {
  const { page } = designer;
  await designer.arrow('prod/backend', 'host/node-worker').click();
  await designer.asking.getByText('The sender, and IP version').click();
  await designer.asking.getByLabel('Sender’s port').fill('5000');
  await designer.ask();
  await designer.asking.getByRole('button', { name: 'Trace this packet' }).click();
  await expect(form(page)).toContainText('from port 5000');
  await form(page).getByRole('button', { name: 'Leave that out' }).click();
  await form(page).getByRole('button', { name: 'Trace' }).click();
  await expect(form(page)).not.toContainText('from port 5000');
});

test('with reduced motion the packet is at each halt at once; at speed 4 it gets to the end by itself', async ({
  designer,
}) => {
  const { page } = designer;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await designer.arrow('dev/frontend', 'host/node-control-plane').click();
  await page.keyboard.press('t');
  await expect(stations(page).first()).toBeVisible();
  await page.keyboard.press('Home');
  const before = await page.locator('[data-packet]').boundingBox();
  // Two looks in one frame: what moves slowly is on its way in the second one.
  const places = await page.evaluate(async () => {
    const leftOf = (): number => document.querySelector('[data-packet]')?.getBoundingClientRect().top ?? 0;
    const frame = (): Promise<number> => new Promise(requestAnimationFrame);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    await frame();
    await frame();
    const soon = leftOf();
    await new Promise((resolve) => setTimeout(resolve, 900));
    return [soon, leftOf()];
  });
  expect(places[0]).toBe(places[1]);
  expect(places[0]).not.toBe(before?.y);
  await controls(page).getByLabel('Speed').selectOption('4 ×');
  await controls(page).getByRole('button', { name: 'Again from the start' }).click();
  await expect(told(page)).toContainText(/(\d) of \1\./);
  await expect(controls(page).getByRole('button', { name: 'Play' })).toBeVisible();
});
