import { expect, test } from 'vitest';
import { inputsOf } from './design-of.ts';

test('of two manifests with one identity the later one counts', () => {
  const pod = (namespace?: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: namespace ?? '' },
  });
  const [first, ...others] = inputsOf([pod(), pod('other'), pod('default')]);
  expect(first).toEqual({ id: 'Pod/default/a', manifest: pod('default') });
  expect(others.map(({ id }) => id)).toEqual(['Pod/other/a']);
});
