import type { Locator } from '@playwright/test';
import { middleOf } from './drag.ts';
import { expect, test } from './journey.ts';

const text = `
apiVersion: v1
kind: Namespace
metadata: {name: prod, labels: {env: prod}}
---
apiVersion: v1
kind: Node
metadata: {name: worker}
status: {addresses: [{type: InternalIP, address: 10.0.0.11}]}
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: worker, labels: {role: node}}
spec: {node: worker, interfaceName: '*', expectedIPs: [10.0.0.11], profiles: [projectcalico-default-allow]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: prod, labels: {app: web}}
spec: {nodeName: worker, containers: [{name: a, image: x}]}
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: prod, labels: {app: api}}
spec: {nodeName: worker, containers: [{name: a, image: x}]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: {name: office}
spec: {nets: [203.0.113.0/24]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: guard}
spec:
  selector: app == 'api'
  types: [Ingress]
  ingress:
    - {action: Allow, protocol: TCP, source: {selector: app == 'web'}, destination: {ports: [443]}}
    - {action: Log}
    - {action: Deny}
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: admin}
spec:
  tier: Admin
  priority: 10
  subject: {namespaces: {matchLabels: {env: prod}}}
  egress:
    - {name: nodes, action: Deny, to: [{networks: [10.0.0.0/8]}]}
`;

test.beforeEach(async ({ designer }) => {
  await designer.chooseFiles('Open…', [{ name: 'rules.yaml', text }]);
  await expect(designer.cell('prod/web', 'prod/api')).toBeVisible();
});

function sentences(rules: Locator): Promise<readonly string[]> {
  return rules.locator('.summary').allInnerTexts();
}

/**
 * Takes the first offer by Enter. The editor takes none within a moment of its appearing, nor while it looks for others:
 * then Enter means the field, which keeps what is unfinished, and the offer stays.
 */
async function takeOffer(selector: Locator, text: string): Promise<void> {
  await expect(async () => {
    if ((await selector.innerText()).trim() !== text) await selector.press('Enter');
    await expect(selector).toHaveText(text, { timeout: 500 });
  }).toPass({ intervals: [100] });
}

test('a selector is completed from the labels of the design, lights up what it matches and shows what it would bring', async ({
  designer,
}) => {
  await designer.openPolicy('guard');
  const selector = designer.selectorField('Applies to');
  await selector.click();
  await selector.press('Control+a');
  await designer.page.keyboard.type('ro');
  const offers = designer.page.getByRole('listbox').getByRole('option');
  await expect(offers.first()).toHaveText(/^role\s*1$/);
  await takeOffer(selector, 'role');
  await designer.page.keyboard.type(' == ');
  await expect(offers.first()).toHaveText(/^node\s*1$/);
  await takeOffer(selector, 'role == "node"');
  const report = designer.inspector.locator('.report').first();
  await expect(report).toContainText('Matches 1 endpoint: host/worker');
  await expect(report).toContainText(/Would bring \+\d+ allowed/);
  await expect(designer.status).toContainText('Saved');

  await selector.press('Enter');
  await expect(designer.status).toContainText('Unsaved');
  await expect(designer.cell('prod/web', 'prod/api')).toHaveAccessibleName(/: allowed/);
  expect(await designer.history()).toEqual(['Change selector of guard']);

  // One step, and the field shows again what the design holds.
  await designer.undo();
  await expect(selector).toHaveText("app == 'api'");
});

test('a selector with a mistake is underlined, told and not taken', async ({ designer }) => {
  await designer.openPolicy('guard');
  const selector = designer.selectorField('Applies to');
  await selector.fill('app = "api"');
  await expect(designer.inspector.locator('.sel-mistake')).toHaveText('=');
  await expect(selector).toHaveAttribute('aria-invalid', 'true');
  await expect(designer.inspector).toContainText('At character 5: a comparison is written ==, not =.');
  await selector.press('Enter');
  await expect(designer.inspector).toContainText('Not taken');
  await expect(designer.status).toContainText('Saved');
  await selector.press('Escape');
  await expect(selector).toHaveText("app == 'api'");

  await selector.fill('app == "gone"');
  await expect(designer.inspector).toContainText('Matches no endpoint');
  await selector.press('Escape');
});

