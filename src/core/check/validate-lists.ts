import type { Severity } from '../model/problem.ts';
import type { CalicoVersion } from '../model/settings.ts';
import type { Field } from '../manifest/field-reader.ts';
import { isAtLeast } from './kinds.ts';

/** Size limits and uniqueness of lists came with 3.33; before, a cluster took what breaks them (R8.40). */
export function severityOfLimit(version: CalicoVersion): Severity {
  return isAtLeast(version, '3.33') ? 'error' : 'warning';
}

export function limitItems(list: Field, max: number, severity: Severity): void {
  const { length } = list.items();
  if (length > max)
    list.report(severity, 'LIST-LENGTH', `${list.label} has ${length} items; at most ${max} are allowed.`);
}

export function limitText(field: Field, max: number, severity: Severity): void {
  const length = field.text()?.length ?? 0;
  if (length > max)
    field.report(severity, 'TEXT-LENGTH', `${field.label} is ${length} characters long; at most ${max} are allowed.`);
}

/** Reports the second of two equal items of a list that is a set. */
export function refuseTwice(list: Field, severity: Severity): void {
  const seen = new Set<unknown>();
  for (const item of list.items()) {
    if (seen.has(item.value))
      item.report(severity, 'VALUE-TWICE', `${item.label} repeats ${JSON.stringify(item.value)}.`);
    seen.add(item.value);
  }
}
