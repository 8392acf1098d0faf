import type { FixMaker } from './fix.ts';

/** Fixes of the quality of policies (semantics.md sections 9.2 and 9.3), by code. */
export const policyFixes: Readonly<Record<string, FixMaker>> = {};
