import type { JsonObject, JsonPath, JsonValue } from '../model/json.ts';
import { fieldOf, isJsonArray, isJsonObject } from '../model/json.ts';
import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import type { Selector } from './ast.ts';
import { isValidLabelKey, isValidLabelValue } from './label-syntax.ts';
import { andOf } from './rewrite.ts';

/** What is wrong in a label selector; `path` leads from the selector to it. */
export interface LabelSelectorError {
  readonly path: JsonPath;
  readonly message: string;
}

type Reading<T> = Result<T, LabelSelectorError>;

/**
 * Kubernetes' structured label selector in Calico's language: all its parts ANDed, absent or `{}` selects everything.
 *
 * @param value `podSelector`, `namespaceSelector` or a subject's selector as it stands in the manifest
 * @returns the selector, or the first part that Kubernetes refuses (R8.50)
 * @see semantics.md section 2, last paragraph; Calico conv/conversion.go:386-434
 */
export function fromLabelSelector(value: JsonValue | undefined): Result<Selector, LabelSelectorError> {
  if (isAbsent(value)) return ok(andOf([]));
  if (!isJsonObject(value))
    return refuse([], 'a label selector must be an object with matchLabels or matchExpressions');
  const labels = readMatchLabels(fieldOf(value, 'matchLabels'));
  if (!labels.ok) return labels;
  const expressions = readMatchExpressions(fieldOf(value, 'matchExpressions'));
  if (!expressions.ok) return expressions;
  return ok(andOf([...labels.value, ...expressions.value]));
}

/** A null in a manifest means the same as a missing field. */
function isAbsent(value: JsonValue | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function refuse(path: JsonPath, message: string): { readonly ok: false; readonly error: LabelSelectorError } {
  return err({ path, message });
}

/** Sorted by key, as Calico does, so that the order in the manifest changes nothing. */
function readMatchLabels(value: JsonValue | undefined): Reading<readonly Selector[]> {
  if (isAbsent(value)) return ok([]);
  if (!isJsonObject(value)) return refuse(['matchLabels'], 'matchLabels must be an object of labels');
  const selectors: Selector[] = [];
  for (const key of Object.keys(value).sort()) {
    const selector = readMatchLabel(key, fieldOf(value, key));
    if (!selector.ok) return selector;
    selectors.push(selector.value);
  }
  return ok(selectors);
}

function readMatchLabel(key: string, value: JsonValue | undefined): Reading<Selector> {
  const path = ['matchLabels', key];
  if (!isValidLabelKey(key)) return refuse(path, `"${key}" is not a valid label key`);
  if (typeof value !== 'string') return refuse(path, `the value of label "${key}" must be a string`);
  if (!isValidLabelValue(value)) return refuse(path, `"${value}" is not a valid label value`);
  return ok({ kind: 'compare', operator: '==', label: key, value });
}

function readMatchExpressions(value: JsonValue | undefined): Reading<readonly Selector[]> {
  if (isAbsent(value)) return ok([]);
  if (!isJsonArray(value)) return refuse(['matchExpressions'], 'matchExpressions must be a list');
  const selectors: Selector[] = [];
  for (const [index, expression] of value.entries()) {
    const selector = readExpression(expression);
    if (!selector.ok) return refuse(['matchExpressions', index, ...selector.error.path], selector.error.message);
    selectors.push(selector.value);
  }
  return ok(selectors);
}

function readExpression(expression: JsonValue): Reading<Selector> {
  if (!isJsonObject(expression)) return refuse([], 'an expression must be an object with key and operator');
  const label = fieldOf(expression, 'key');
  if (typeof label !== 'string' || !isValidLabelKey(label)) return refuse(['key'], 'key must be a valid label key');
  const values = readValues(expression);
  if (!values.ok) return values;
  const operator = fieldOf(expression, 'operator');
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.value.length === 0) return refuse(['values'], `operator ${operator} needs at least one value`);
      return ok({ kind: operator === 'In' ? 'in' : 'not-in', label, values: values.value });
    case 'Exists':
    case 'DoesNotExist':
      if (values.value.length > 0) return refuse(['values'], `operator ${operator} takes no values`);
      return ok(operator === 'Exists' ? { kind: 'has', label } : { kind: 'not', operand: { kind: 'has', label } });
    default:
      return refuse(['operator'], 'operator must be In, NotIn, Exists or DoesNotExist');
  }
}

function readValues(expression: JsonObject): Reading<readonly string[]> {
  const values = fieldOf(expression, 'values');
  if (isAbsent(values)) return ok([]);
  if (!isJsonArray(values)) return refuse(['values'], 'values must be a list');
  const texts: string[] = [];
  for (const [index, value] of values.entries()) {
    if (typeof value !== 'string') return refuse(['values', index], 'a label value must be a string');
    if (!isValidLabelValue(value)) return refuse(['values', index], `"${value}" is not a valid label value`);
    texts.push(value);
  }
  return ok(texts);
}
