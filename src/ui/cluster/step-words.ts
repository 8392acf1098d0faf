import { clusterErrorWord } from '../../app/cluster-words.ts';
import type { ClusterStep } from '../../app/cluster-import.svelte.ts';
import { unreachable } from '../../core/result.ts';
import type { IconName } from '../controls/icons.ts';

export interface StepWords {
  readonly icon: IconName | null;
  readonly text: string;
  readonly look: 'plain' | 'done' | 'bad';
}

/** How a command fares, for its row; the words say it all, icon and colour repeat it. */
export function stepWords({ command, outcome }: ClusterStep): StepWords {
  switch (outcome.kind) {
    case 'waiting':
      return { icon: null, text: command.insteadOf === null ? '' : 'only if the one above is unknown', look: 'plain' };
    case 'running':
      return { icon: 'play', text: 'running…', look: 'plain' };
    case 'read':
      return { icon: 'check', text: amount(outcome.objects), look: 'done' };
    case 'absent':
      return { icon: 'minus', text: 'not in this cluster', look: 'plain' };
    case 'not-needed':
      return { icon: 'minus', text: 'not needed', look: 'plain' };
    case 'failed':
      return { icon: 'problems', text: clusterErrorWord(outcome.error), look: 'bad' };
    default:
      return unreachable(outcome);
  }
}

function amount(objects: number | null): string {
  if (objects === null) return 'read';
  return objects === 0 ? 'none' : `${objects} object${objects === 1 ? '' : 's'}`;
}

/** How many of the commands need no more waiting for. */
export function doneOf(steps: readonly ClusterStep[]): number {
  return steps.filter(({ outcome }) => outcome.kind !== 'waiting' && outcome.kind !== 'running').length;
}
