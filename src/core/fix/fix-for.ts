import type { ClusterDocument } from '../model/document.ts';
import type { Problem } from '../model/problem.ts';
import { hostFixes } from './host-fixes.ts';
import { policyFixes } from './policy-fixes.ts';
import { validationFixes } from './validation-fixes.ts';
import type { Fix, FixMaker } from './fix.ts';

/** By the problem's code. */
const makers: Readonly<Record<string, FixMaker>> = { ...validationFixes, ...hostFixes, ...policyFixes };

/** The fix of a problem; null where it has none. */
export function fixFor(problem: Problem, document: ClusterDocument): Fix | null {
  return makers[problem.code]?.(problem, document) ?? null;
}
