import { expect, test } from 'vitest';
import { suggestedName } from './given-files.ts';

test.each([
  ['a.firewright.yaml', 'a.firewright.yaml'],
  ['a.firewright.yml', 'a.firewright.yml'],
  ['dump.yaml', 'dump.firewright.yaml'],
  ['dump', 'dump.firewright.yaml'],
  // The only file of a folder that was opened.
  ['cluster/a.firewright.yaml', 'cluster-a.firewright.yaml'],
  ['cluster/10-policies.yaml', 'cluster-10-policies.firewright.yaml'],
  ['10:30 a?.firewright.yaml', '10-30 a-.firewright.yaml'],
])('%s is saved as %s', (name, suggested) => {
  expect(suggestedName(name)).toBe(suggested);
});
