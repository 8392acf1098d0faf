import { writeFile } from 'node:fs/promises';
import type { DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

/*
 * One test per row of the table of gestures (product.md, section 2): what is dragged, onto what, and that it previews,
 * is one step, is undone, and refuses with a reason where it can't be done.
 */

interface Gesture {
  /** What was done, as the undo list names it. */
  readonly step: string | RegExp;
  readonly act: () => Promise<void>;
}

/** Does it, and sees that it is one step whose undo gives back every verdict and every element. */
async function oneStep(designer: DesignerPage, { step, act }: Gesture): Promise<void> {
  const [history, verdicts, entries] = [await designer.history(), await designer.verdicts(), await designer.entries()];
  await act();
  await expect.poll(() => designer.history().then((steps) => steps.length)).toBe(history.length + 1);
  const done = (await designer.history()).at(-1) ?? '';
  if (typeof step === 'string') expect(done).toBe(step);
  else expect(done).toMatch(step);
  await designer.undo();
  await expect.poll(() => designer.verdicts()).toEqual(verdicts);
  expect(await designer.entries()).toEqual(entries);
}

test.describe('a thing onto the canvas or a box creates it there', () => {
  const things: readonly [thing: string, box: string | null, line: string, step: string][] = [
    ['Node', null, 'Node node', 'Create node'],
    ['Namespace', null, 'Namespace namespace', 'Create namespace'],
    ['External network', null, 'External network network', 'Create network'],
    ['Network set', null, 'Network set network-set', 'Create network-set'],
    ['Pod', 'Namespace dev', 'Pod dev/pod', 'Create pod'],
    ['Pod', 'Node policy-llm-worker', 'Pod default/pod on policy-llm-worker', 'Create default, pod'],
    ['Network set', 'Namespace dev', 'Network set network-set', 'Create network-set'],
    [
      'Host endpoint',
      'Node policy-llm-worker',
      'Host endpoint policy-llm-worker of node policy-llm-worker',
      'Create policy-llm-worker',
    ],
  ];
  for (const [thing, box, line, step] of things)
    test(`${thing} onto ${box ?? 'the canvas'}`, async ({ designer }) => {
      const drag = designer.drag(thing);
      await oneStep(designer, {
        step,
        act: async () => {
          await drag.over(box === null ? await designer.emptyPlace() : await designer.card(box));
          await expect(drag.ghost).toContainText('New ');
          await drag.drop();
          await expect(designer.notice('Created ')).toBeVisible();
          await expect(designer.entry(line).first()).toBeAttached();
        },
      });
    });

  test('a host endpoint onto the empty canvas is refused', async ({ designer }) => {
    const drag = designer.drag('Host endpoint');
    await drag.over(await designer.emptyPlace());
    await expect(drag.ghost).toContainText('a host endpoint guards the interfaces of one node');
    await drag.drop();
    expect(await designer.history()).toEqual([]);
  });
});

test.describe('a label onto an object sets it', () => {
  const targets: readonly [target: string, step: string][] = [
    ['Pod prod/backend', 'Set label zone=a on backend'],
    ['Namespace dev', 'Set label zone=a on dev'],
    ['Node policy-llm-worker', 'Set label zone=a on policy-llm-worker'],
    ['Host endpoint node-worker', 'Set label zone=a on node-worker'],
  ];
  for (const [target, step] of targets)
    test(`onto ${target}`, async ({ designer }) => {
      await designer.newLabel('zone=a');
      const drag = designer.dragLabel('zone=a');
      await oneStep(designer, {
        step,
        act: async () => {
          // In the middle of a box lie its cards.
          const isBox = /^(Namespace|Node) /.test(target);
          const card = await designer.card(target);
          await drag.over(isBox ? await designer.box(target) : card);
          await expect(card).toHaveAttribute('data-aim', 'valid');
          await expect(drag.ghost).toContainText('Set zone=a on');
          await drag.drop();
          await expect(designer.notice('Set label zone=a on')).toBeVisible();
          await expect(designer.entry(target).first()).toContainText('zone=a');
        },
      });
    });

  test('onto a network set', async ({ designer }) => {
    await designer.drag('Network set').onto(await designer.emptyPlace());
    await designer.newLabel('zone=a');
    await oneStep(designer, {
      step: 'Set label zone=a on network-set',
      act: async () => designer.dragLabel('zone=a').onto(await designer.card('Network set network-set')),
    });
  });

  test('another value of the same key asks: replace or cancel', async ({ designer }) => {
    await designer.newLabel('app=web');
    const drag = designer.dragLabel('app=web');
    await drag.onto(await designer.card('Pod prod/backend'));
    await expect(designer.dropMenu).toContainText('Replace');
    await designer.dropMenu.getByRole('menuitem', { name: 'Cancel' }).click();
    expect(await designer.history()).toEqual([]);
    await oneStep(designer, {
      step: 'Set label app=web on backend',
      act: async () => {
        await drag.onto(await designer.card('Pod prod/backend'));
        await designer.dropMenu.getByRole('menuitem', { name: /^Replace/ }).click();
        await expect(designer.entry('Pod prod/backend')).toContainText('app=web');
      },
    });
  });

  test('onto the Internet is refused', async ({ designer }) => {
    const drag = designer.dragLabel('role=node');
    const internet = await designer.card('Internet');
    await drag.over(internet);
    await expect(internet).toHaveAttribute('data-aim', 'refused');
    await drag.drop();
    expect(await designer.history()).toEqual([]);
  });
});

test('a label onto a selector field adds the term', async ({ designer }) => {
  await designer.openPolicy('node-host-firewall');
  await designer.newLabel('zone=a');
  const drag = designer.dragLabel('zone=a');
  await oneStep(designer, {
    step: 'Change selector of node-host-firewall',
    act: async () => {
      await drag.over(designer.selectorField('Applies to'));
      await expect(drag.ghost).toContainText('zone');
      await expect(drag.change).toBeVisible();
      await drag.drop();
      await expect(designer.selectorField('Applies to')).toContainText('zone == "a"');
    },
  });
});

test.describe('a rule onto an endpoint', () => {
  for (const action of ['Allow', 'Deny', 'Pass', 'Log'])
    for (const direction of ['ingress', 'egress'])
      test(`${action} ${direction}: the policy is chosen, or a new one is made`, async ({ designer }) => {
        await designer.chooseRule(action, direction);
        const drag = designer.drag(`${action} ${direction} SSH`);
        const host = await designer.card('Host endpoint node-worker');
        await oneStep(designer, {
          step: /^Add (ingress|egress) rule to node-host-firewall$|^Add rule to node-host-firewall$/,
          act: async () => {
            await drag.over(host);
            await expect(host).toHaveAttribute('data-aim', 'valid');
            await expect(drag.ghost).toContainText('Add to node-host-firewall');
            await drag.drop();
            await expect(designer.dropMenu.getByRole('menuitem', { name: /^New policy for / }).first()).toBeVisible();
            await designer.dropMenu.getByRole('menuitem', { name: 'Add to node-host-firewall' }).click();
            await expect(designer.notice('is now in node-host-firewall.')).toBeVisible();
          },
        });
      });

  test('where there is no label to select by it is refused', async ({ designer }) => {
    const drag = designer.drag('Allow ingress SSH');
    const pod = await designer.card('Pod kube-system/kube-apiserver');
    await drag.over(pod);
    await expect(pod).toHaveAttribute('data-aim', 'refused');
    await expect(drag.ghost).toContainText('uses its node’s network');
    await drag.drop();
    expect(await designer.history()).toEqual([]);
  });
});

test('a rule onto an arrow is a rule for that pair', async ({ designer }) => {
  const pair = ['prod/backend', 'host/node-worker'] as const;
  await designer.palette.getByLabel('Protocol and port of a rule').fill('TCP 8080');
  const drag = designer.drag('Allow ingress TCP 8080');
  await oneStep(designer, {
    step: /^Add (ingress )?rule to node-host-firewall$/,
    act: async () => {
      await drag.over(designer.arrow(...pair).badge);
      await expect(drag.ghost).toContainText('Add to node-host-firewall');
      await expect(designer.arrow(...pair).badge).toHaveAttribute('data-ghost', 'true');
      await drag.drop();
      await designer.dropMenu.getByRole('menuitem', { name: 'Add to node-host-firewall' }).click();
      await expect(designer.cell(...pair)).toHaveAccessibleName(/partly allowed, TCP [^;]*\b8080\b/);
    },
  });
});

test('a rule onto a policy card appends it', async ({ designer }) => {
  await designer.stage('Tiers').click();
  const drag = designer.drag('Allow ingress SSH');
  await oneStep(designer, {
    step: /^Add (ingress )?rule to node-host-firewall$/,
    act: async () => {
      await drag.over(designer.policyCard('node-host-firewall'));
      await expect(drag.ghost).toContainText('Add to node-host-firewall');
      await drag.drop();
      await expect(designer.policyCard('node-host-firewall')).toContainText('3 rules');
    },
  });
  const lane = designer.tierLane('host-firewall');
  const { x, y, width, height } = (await lane.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await drag.over({ x: x + width / 2, y: y + height - 6 });
  await expect(drag.ghost).toContainText('A tier holds policies');
  const before = await designer.verdicts();
  await drag.drop();
  expect(await designer.verdicts()).toEqual(before);
  await expect(designer.policyCard('node-host-firewall')).toContainText('2 rules');
});

test('a policy card onto a lane sets tier and order, and shows the number it will get', async ({ designer }) => {
  await designer.stage('Tiers').click();
  const drag = designer.dragCard('node-host-firewall');
  await oneStep(designer, {
    step: 'Move node-host-firewall to tier default',
    act: async () => {
      await drag.over(designer.tierLane('default'));
      await expect(drag.ghost).toContainText('Move to default, order 100');
      await drag.drop();
      await expect(designer.tierLane('default')).toContainText('node-host-firewall');
    },
  });
});

test.describe('an endpoint’s handle onto an endpoint draws a flow', () => {
  test('protocol, port and expectation are asked for', async ({ designer }) => {
    await oneStep(designer, {
      step: 'Draw flow dev/frontend → prod/backend',
      act: async () => {
        const drag = await designer.dragFlow('Pod dev/frontend');
        const target = await designer.card('Pod prod/backend');
        await drag.over(target);
        await expect(target).toHaveAttribute('data-aim', 'valid');
        await drag.drop();
        await designer.flowForm.getByRole('radio', { name: 'TCP', exact: true }).click();
        await designer.flowForm.getByLabel('Port', { exact: true }).fill('8080');
        await designer.flowForm.getByRole('radio', { name: 'Allowed' }).click();
        await designer.page.keyboard.press('Enter');
        await expect(designer.arrow('dev/frontend', 'prod/backend').entry).toBeAttached();
      },
    });
  });

  test('onto itself or an empty place it is refused', async ({ designer }) => {
    const drag = await designer.dragFlow('Pod dev/frontend');
    await drag.over(await designer.emptyPlace());
    await expect(drag.ghost).toContainText('a flow leads from one to another');
    await drag.drop();
    expect(await designer.history()).toEqual([]);
  });
});

test('files onto the window are imported', async ({ designer }, testInfo) => {
  const path = testInfo.outputPath('shop.yaml');
  await writeFile(path, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n');
  await oneStep(designer, {
    step: 'Import 1 object',
    act: async () => {
      const drop = await designer.dragFiles([path]);
      await expect(designer.page.getByText('Drop to import YAML files and folders')).toBeVisible();
      await drop();
      await designer.confirmImport();
      await expect(designer.entry('Namespace shop')).toBeAttached();
    },
  });
});
