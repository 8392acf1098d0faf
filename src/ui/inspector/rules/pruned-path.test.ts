import { expect, test } from 'vitest';
import type { JsonPath, JsonValue } from '../../../core/model/json.ts';
import { prunedPath } from './pruned-path.ts';

test.each<readonly [root: JsonValue, path: JsonPath, removed: JsonPath]>([
  [{ source: { services: { name: 'a' } } }, ['source', 'services', 'name'], ['source']],
  [{ source: { nets: [], services: { name: 'a' } } }, ['source', 'services', 'name'], ['source', 'services']],
  [{ source: { nets: [], selector: '' } }, ['source', 'nets'], ['source', 'nets']],
  [{ action: 'Allow' }, ['action'], ['action']],
  [{}, ['source', 'nets'], ['source', 'nets']],
])('of %j the field %j goes with %j', (root, path, removed) => {
  expect(prunedPath(root, path)).toEqual(removed);
});
