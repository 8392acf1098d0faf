import { expect, test } from 'vitest';
import type { ClusterStep, StepOutcome } from '../../app/cluster-import.svelte.ts';
import { doneOf, stepWords } from './step-words.ts';

const step = (outcome: StepOutcome, insteadOf: string | null = null): ClusterStep => ({
  command: { kind: 'tiers.projectcalico.org', line: 'kubectl get tiers', insteadOf },
  outcome,
});
const content = { kind: 'text', text: '' } as const;

test.each<[StepOutcome, string, string]>([
  [{ kind: 'waiting' }, '', 'plain'],
  [{ kind: 'running' }, 'running…', 'plain'],
  [{ kind: 'read', objects: 1, content }, '1 object', 'done'],
  [{ kind: 'read', objects: 12, content }, '12 objects', 'done'],
  [{ kind: 'read', objects: 0, content }, 'none', 'done'],
  [{ kind: 'read', objects: null, content }, 'read', 'done'],
  [{ kind: 'absent' }, 'not in this cluster', 'plain'],
  [{ kind: 'not-needed' }, 'not needed', 'plain'],
  [{ kind: 'failed', error: { reason: 'forbidden', message: 'no' } }, 'forbidden', 'bad'],
  [{ kind: 'failed', error: { reason: 'slow', message: 'no' } }, 'took too long', 'bad'],
])('%o is told as “%s”', (outcome, text, look) => {
  expect(stepWords(step(outcome))).toMatchObject({ text, look });
});

test('a command that stands in for another one says so before it is run', () => {
  expect(stepWords(step({ kind: 'waiting' }, 'tiers')).text).toBe('only if the one above is unknown');
});

test('those that are past count as done, whatever came of them', () => {
  const outcomes: readonly StepOutcome[] = [
    { kind: 'waiting' },
    { kind: 'running' },
    { kind: 'absent' },
    { kind: 'not-needed' },
    { kind: 'failed', error: { reason: 'too-large' } },
  ];
  expect(doneOf(outcomes.map((outcome) => step(outcome)))).toBe(3);
});
