import { expect, test } from 'vitest';
import type { Selected } from '../../app/selection.svelte.ts';
import { hostEndpointId, podEndpointId, resourceId } from '../../core/model/ids.ts';
import type { BoxSpec } from './element-spec.ts';
import { withEmphasis } from './emphasis.ts';

const prod = resourceId({ group: '', kind: 'Namespace', namespace: null, name: 'prod' });
const dev = resourceId({ group: '', kind: 'Namespace', namespace: null, name: 'dev' });
const boxes = [prod, dev].map((id): BoxSpec => ({
  kind: 'box',
  id,
  what: 'namespace',
  title: id,
  labels: [],
  unprotected: false,
  note: '',
  target: { kind: 'resource', id },
  emphasis: 'normal',
}));

test('what is selected stands out, and nothing else becomes another object', () => {
  const [first, second] = withEmphasis(boxes, { kind: 'resource', id: prod });
  expect(first).toEqual({ ...boxes[0], emphasis: 'selected' });
  expect(second).toBe(boxes[1]);
});

test.each<Selected>([
  { kind: 'nothing' },
  { kind: 'rule', policy: prod, direction: 'ingress', index: 0 },
  { kind: 'endpoint', id: hostEndpointId('w') },
  { kind: 'pair', source: podEndpointId('a', 'b'), destination: hostEndpointId('w') },
])('no box stands out for %j', (selected) => {
  expect(withEmphasis(boxes, selected)).toEqual(boxes);
});
