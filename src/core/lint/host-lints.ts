import type { Lint } from './lint.ts';

/** Lock-out and safety hazards of hosts (semantics.md section 9.1). */
export const hostLints: readonly Lint[] = [];
