/** Rules are counted from one wherever a person reads of them; only the command line's JSON counts from zero. */
export function ruleNumber(index: number): number {
  return index + 1;
}
