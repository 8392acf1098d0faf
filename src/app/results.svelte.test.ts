import { expect, test } from 'vitest';
import type { ResourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { TestBench } from './test-bench.ts';

const pod = (name: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}\nspec: {containers: [{name: c, image: i}]}\n`;
const text = [
  pod('a'),
  pod('b'),
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {matchLabels: {role: closed}}, policyTypes: [Ingress]}
`,
].join('---\n');
// An id as the program has it.
const a = 'Pod/shop/a' as ResourceId;

async function opened(): Promise<TestBench<MemoryHost>> {
  const bench = new TestBench(new MemoryHost());
  await bench.open(text);
  return bench;
}
const changed = ({ app }: TestBench<MemoryHost>): unknown =>
  app.results.lastChange?.pairs.map(({ source, destination }) => `${source} → ${destination}`) ?? null;

test('what the last edit changed of the verdicts is known, and what undo changes back', async () => {
  const bench = await opened();
  expect(changed(bench)).toBeNull();
  bench.app.session.dispatch({ type: 'set-label', resource: a, key: 'role', value: 'closed' });
  expect(changed(bench)).toEqual(['shop/b → shop/a', 'external/internet → shop/a']);
  bench.app.session.undo();
  expect(changed(bench)).toEqual(['shop/b → shop/a', 'external/internet → shop/a']);
  bench.app.session.dispatch({ type: 'set-label', resource: a, key: 'other', value: 'x' });
  expect(changed(bench)).toEqual([]);
});

test('moving a card changes no verdict and hides no change', async () => {
  const bench = await opened();
  const move = (x: number): void => {
    bench.app.session.dispatch({ type: 'move-elements', positions: [{ element: a, at: { x, y: 2 } }] });
  };
  // The first one makes the document that places are kept in.
  move(1);
  bench.app.session.dispatch({ type: 'set-label', resource: a, key: 'role', value: 'closed' });
  move(3);
  expect(changed(bench)).toHaveLength(2);
});

test('another design is not compared with the one before', async () => {
  const bench = await opened();
  bench.app.session.dispatch({ type: 'set-label', resource: a, key: 'role', value: 'closed' });
  bench.app.session.undo();
  await bench.app.files.openGiven([
    { name: 'e.yaml', file: null, version: null, content: { kind: 'text', text: [pod('a'), pod('c')].join('---\n') } },
  ]);
  expect(changed(bench)).toBeNull();
});
