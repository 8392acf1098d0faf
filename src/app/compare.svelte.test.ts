import { describe, expect, test } from 'vitest';
import { openDesign } from '../core/file/design-file.ts';
import { podEndpointId } from '../core/model/ids.ts';
import { resourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { compareWithGiven, comparisonReport, leaveComparison } from './compare-actions.ts';
import { file, settled, TestBench, type FakeComparer } from './test-bench.ts';

const cluster = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: prod, labels: { app: web } }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: prod, labels: { app: db } }
`;
const policy = (port: number): string => `---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: db, namespace: prod }
spec:
  selector: app == 'db'
  ingress: [{ action: Allow, protocol: TCP, source: { selector: app == 'web' }, destination: { ports: [${port}] } }]
`;
const [web, db] = [podEndpointId('prod', 'web'), podEndpointId('prod', 'db')];

async function bench(text = cluster + policy(81)): Promise<TestBench<MemoryHost>> {
  const made = new TestBench(new MemoryHost());
  await made.open(text);
  await settled();
  return made;
}

async function compared(
  before = cluster + policy(80),
): Promise<TestBench<MemoryHost> & { readonly comparer: FakeComparer }> {
  const made = await bench();
  const asked = compareWithGiven(made.app, [file('old.yaml', before)]);
  await passing(made, asked);
  const [comparer] = made.comparers;
  if (comparer === undefined) throw new Error('a comparison starts its worker');
  return Object.assign(made, { comparer });
}

/** Reading takes turns of the clock. */
async function passing(made: TestBench<MemoryHost>, done: Promise<void>): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await settled();
    made.clock.pass(1);
  }
  await done;
}

describe('comparing with a file', () => {
  test('leaves the open design as it is and shows what differs', async () => {
    const { app } = await compared();
    expect([app.session.name, app.session.unsaved]).toEqual(['d.yaml', false]);
    expect([app.compare.baseline?.name, app.view.drawer, app.view.lens]).toEqual(['old.yaml', 'compare', 'compared']);
    expect(app.compare.shown).toMatchObject([{ source: web, destination: db, event: 'changed', effect: 'both' }]);
    expect(app.compare.between(web, db)?.gained).toEqual([{ protocol: 'TCP', ports: '81' }]);
    expect(app.compare.between(db, web)).toBeNull();
  });

  test('follows edits', async () => {
    const { app } = await compared();
    const id = resourceId({ group: 'projectcalico.org', kind: 'NetworkPolicy', namespace: 'prod', name: 'db' });
    const done = app.session.dispatch({ type: 'remove-resources', ids: [id] });
    expect(done.ok).toBe(true);
    expect(app.compare.between(web, db)).toMatchObject({ event: 'changed', effect: 'widened' });
    app.session.undo();
    expect(app.compare.between(web, db)?.effect).toBe('both');
  });

  test('keeps what was found until the newer answer is there', async () => {
    const { app, comparer } = await compared();
    comparer.isHeld = true;
    app.session.undo();
    app.compare.refresh();
    expect([app.compare.isBehind, app.compare.shown.length]).toEqual([true, 1]);
    comparer.letGo();
    expect(app.compare.isBehind).toBe(false);
  });

  test('explains a selected pair as it was', async () => {
    const { app } = await compared();
    app.selection.select({ kind: 'pair', source: web, destination: db });
    app.compare.explainBefore(app.selection.pair);
    expect(app.compare.before?.parts[0]?.segments.length).toBeGreaterThan(1);
    app.selection.clear();
    app.compare.explainBefore(app.selection.pair);
    expect(app.compare.before).toBeNull();
  });

  test('hides effects that are not to be seen', async () => {
    const { app } = await compared();
    app.compare.toggle('both');
    expect([app.compare.shown, app.compare.between(web, db)]).toEqual([[], null]);
    app.compare.toggle('both');
    expect(app.compare.shown).toHaveLength(1);
  });

  test('is left for good: its worker ends, lens and drawer are as before', async () => {
    const { app, comparer } = await compared();
    leaveComparison(app);
    expect([app.compare.baseline, app.compare.shown, comparer.isStopped]).toEqual([null, [], true]);
    expect([app.view.lens, app.view.drawer]).toEqual(['drawn', 'matrix']);
  });

  test('is left when another design is opened', async () => {
    const made = await compared();
    await passing(made, made.open(cluster, 'other.yaml'));
    expect(made.app.compare.baseline).toBeNull();
  });

  test('a worker that crashes is said, and another comparison can be started', async () => {
    const made = await compared();
    made.comparer.crash();
    expect(made.app.compare.failure).toContain('stopped unexpectedly');
    await passing(made, compareWithGiven(made.app, [file('old.yaml', cluster)]));
    expect([made.app.compare.failure, made.comparers.length]).toEqual([null, 2]);
  });

  test('a file of which nothing can be read is said, and nothing changes', async () => {
    const made = await bench();
    await passing(made, compareWithGiven(made.app, [file('bad.yaml', 'a: [')]));
    expect(made.notice).toContain('Nothing to compare with in bad.yaml');
    expect([made.app.compare.baseline, made.app.view.lens]).toEqual([null, 'drawn']);
  });

  test('a dialog that is waved off changes nothing', async () => {
    const made = await bench();
    await compareWithGiven(made.app, []);
    expect(made.app.compare.baseline).toBeNull();
  });
});

test('the report lists what is to be seen, and endpoints and objects that differ', async () => {
  const { app } = await compared();
  const { found, shown } = app.compare;
  if (found === null) throw new Error('there is an answer');
  const extra = openDesign([{ name: 'x.yaml', text: cluster }]).document;
  const [id] = Object.values(extra.resources).map((resource) => resource.id);
  const objects = { added: id === undefined ? [] : [id], removed: [], changed: [] };
  const { rows } = comparisonReport({ shown, found: { ...found, objects } });
  expect(rows.map((row) => row.slice(0, 4))).toEqual([
    ['connection', 'changed', 'both', 'prod/web'],
    ['object', 'added', '', 'Pod/prod/web'],
  ]);
});
