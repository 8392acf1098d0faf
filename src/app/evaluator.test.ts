import { beforeEach, expect, test } from 'vitest';
import { podEndpointId, resourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { TestBench } from './test-bench.ts';

const web = resourceId({ group: '', kind: 'Pod', namespace: 'a', name: 'web' });
const [from, to] = [podEndpointId('a', 'web'), podEndpointId('a', 'db')];
const design = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: a}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: a}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: guard, namespace: a}
spec: {podSelector: {matchLabels: {closed: 'yes'}}, policyTypes: [Egress]}
`;

let bench: TestBench<MemoryHost>;
let app: TestBench<MemoryHost>['app'];

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  app = bench.app;
  await bench.open(design);
  bench.worker.isHeld = true;
});

function label(value: string): void {
  app.session.dispatch({ type: 'set-label', resource: web, key: 'closed', value });
}
const verdict = (): string | undefined => app.results.index?.summary(from, to)?.verdict;

test('what takes long can be cancelled; how far it is shows where the worker says so', () => {
  label('yes');
  bench.clock.pass(100);
  expect([app.results.evaluating, app.results.isLong]).toEqual([true, false]);
  bench.clock.pass(200);
  expect([app.results.isLong, app.results.progress]).toEqual([true, null]);
  bench.worker.report(2, 8);
  expect(app.results.progress).toEqual({ done: 2, total: 8 });
});

test('cancelled, the old verdicts stay and are known to be old, however much time passes', () => {
  label('yes');
  bench.clock.pass(300);
  app.evaluator.cancel();
  bench.worker.report(3, 8);
  bench.clock.pass(1000);
  bench.worker.letGo();
  expect([app.results.isStopped, app.results.evaluating, app.results.progress, verdict()]).toEqual([
    true,
    false,
    null,
    'allow',
  ]);
});

test('asked again, they come', () => {
  label('yes');
  app.evaluator.cancel();
  bench.worker.letGo();
  app.evaluator.ask();
  expect([app.results.isStopped, app.results.isBehind, verdict()]).toEqual([false, false, 'deny']);
});

test('the next edit asks again by itself', () => {
  label('yes');
  app.evaluator.cancel();
  label('no');
  expect(app.results.isStopped).toBe(false);
  bench.worker.letGo();
  expect([app.results.revision, verdict()]).toEqual([app.session.revision, 'allow']);
});

test('an edit of the picture only does not make cancelled verdicts good', () => {
  label('yes');
  app.evaluator.cancel();
  bench.worker.letGo();
  app.session.dispatch({ type: 'move-elements', positions: [{ element: web, at: { x: 1, y: 2 } }] });
  expect([app.results.revision, verdict()]).toEqual([app.session.revision, 'deny']);
});

test('of several edits the newest is evaluated, not those between', () => {
  label('yes');
  label('perhaps');
  label('no');
  bench.worker.letGo();
  expect([app.results.revision, app.results.isBehind]).toEqual([app.session.revision, false]);
});

test('with all verdicts in hand a cancel stops a slow preview only', () => {
  app.preview.show({ type: 'set-label', resource: web, key: 'closed', value: 'yes' });
  bench.worker.report(1, 2);
  expect(app.results.isLong).toBe(true);
  app.evaluator.cancel();
  expect([app.results.isStopped, app.results.isLong]).toEqual([false, false]);
});
