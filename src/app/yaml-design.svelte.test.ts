import { beforeEach, describe, expect, test } from 'vitest';
import { openDesign } from '../core/file/design-file.ts';
import type { ResourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { TestBench } from './test-bench.ts';
import { longestEditedDesign, type YamlDesign } from './yaml-design.svelte.ts';

const namespace = (name: string, more = ''): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n${more}`;
const text = `# ours\n${namespace('a')}---\n${namespace('b')}`;

let bench: TestBench<MemoryHost>;
let design: YamlDesign;
beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  design = bench.app.yamlDesign;
  await bench.open(text);
});

const names = (): readonly string[] => Object.keys(bench.app.session.document.resources).sort();
const steps = (): readonly string[] => bench.app.session.history.map(({ label }) => label);
function type(typed: string): void {
  design.edit(typed);
  bench.clock.pass(300);
}

test('the text is the design’s', () => {
  expect([design.text, design.state, design.isOvertaken]).toEqual([text, { kind: 'agreed' }, false]);
});

test('typing that rests is one step, comments included, and undo takes it back', () => {
  design.edit(text.replace('name: b', 'name: b\n  label'));
  design.edit(text.replace('name: b', 'name: b\n  labels: {x: front} # why'));
  expect([design.state.kind, steps()]).toEqual(['typing', []]);
  bench.clock.pass(300);
  expect([design.state.kind, steps()]).toEqual(['agreed', ['Edit YAML of the design']]);
  expect(bench.app.session.document.resources['Namespace/b' as ResourceId]?.manifest).toMatchObject({
    metadata: { labels: { x: 'front' } },
  });
  expect(design.text).toContain('# why');
  bench.app.session.undo();
  expect(design.text).toBe(text);
});

test('a text that can’t be read waits with its mistake marked; the design keeps what was valid last', () => {
  const broken = text.replace('name: a', 'name: [a');
  type(broken);
  expect(design.state).toMatchObject({ kind: 'mistakes', mistakes: [{ line: 6 }] });
  expect([design.text, names(), steps()]).toEqual([broken, ['Namespace/a', 'Namespace/b'], []]);
  design.settle();
  expect(design.state.kind).toBe('mistakes');
  design.revert();
  expect([design.text, design.state.kind]).toEqual([text, 'agreed']);
});

describe('other objects', () => {
  const typed = `${text}---\n${namespace('c')}`.replace('name: a', 'name: z');

  test('are taken when the editor is left, not while a name is typed', () => {
    type(typed);
    expect(design.state).toEqual({ kind: 'waits', added: ['Namespace/z', 'Namespace/c'], removed: ['Namespace/a'] });
    expect(steps()).toEqual([]);
    design.settle();
    expect([design.state.kind, names(), steps()]).toEqual([
      'agreed',
      ['Namespace/b', 'Namespace/c', 'Namespace/z'],
      ['Edit YAML of the design'],
    ]);
    bench.app.session.undo();
    expect(names()).toEqual(['Namespace/a', 'Namespace/b']);
  });
});

describe('a design that was changed elsewhere while a text waits', () => {
  beforeEach(() => {
    type(text.replace('name: a', 'name: [a'));
    bench.app.session.dispatch({ type: 'set-label', resource: 'Namespace/b' as ResourceId, key: 'k', value: 'v' });
  });

  test('is not overwritten', () => {
    expect(design.isOvertaken).toBe(true);
    design.edit(text.replace('name: a', 'name: a # fixed'));
    design.settle();
    expect(steps()).toEqual(['Set label k=v on b']);
  });

  test('can be taken', () => {
    design.revert();
    expect([design.isOvertaken, design.text.includes('k: v')]).toEqual([false, true]);
  });

  test('gives way where the user insists', () => {
    design.edit(text.replace('name: a', 'name: a # fixed'));
    design.insist();
    expect([design.isOvertaken, design.text]).toEqual([false, text.replace('name: a', 'name: a # fixed')]);
  });
});

test('problems of what was broken when it was opened go with it, and come back by undo', async () => {
  await bench.open(`${text}---\nx: [\n`, 'broken.yaml');
  expect(bench.app.session.problems).toHaveLength(1);
  type(text);
  expect(bench.app.session.problems).toEqual([]);
  bench.app.session.undo();
  expect(bench.app.session.problems).toHaveLength(1);
});

test('another design has a text of its own', async () => {
  type(text.replace('name: a', 'name: [a'));
  bench.app.session.replace({
    document: { resources: {}, sources: [] },
    file: bench.app.session.file,
    problems: [],
    isSaved: true,
    history: null,
  });
  expect([design.text, design.state.kind]).toEqual(['', 'agreed']);
});

test('more than a mebibyte is too long to be typed in', () => {
  expect(design.isTooLong).toBe(false);
  const { document } = openDesign([{ name: 'long.yaml', text: `${text}# ${'x'.repeat(longestEditedDesign)}\n` }]);
  bench.app.session.replace({ document, file: bench.app.session.file, problems: [], isSaved: true, history: null });
  expect(design.isTooLong).toBe(true);
});
