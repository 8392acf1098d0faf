import type { FieldChange } from '../../core/compare/compare-objects.ts';
import type { FileReport } from '../../core/file/read-report.ts';
import { pathText } from '../../core/manifest/field-reader.ts';
import type { JsonValue } from '../../core/model/json.ts';
import type { ResourceId } from '../../core/model/ids.ts';
import type { ImportPlan } from '../../app/import-plan.ts';

const longestValue = 48;

/** `spec.order: 10 → 20`, `spec.types is new: ["Ingress"]`, `spec.order is gone` */
export function fieldChangeText({ path, before, after }: FieldChange): string {
  const field = pathText(path);
  if (after === undefined) return `${field} is gone`;
  if (before === undefined) return `${field} is new: ${valueText(after)}`;
  return `${field}: ${valueText(before)} → ${valueText(after)}`;
}

function valueText(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === '') return '""';
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

/** `3 added, 1 replaced, 2 as they are` */
export function planText({ added, replaced, same }: ImportPlan): string {
  const parts = [
    added.length === 0 ? '' : `${added.length} added`,
    replaced.length === 0 ? '' : `${replaced.length} replaced`,
    same.length === 0 ? '' : `${same.length} as ${same.length === 1 ? 'it is' : 'they are'}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** `4 documents: 3 objects used, 1 kept as it is, 1 not understood, 2 in an older API` */
export function reportText({ documents, used, kept, notUnderstood, moved }: FileReport): string {
  const parts = [
    `${numbered(used.length, 'object')} used`,
    kept.length === 0 ? '' : `${kept.length} kept as ${kept.length === 1 ? 'it is' : 'they are'}`,
    notUnderstood.length === 0 ? '' : `${notUnderstood.length} not understood`,
    moved.length === 0 ? '' : `${moved.length} in an older API`,
  ];
  return `${numbered(documents, 'document')}: ${parts.filter((part) => part !== '').join(', ')}`;
}

function numbered(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `ConfigMap`, `Ingress.networking.k8s.io`: all that stands before the object's own name. */
export function typeOfId(id: ResourceId): string {
  return id.slice(0, id.indexOf('/'));
}

/** Objects by their type, the most frequent first. */
export function byType(
  ids: readonly ResourceId[],
): readonly { readonly type: string; readonly names: readonly string[] }[] {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const type = typeOfId(id);
    groups.set(type, [...(groups.get(type) ?? []), id.slice(type.length + 1)]);
  }
  return [...groups].map(([type, names]) => ({ type, names })).sort((a, b) => b.names.length - a.names.length);
}
