import { beforeEach, expect, test } from 'vitest';
import type { ResourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { settled, TestBench } from './test-bench.ts';

const one = 'Pod/a/one' as ResourceId; // as the text names it
const text = 'apiVersion: v1\nkind: Pod\nmetadata: {name: one, namespace: a}\n';

let app: TestBench<MemoryHost>['app'];

/** YAML that can't be read yet. */
beforeEach(async () => {
  const bench = new TestBench(new MemoryHost());
  await bench.open(text);
  app = bench.app;
  app.yamlDrafts.edit(one, 'kind: [');
});

test.each([
  ['is asked about before another design takes its place', null, [one]],
  ['is given up when the user says so', 'discard', []],
])('YAML that can’t be read yet %s', async (_what, choice, left) => {
  expect(app.unsaved.isAny).toBe(true);
  const asked = app.files.newDesign();
  await settled();
  app.questions.answer(choice);
  await asked;
  expect(Object.keys(app.session.document.resources)).toEqual(left);
  expect(app.unsaved.isAny).toBe(choice === null);
});

test('it is named beside changes that can be saved', async () => {
  app.session.dispatch({ type: 'set-label', resource: one, key: 'app', value: 'changed' });
  const asked = app.files.newDesign();
  await settled();
  expect(app.questions.current?.text).toContain('can’t be read yet is lost either way');
  app.questions.answer(null);
  await asked;
});
