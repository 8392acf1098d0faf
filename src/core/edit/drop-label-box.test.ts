import { expect, test } from 'vitest';
import { emptyDocument } from '../model/document.ts';
import { valueAt } from '../model/json.ts';
import type { DragPayload, DropContext } from './drop-context.ts';
import { planDrop } from './drop.ts';

const context: DropContext = { document: emptyDocument, endpoints: [], tiers: [] };
const at = { x: 1, y: 2 };
const pod: DragPayload = { kind: 'create', what: 'pod' };

function podLabels(payload: DragPayload, key: string, value: string | null): unknown {
  const plan = planDrop(context, payload, { kind: 'label-box', key, value, at });
  const command = plan.ok ? plan.value.options[0].command : null;
  const made = command?.type === 'add-resources' ? command.manifests.at(-1) : undefined;
  return valueAt(made, ['metadata', 'labels']);
}

test('a new pod gets the label of the box that it is dropped into', () => {
  expect(podLabels(pod, 'tier', 'front')).toEqual({ app: 'pod', tier: 'front' });
  expect(podLabels(pod, 'app', 'web')).toEqual({ app: 'web' });
  expect(podLabels(pod, 'tier', '')).toEqual({ app: 'pod', tier: '' });
});

test('the box of those without the label, and anything but a pod, is as on the canvas', () => {
  expect(podLabels(pod, 'tier', null)).toEqual({ app: 'pod' });
  const onCanvas = planDrop(context, { kind: 'create', what: 'namespace' }, { kind: 'canvas', at });
  const inBox = planDrop(
    context,
    { kind: 'create', what: 'namespace' },
    { kind: 'label-box', key: 'tier', value: 'front', at },
  );
  expect(inBox).toEqual(onCanvas);
});

test('the offer and the notice name the label', () => {
  const plan = planDrop(context, pod, { kind: 'label-box', key: 'tier', value: 'front', at });
  expect(plan.ok && [plan.value.options[0].label, plan.value.options[0].sentence]).toEqual([
    'New Pod pod with tier=front',
    'Created Pod pod with tier=front.',
  ]);
});
