import { readFileSync } from 'node:fs';
import { openDesign } from '../src/core/file/design-file.ts';
import { evaluateAll } from '../src/core/policy/evaluate.ts';
import { lower } from '../src/core/policy/lower.ts';
import { summaryAt } from '../src/core/policy/verdict-index.ts';
import { textOf, type DesignerPage } from './designer-page.ts';
import { expect, test } from './journey.ts';

/** A person who knows Calico but not the program needs no more than this many (drags, clicks, texts) for the lesson. */
const mostGestures = 25;

/** What is drawn by hand, and what the sample calls it. */
const names: Readonly<Record<string, string>> = {
  'host/node': 'host/node-control-plane',
  'host/node-2': 'host/node-worker',
  'default/pod': 'prod/backend',
  'default/pod-2': 'dev/frontend',
  'external/internet': 'external/internet',
};
/** Of the drop menu: the policy goes into the tier that was made for it. */
const newPolicyOption = /^New policy for role == "node" .*in tier host-firewall/;
const flows: readonly [source: string, from: string, to: string, destination: string][] = [
  ['Host endpoint node of', 'host/node', 'Host endpoint node-2 of', 'host/node-2'],
  ['Pod default/pod on', 'default/pod', 'Host endpoint node-2 of', 'host/node-2'],
  ['Pod default/pod-2 on', 'default/pod-2', 'Host endpoint node of', 'host/node'],
];

/** Every pair of the named endpoints with verdict and open ports, from texts laid over each other. */
function verdictsOf(
  texts: readonly string[],
  nameOf: (id: string) => string | undefined,
): Readonly<Record<string, string>> {
  const { document, problems } = openDesign(texts.map((text, index) => ({ name: `${index}.yaml`, text })));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const table = evaluateAll(lower(Object.values(document.resources)));
  const rows = table.endpoints.flatMap(({ id }, row) => {
    const name = nameOf(id);
    return name === undefined ? [] : [{ name, row }];
  });
  const pairs = rows.flatMap((source) => rows.map((destination) => [source, destination] as const));
  return Object.fromEntries(
    pairs
      .filter(([source, destination]) => source !== destination)
      .map(([source, destination]) => {
        const summary = summaryAt(table, source.row, destination.row);
        return [`${source.name} → ${destination.name}`, `${summary?.verdict} ${JSON.stringify(summary?.allowed)}`];
      }),
  );
}

/** The design that was drawn, with the exported manifests in the place of its own, is judged as the sample is. */
async function expectSampleVerdicts(designer: DesignerPage): Promise<void> {
  const saved = await designer.save();
  await designer.page.keyboard.press('Control+e');
  const dialog = designer.dialog('Export manifests');
  const button = dialog.getByRole('button', { name: 'Export', exact: true });
  // As the lesson is told, nothing admits loopback, and the guard says what dies of it.
  await dialog.getByRole('checkbox', { name: /^I know what dies/ }).press('Space');
  await expect(button).toBeEnabled();
  const [download] = await Promise.all([designer.page.waitForEvent('download'), button.press('Enter')]);
  const exported = await textOf(download);
  expect([...exported.matchAll(/^kind: (\S+)$/gm)].map(([, kind]) => kind)).toEqual([
    'Tier',
    'GlobalNetworkPolicy',
    'HostEndpoint',
    'HostEndpoint',
  ]);
  const sample = readFileSync('assets/samples/firewall-the-nodes.firewright.yaml', 'utf8');
  const inSample = new Set(Object.values(names));
  const wanted = verdictsOf([sample], (id) => (inSample.has(id) ? id : undefined));
  expect(Object.keys(wanted)).toHaveLength(20);
  expect(verdictsOf([saved, exported], (id) => names[id])).toEqual(wanted);
}

