import type { ChangeCounts } from '../../core/compare/compare-tables.ts';

/** `+3 allowed, −5 denied, ~1 changed`: the last are pairs through which the same passes, judged another way. */
export function changeWords({ total, allowed, denied, otherwise }: ChangeCounts): string {
  if (total === 0) return 'no verdict changes';
  const count = (value: number): string => value.toLocaleString('en');
  return `+${count(allowed)} allowed, −${count(denied)} denied${otherwise === 0 ? '' : `, ~${count(otherwise)} changed`}`;
}
