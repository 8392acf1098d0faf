import type { FixMaker } from './fix.ts';

/** Fixes of validation (semantics.md section 8), by code. */
export const validationFixes: Readonly<Record<string, FixMaker>> = {};
