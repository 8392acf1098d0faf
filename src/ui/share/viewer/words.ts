import { verdictGlyphs, verdictWords } from '../../controls/verdict-words.ts';
import type { SharedAnswer } from '../shared-design.ts';

type Verdict = SharedAnswer['verdict'];

export function verdictWord(verdict: Verdict): string {
  return verdictWords[verdict];
}

/** The shape carries the meaning, colour repeats it. */
export function verdictGlyph(verdict: Verdict): string {
  return verdictGlyphs[verdict];
}
