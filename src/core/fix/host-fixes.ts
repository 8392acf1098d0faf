import type { FixMaker } from './fix.ts';

/** Fixes of hazards of hosts (semantics.md section 9.1), by code. */
export const hostFixes: Readonly<Record<string, FixMaker>> = {};