test('the first lesson is drawn by mouse from an empty canvas in at most 25 gestures', async ({ designer }) => {
  const { page } = designer;
  await designer.choose('File', 'New design');
  let gestures = 0;
  const gesture = async (act: () => Promise<unknown>): Promise<void> => {
    await act();
    gestures += 1;
  };
  const canvas = (await designer.canvas.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const at = (x: number, y: number) => ({ x: canvas.x + canvas.width * x, y: canvas.y + canvas.height * y });

  await gesture(() => designer.drag('Node').onto(at(0.25, 0.4)));
  await gesture(() => designer.drag('Node').onto(at(0.7, 0.4)));
  await gesture(async () => designer.drag('Host endpoint').onto(await designer.box('Node node')));
  await gesture(async () => designer.drag('Host endpoint').onto(await designer.box('Node node-2')));
  await gesture(async () => designer.drag('Pod').onto(await designer.box('Node node')));
  await gesture(async () => designer.drag('Pod').onto(await designer.box('Node node-2')));

  await gesture(() => designer.stage('Tiers').click());
  await gesture(() => page.getByRole('button', { name: 'New tier' }).click());
  await gesture(async () => {
    await page.keyboard.type('host-firewall');
    await page.keyboard.press('Enter');
  });
  await expect(designer.tierLane('host-firewall')).toBeVisible();
  await gesture(() => designer.stage('Canvas').click());

  await gesture(() => designer.newLabel('role=node'));
  await gesture(async () => designer.dragLabel('role=node').onto(await designer.card('Host endpoint node of')));
  await gesture(async () => designer.dragLabel('role=node').onto(await designer.card('Host endpoint node-2 of')));
  await gesture(async () =>
    designer.drag('Allow ingress any traffic').onto(await designer.card('Host endpoint node of')),
  );
  await gesture(() =>
    designer.dropMenu.getByRole('menuitem', { name: /^New policy for role == "node" .*in tier host-firewall/ }).click(),
  );
  await gesture(() => designer.rule('Ingress', 1).click());
  await gesture(() => designer.dragLabel('role=node').onto(designer.selectorField('Selector')));

  for (const [source, , destination] of flows) {
    await gesture(async () => (await designer.dragFlow(source)).onto(await designer.card(destination)));
    await gesture(() => page.keyboard.press('Enter'));
  }

  await expect(designer.arrow('host/node', 'host/node-2').entry).toContainText('allowed');
  await expect(designer.arrow('default/pod', 'host/node-2').entry).toContainText('partly allowed');
  test.info().annotations.push({ type: 'gestures by mouse', description: String(gestures) });
  console.log(`first lesson by mouse: ${gestures} gestures`);
  expect(gestures).toBeLessThanOrEqual(mostGestures);
  await expectSampleVerdicts(designer);
});

test('the first lesson is drawn by keyboard alone in as many gestures', async ({ designer }) => {
  // Each Tab and arrow key on the way is pressed and waited for: some hundreds.
  test.slow();
  const { page } = designer;
  await designer.choose('File', 'New design');
  let gestures = 0;
  const gesture = async (act: () => Promise<unknown>): Promise<void> => {
    await act();
    gestures += 1;
  };
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  /** Picks a chip up, walks to the line of the canvas's twin, and drops it there. */
  const drop = (chip: string, line: string | RegExp): Promise<void> =>
    gesture(async () => {
      await designer.tabTo(designer.chip(chip));
      await press('Enter');
      await designer.walkTo(designer.entry(line).first());
      await press('Enter');
    });

  await drop('Node', 'Empty place');
  await drop('Node', 'Empty place');
  await drop('Host endpoint', /^Node node(,|$)/);
  await drop('Host endpoint', /^Node node-2(,|$)/);
  await drop('Pod', /^Node node(,|$)/);
  await drop('Pod', /^Node node-2(,|$)/);

  await gesture(() => press('Control+2'));
  await gesture(async () => {
    await designer.tabTo(page.getByRole('button', { name: 'New tier' }));
    await press('Enter');
  });
  await gesture(async () => {
    await page.keyboard.type('host-firewall');
    await press('Enter');
  });
  await expect(designer.tierLane('host-firewall')).toBeVisible();
  await gesture(() => press('Control+1'));

  await gesture(async () => {
    await designer.tabTo(designer.palette.getByLabel('New label'));
    await page.keyboard.type('role=node');
  });
  await drop('Label role=node', 'Host endpoint node of');
  await drop('Label role=node', 'Host endpoint node-2 of');
  await drop('Allow ingress any traffic', 'Host endpoint node of');
  await gesture(async () => {
    const wanted = designer.dropMenu.getByRole('menuitem', { name: newPolicyOption });
    for (
      let presses = 0;
      presses < 20 && !(await wanted.evaluate((item) => item === document.activeElement));
      presses += 1
    )
      await press('ArrowDown');
    await press('Enter');
  });
  await gesture(async () => {
    await designer.tabTo(designer.rule('Ingress', 1));
    await press('Enter');
  });
  await gesture(async () => {
    await designer.tabTo(designer.selectorField('Selector'));
    await page.keyboard.type('role == "node"');
    await press('Enter');
  });

  for (const [source, , destination] of flows) {
    await gesture(async () => {
      await designer.tabTo(page.locator('[data-keyboard-targets] [tabindex="0"]').first());
      await designer.walkTo(designer.entry(source).first());
      await press('f');
      await designer.walkTo(designer.entry(destination).first());
      await press('Enter');
    });
    await gesture(() => press('Enter'));
  }

  await expect(designer.arrow('host/node', 'host/node-2').entry).toContainText('allowed');
  await expect(designer.arrow('default/pod', 'host/node-2').entry).toContainText('partly allowed');
  test.info().annotations.push({ type: 'gestures by keyboard', description: String(gestures) });
  console.log(`first lesson by keyboard: ${gestures} gestures`);
  expect(gestures).toBeLessThanOrEqual(mostGestures);
  await expectSampleVerdicts(designer);
});
