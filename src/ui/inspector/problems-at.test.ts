import { expect, test } from 'vitest';
import { resourceId } from '../../core/model/ids.ts';
import type { JsonPath } from '../../core/model/json.ts';
import type { Problem } from '../../core/model/problem.ts';
import { problemsAt } from './problems-at.ts';

const tier = resourceId({ group: 'projectcalico.org', kind: 'Tier', namespace: null, name: 'a' });
const other = resourceId({ group: 'projectcalico.org', kind: 'Tier', namespace: null, name: 'b' });

function problem(path: JsonPath, resource = tier): Problem {
  return { severity: 'error', code: 'X', message: path.join('.'), path, resource, place: null };
}

const all = [
  problem([]),
  problem(['spec']),
  problem(['spec', 'nets', 1]),
  problem(['spec', 'order']),
  problem(['spec', 'nets'], other),
];

test.each([
  [['spec', 'nets'], ['spec.nets.1']],
  [['spec', 'nets', 0], []],
  [['spec'], ['spec', 'spec.nets.1', 'spec.order']],
] as const)('at %j stand %j', (path, messages) => {
  expect(problemsAt(all, tier, path).map(({ message }) => message)).toEqual(messages);
});
