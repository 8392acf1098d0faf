import { expect, test } from 'vitest';
import { readSceneContent } from '../manifest/scene-content.ts';
import { openDesign } from './design-file.ts';
import { sceneContentOf } from './scene-content.ts';

const design = (spec: string): string =>
  `apiVersion: firewright.dev/v1\nkind: Design\nmetadata: {name: design}\nspec: ${spec}\n`;
const [tier, node] = [
  '# order matters\napiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: t1}\nspec: {order: 10, extra: kept}\n',
  'apiVersion: v1\nkind: Node\nmetadata: {name: n1}\n',
];
const contentOf = (...texts: readonly string[]): string =>
  sceneContentOf(openDesign([{ name: 'a.yaml', text: texts.join('---\n') }]).document);

test('the content is the whole design without its presentation, whatever order and form it was written in', () => {
  const content = contentOf(design('{layout: {grouping: node}, scenes: [{id: a}], lesson: {id: l}}'), tier, node);
  expect(content).toBe(
    [
      'apiVersion: v1\nkind: Node\nmetadata:\n  name: n1\n',
      'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata:\n  name: t1\nspec:\n  order: 10\n  extra: kept\n',
      'apiVersion: firewright.dev/v1\nkind: Design\nmetadata:\n  name: design\nspec:\n  layout:\n    grouping: node\n',
    ].join('---\n'),
  );
  expect(contentOf(node, design('{layout: {grouping: node}}'), tier.replace('# order matters\n', ''))).toBe(content);
});

test('a Design that says nothing else is left out; so is what could not be read', () => {
  expect(contentOf(design('{scenes: [{id: a}]}'))).toBe('');
  expect(contentOf(node, 'a: [\n')).toBe(contentOf(node));
});

test('it reads as the objects that it was made of', () => {
  const { document } = openDesign([{ name: 'a.yaml', text: [tier, node, design('{flows: []}')].join('---\n') }]);
  const read = readSceneContent(sceneContentOf(document));
  const manifests = Object.fromEntries(Object.values(document.resources).map(({ id, manifest }) => [id, manifest]));
  expect(read.ok && Object.fromEntries(read.value.map(({ id, manifest }) => [id, manifest]))).toEqual(manifests);
});
