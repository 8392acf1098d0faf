import { expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import { resourceId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import { blockingProblems } from './blocking-problems.ts';

const { document } = openDesign([
  {
    name: 'd.yaml',
    text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n---\napiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: t}\n',
  },
]);
const pod = resourceId({ group: '', kind: 'Pod', namespace: 'default', name: 'p' });
const tier = resourceId({ group: 'projectcalico.org', kind: 'Tier', namespace: null, name: 't' });

const cases: readonly (readonly [
  why: string,
  severity: Problem['severity'],
  resource: Problem['resource'],
  boolean,
])[] = [
  ['an error of an object that is applied', 'error', tier, true],
  ['a warning', 'warning', tier, false],
  ['an error of the cluster itself', 'error', pod, false],
  ['a text that could not be read', 'error', null, true],
  ['a word about the files', 'info', null, false],
];
test.each(cases)('%s', (_why, severity, resource, blocks) => {
  const problem: Problem = { severity, resource, code: 'X', message: 'X.', path: [], place: null };
  expect(blockingProblems(document, [problem])).toEqual(blocks ? [problem] : []);
});