test('rules are reordered by drag, by Alt and arrows, and by picking up; each is one step', async ({ designer }) => {
  await designer.openPolicy('guard');
  const rules = designer.inspector.getByRole('region', { name: 'Ingress rules' });
  const grip = (number: number): Locator => rules.getByRole('button', { name: `Reorder rule ${number}` });
  await grip(3).scrollIntoViewIfNeeded();
  const [from, to] = [await middleOf(grip(3)), await middleOf(grip(1))];
  const { mouse } = designer.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, to.y - 12, { steps: 8 });
  await expect(rules.locator('.gap')).toHaveCount(1);
  await mouse.up();
  await expect(designer.notice('Rule 3 is now rule 1 of 3.')).toBeVisible();
  expect((await sentences(rules))[0]).toContain('Deny');

  await designer.rule('Ingress', 1).focus();
  await designer.page.keyboard.press('Alt+ArrowDown');
  await expect(designer.rule('Ingress', 2)).toBeFocused();
  expect((await sentences(rules))[1]).toContain('Deny');

  await grip(2).focus();
  await designer.page.keyboard.press('Space');
  await designer.page.keyboard.press('ArrowDown');
  await designer.page.keyboard.press('Escape');
  expect((await sentences(rules))[1]).toContain('Deny');
  await designer.page.keyboard.press('Space');
  await designer.page.keyboard.press('ArrowDown');
  await designer.page.keyboard.press('Space');
  await expect(grip(3)).toBeFocused();
  expect((await sentences(rules))[2]).toContain('Deny');

  expect(await designer.history()).toHaveLength(3);
  for (let step = 0; step < 3; step += 1) await designer.undo();
  await expect(designer.status).toContainText('Saved');
});

test('a rule for a service is added, its ports and nets chosen from what is known, a wrong one refused with its place', async ({
  designer,
}) => {
  await designer.openPolicy('guard');
  const rules = designer.inspector.getByRole('region', { name: 'Ingress rules' });
  await rules.getByLabel('Action of the new ingress rule').selectOption('Pass');
  await rules.getByLabel('Service of the new ingress rule').selectOption('SSH');
  await rules.getByRole('button', { name: 'Add ingress rule' }).click();
  const added = designer.rule('Ingress', 4);
  await expect(added).toContainText('Pass');
  await expect(added).toContainText('TCP port 22 from anywhere');

  await rules.getByRole('button', { name: 'Suggestions for Ports' }).click();
  await designer.page.getByRole('menuitemcheckbox', { name: 'etcd' }).click();
  await expect(added).toContainText('TCP ports 22 and 2379–2380');
  await rules.getByRole('button', { name: 'Suggestions for Nets' }).click();
  await designer.page.getByRole('menuitemcheckbox', { name: 'Set office' }).click();
  await expect(added).toContainText('from 203.0.113.0/24');

  const nets = rules.getByRole('combobox', { name: 'Nets' });
  await nets.fill('10.0.300.1');
  await nets.press('Enter');
  await expect(rules).toContainText('part 3, “300”, goes from 0 to 255');
  await nets.fill('10.0.0.7');
  await nets.press('Enter');
  await expect(added).toContainText('203.0.113.0/24 or 10.0.0.7/32');
  await rules.getByRole('button', { name: 'Remove 203.0.113.0/24' }).click();
  await expect(added).toContainText('from 10.0.0.7/32');

  await rules.getByRole('radio', { name: 'Deny' }).check();
  await expect(added).toContainText('Deny');
  await rules.getByRole('group', { name: 'From' }).getByRole('button', { name: '+ Criterion of “From”' }).click();
  await designer.page.getByRole('menuitem', { name: 'Service accounts' }).click();
  await rules.getByRole('textbox', { name: 'Service accounts' }).fill('web');
  await rules.getByRole('textbox', { name: 'Service accounts' }).press('Enter');
  await expect(added).toContainText('running as web');
});

test('a cluster-wide policy is edited without YAML: whom it applies to, its peers and its ports', async ({
  designer,
}) => {
  await designer.openPolicy('admin');
  await expect(designer.rule('Egress', 1)).toContainText('all traffic to 10.0.0.0/8');
  await designer.field('Applies to').selectOption({ label: 'Some pods of some namespaces' });
  await expect(designer.inspector).toContainText('Matches 2 pods');

  await designer.rule('Egress', 1).click();
  const rules = designer.inspector.getByRole('region', { name: 'Egress rules' });
  await rules.getByRole('button', { name: 'Add peer: Namespaces' }).click();
  await expect(designer.rule('Egress', 1)).toContainText('10.0.0.0/8 or any pod in any namespace');
  await rules.getByRole('button', { name: 'Add port' }).click();
  await rules.getByLabel('Kind of port 1').selectOption('UDP');
  await rules.getByLabel('port 1', { exact: true }).fill('53-54');
  await rules.getByLabel('port 1', { exact: true }).press('Enter');
  await expect(designer.rule('Egress', 1)).toContainText('UDP 53–54 to');
  await rules.getByRole('radio', { name: 'Pass' }).check();

  await rules.getByRole('button', { name: 'Add egress rule' }).click();
  await expect(designer.rule('Egress', 2)).toContainText('all traffic to any pod in any namespace');
});
