import { describe, expect, test } from 'vitest';
import { readSources, readSourcesInSteps } from './overlay.ts';
import { withoutPause } from './steps.ts';

const pod = (name: string, more = ''): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n${more}`;

describe('one file', () => {
  test('gives its objects in order, each with its origin', () => {
    const { resources, sources, problems } = readSources([{ name: 'a.yaml', text: `${pod('x')}---\n${pod('w')}` }]);
    expect(problems).toEqual([]);
    expect(resources.map(({ id, origin }) => [id, origin?.source, origin?.path])).toEqual([
      ['Pod/default/x', 'a.yaml#0', []],
      ['Pod/default/w', 'a.yaml#1', []],
    ]);
    expect(resources.every(({ manifest, origin }) => manifest === origin?.manifest)).toBe(true);
    expect(sources.map(({ firstLine }) => firstLine)).toEqual([1, 5]);
  });

  test('opens lists; items of typed lists take their kind from the list', () => {
    const text = 'apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: x, namespace: a}\n- metadata: {name: w}\n';
    const { resources, sources } = readSources([{ name: 'a.yaml', text }]);
    expect(resources.map(({ id, manifest, origin }) => [id, manifest['kind'], origin?.path])).toEqual([
      ['Pod/a/x', 'Pod', ['items', 0]],
      ['Pod/default/w', 'Pod', ['items', 1]],
    ]);
    expect(sources[0]?.content).toMatchObject({ kind: 'list', resources: ['Pod/a/x', 'Pod/default/w'] });
  });

  test('a kind that only ends in List is an object', () => {
    const text = 'apiVersion: example.com/v1\nkind: AllowList\nmetadata: {name: a}\nitems: []\n';
    expect(readSources([{ name: 'a.yaml', text }]).resources.map(({ id }) => id)).toEqual(['AllowList.example.com/a']);
  });
});

describe('several files', () => {
  test('a later object replaces an earlier one, and that is said', () => {
    const { resources, sources, problems } = readSources([
      { name: 'a.yaml', text: `${pod('x')}---\n${pod('w')}` },
      { name: 'b.yaml', text: `# new\n${pod('x', 'spec: {nodeName: n}\n')}` },
    ]);
    expect(resources.map(({ id, origin }) => [id, origin?.source])).toEqual([
      ['Pod/default/w', 'a.yaml#1'],
      ['Pod/default/x', 'b.yaml#0'],
    ]);
    expect(sources.map(({ id }) => id)).toEqual(['a.yaml#1', 'b.yaml#0']);
    expect(problems).toEqual([
      {
        severity: 'info',
        code: 'RESOURCE-REPLACED',
        message: 'Pod/default/x replaces the one in a.yaml, line 1: a later file overrides an earlier one.',
        path: [],
        resource: 'Pod/default/x',
        place: { file: 'b.yaml', line: 2, column: 1 },
      },
    ]);
  });

  test('a later Design replaces an earlier one of another name', () => {
    const design = (name: string): string => `apiVersion: firewright.dev/v1\nkind: Design\nmetadata: {name: ${name}}\n`;
    const { resources } = readSources([
      { name: 'a.yaml', text: design('a') },
      { name: 'b.yaml', text: design('b') },
    ]);
    expect(resources.map(({ id }) => id)).toEqual(['Design.firewright.dev/b']);
  });

  test('ids stay apart when files have one name, now or in the design already', () => {
    const first = readSources([{ name: 'a.yaml', text: pod('x') }]);
    const { sources } = readSources(
      [
        { name: 'a.yaml', text: pod('w') },
        { name: 'a.yaml', text: pod('z') },
      ],
      first.sources,
    );
    expect(sources.map(({ id }) => id)).toEqual(['a.yaml#1', 'a.yaml#2']);
  });

  test('ids stay apart when the first document of a file has left the design', () => {
    const { sources } = readSources([{ name: 'a.yaml', text: `${pod('x')}---\n${pod('w')}` }]);
    const again = readSources([{ name: 'a.yaml', text: pod('z') }], sources.slice(1));
    expect(again.sources.map(({ id }) => id)).toEqual(['a.yaml#2']);
  });

  test('of three files with the same object the last one counts, and the texts of both others leave', () => {
    const files = ['a', 'b', 'c'].map((name) => ({ name: `${name}.yaml`, text: pod('x') }));
    const { resources, sources, problems } = readSources(files);
    expect(resources.map(({ origin }) => origin?.source)).toEqual(['c.yaml#0']);
    expect(sources.map(({ id }) => id)).toEqual(['c.yaml#0']);
    expect(problems.map(({ code, place }) => [code, place?.file])).toEqual([
      ['RESOURCE-REPLACED', 'b.yaml'],
      ['RESOURCE-REPLACED', 'c.yaml'],
    ]);
  });

  test('a list keeps its text when one of its objects is replaced', () => {
    const list = 'apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: x}\n- metadata: {name: w}\n';
    const { resources, sources, problems } = readSources([
      { name: 'a.yaml', text: list },
      { name: 'b.yaml', text: pod('w') },
    ]);
    expect(resources.map(({ id, origin }) => [id, origin?.source])).toEqual([
      ['Pod/default/x', 'a.yaml#0'],
      ['Pod/default/w', 'b.yaml#0'],
    ]);
    expect(sources.map(({ id }) => id)).toEqual(['a.yaml#0', 'b.yaml#0']);
    expect(problems.map(({ message }) => message)).toEqual([
      'Pod/default/w replaces the one in a.yaml, line 5: a later file overrides an earlier one.',
    ]);
  });
});

describe('reading in steps', () => {
  const many = Array.from({ length: 8000 }, (_, index) => pod(`x${index}`)).join('---\n');
  const item = (index: number): string => `- metadata:\n    name: x${index}\n    labels: {app: web}\n`;
  const list = `kind: PodList\napiVersion: v1\nitems:\n${Array.from({ length: 8000 }, (_, index) => item(index)).join('')}`;
  const cases: readonly (readonly [what: string, text: string])[] = [
    ['many documents', many],
    ['one long list', list],
  ];
  test.each(cases)('%s pauses on the way, says how far it is, and reads the same', (_what, text) => {
    const files = [
      { name: 'a.yaml', text },
      { name: 'b.yaml', text: pod('w') },
    ];
    const steps = readSourcesInSteps(files);
    const total = text.length + pod('w').length;
    const done: number[] = [];
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) {
      expect(step.value.total).toBe(total);
      done.push(step.value.done);
    }
    expect(step.value).toEqual(readSources(files));
    expect(step.value.resources).toHaveLength(8001);
    expect(done.length).toBeGreaterThan(2);
    // No part is so long that a window would be held up by it, and none is counted twice.
    for (const [index, now] of done.entries()) expect(now - (done[index - 1] ?? 0)).toBeLessThan(2 ** 18);
    expect(done.at(-1)).toBeLessThanOrEqual(total);
  });

  test('an empty import has nothing to pause for', () => {
    expect(withoutPause(readSourcesInSteps([]))).toEqual({ resources: [], moved: [], sources: [], problems: [] });
  });
});
