import { expect, test } from 'vitest';
import type { ConnectionChange } from '../../core/compare/compare-designs.ts';
import { podEndpointId } from '../../core/model/ids.ts';
import { arrowId, type ArrowSpec } from '../canvas/element-spec.ts';
import { comparedArrows } from './compared-arrows.ts';

const [source, destination] = [podEndpointId('n', 'a'), podEndpointId('n', 'b')];
const arrow: ArrowSpec = {
  kind: 'arrow',
  id: arrowId(source, destination),
  from: 'a',
  to: 'b',
  source,
  destination,
  verdict: 'partial',
  egress: 'allow',
  ingress: 'partial',
  door: false,
  caption: 'TCP 81',
  wish: null,
  ghost: false,
  title: 'a → b',
  pairs: 1,
  paired: false,
  emphasis: 'normal',
  spoken: 'a to b: partly allowed',
};
const change: ConnectionChange = {
  source,
  destination,
  event: 'changed',
  effect: 'both',
  gained: [{ protocol: 'TCP', ports: '81' }],
  lost: [{ protocol: 'TCP', ports: '80' }],
  unclear: [],
  before: null,
  after: null,
};

function marked(spec: ArrowSpec, found: ConnectionChange | null): Pick<ArrowSpec, 'caption' | 'ghost' | 'spoken'> {
  const [only] = comparedArrows([spec], () => found);
  if (only?.kind !== 'arrow') throw new Error('an arrow stays one');
  return only;
}

test('an arrow says what came and went', () => {
  const { caption, ghost, spoken } = marked(arrow, change);
  expect([caption, ghost]).toEqual(['+TCP 81  −TCP 80', false]);
  expect(spoken).toContain('TCP 80 passes no longer');
});

test('what is new or gone stands out', () => {
  expect(marked(arrow, { ...change, event: 'added' }).ghost).toBe(true);
  expect(marked(arrow, { ...change, event: 'removed', gained: [] })).toMatchObject({ ghost: true, caption: '−TCP 80' });
});

test('an arrow for several pairs keeps its words, one without a change its looks', () => {
  expect(marked({ ...arrow, pairs: 4 }, change).caption).toBe('TCP 81');
  expect(marked(arrow, null)).toEqual(arrow);
});
