import type { Lint } from './lint.ts';

/** Quality of policies, and rules that never decide (semantics.md sections 9.2 and 9.3). */
export const policyLints: readonly Lint[] = [];
