import { describe, expect, test } from 'vitest';
import { contentFindings, faultText, readSceneContent } from './scene-content.ts';

const node = 'apiVersion: v1\nkind: Node\nmetadata:\n  name: n1\n';
const design = (spec: string): string =>
  `apiVersion: firewright.dev/v1\nkind: Design\nmetadata:\n  name: design\nspec: ${spec}\n`;

describe('the content of a scene', () => {
  const good: readonly (readonly [what: string, content: string, ids: readonly string[]])[] = [
    ['nothing', '', []],
    ['blank lines', '\n \n', []],
    ['a comment', '# nothing yet\n', []],
    ['objects', `${node}---\n${design('{layout: {}}')}`, ['Node/n1', 'Design.firewright.dev/design']],
  ];
  test.each(good)('%s is a design', (_what, content, ids) => {
    const read = readSceneContent(content);
    expect(read.ok && read.value.map(({ id, origin }) => `${id} ${String(origin)}`)).toEqual(
      ids.map((id) => `${id} null`),
    );
    expect(readSceneContent(content)).toBe(read);
  });

  const bad: readonly (readonly [what: string, content: string, fault: RegExp])[] = [
    ['broken YAML', `${node}---\na: [\n`, /^line 7, column 1 of its content: /],
    ['what is no object', `${node}---\n- x\n`, /^line 6, column 1 of its content: This is a list/],
    ['an object that stands twice', `${node}---\n${node}`, /^line 6, column 1 of its content: .*twice/],
    ['scenes of its own', design('{scenes: [{id: a}]}'), /^The content of a scene holds no scenes/],
    ['a lesson of its own', design('{lesson: {}}'), /^The content of a scene holds no scenes/],
    ['an alias bomb', `a: &a [x, x]\nb: &b [*a, *a]\nc: [${'*b, '.repeat(9000)}*b]\n`, /./],
  ];
  test.each(bad)('%s is none', (_what, content, fault) => {
    const read = readSceneContent(content);
    expect(read.ok ? '' : faultText(read.error)).toMatch(fault);
  });
});

test('a scene that can’t be shown is a problem at its content; the others are not', () => {
  const manifest = {
    apiVersion: 'firewright.dev/v1',
    kind: 'Design',
    metadata: { name: 'design' },
    spec: { scenes: [{ id: 'a', content: node }, 'x', { id: 'b', title: 'Broken', content: 'a: [' }, { id: 'c' }] },
  };
  expect(contentFindings(manifest)).toEqual([
    {
      severity: 'error',
      code: 'SCENE-CONTENT',
      path: ['spec', 'scenes', 2, 'content'],
      message: expect.stringMatching(/^Scene "Broken" can’t be shown: line 1, column \d+ of its content: /),
    },
  ]);
});
