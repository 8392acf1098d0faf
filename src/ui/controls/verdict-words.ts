import type { Verdict } from '../../core/policy/trace.ts';

/** A verdict as the UI names it (design.md section 2). */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  allow: 'Allowed',
  deny: 'Denied',
  partial: 'Partly allowed',
  undecided: 'Can’t be evaluated',
};

/** One character per verdict: the shape carries the meaning, colour repeats it (product.md section 1). */
export const verdictGlyphs: Readonly<Record<Verdict, string>> = {
  allow: '✓',
  deny: '✕',
  partial: '±',
  undecided: '?',
};
