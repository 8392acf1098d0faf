import { unreachable } from '../result.ts';
import type { Match } from './expression.ts';

export type TextPredicate = (text: string) => boolean;

/**
 * Whether the values of a field satisfy a comparison: one of them has to, for a negative one none may. Where there are
 * no values a negative comparison holds, as Calico's `!=` does for a label that is missing.
 */
export function compileMatch(match: Match): (values: readonly string[]) => boolean {
  switch (match.operator) {
    case '=':
      return (values) => values.includes(match.value);
    case '!=':
      return (values) => !values.includes(match.value);
    case '~': {
      const fits = likeness(match.value);
      return (values) => values.some(fits);
    }
    case '!~': {
      const fits = likeness(match.value);
      return (values) => !values.some(fits);
    }
    case 'in': {
      const wanted = new Set(match.values);
      return (values) => values.some((value) => wanted.has(value));
    }
    case 'not in': {
      const unwanted = new Set(match.values);
      return (values) => !values.some((value) => unwanted.has(value));
    }
    default:
      return unreachable(match);
  }
}

/** Text that contains `pattern`, or, where that has `*` or `?` in it, that matches it from end to end; in any case. */
export function likeness(pattern: string): TextPredicate {
  const wanted = pattern.toLowerCase();
  if (!/[*?]/.test(wanted)) return (text) => text.toLowerCase().includes(wanted);
  return (text) => matchesGlob(wanted, text.toLowerCase());
}

/** Goes back to the last `*` only, so that no pattern takes more than pattern times text. */
export function matchesGlob(pattern: string, text: string): boolean {
  let [at, seen] = [0, 0];
  let [star, resume] = [-1, 0];
  while (seen < text.length) {
    const sign = pattern[at];
    if (sign === '*') {
      star = at;
      resume = seen;
      at += 1;
    } else if (sign === '?' || (sign !== undefined && sign === text[seen])) {
      at += 1;
      seen += 1;
    } else if (star !== -1) {
      at = star + 1;
      resume += 1;
      seen = resume;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
