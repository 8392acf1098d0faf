import { fieldOf, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/model/json.ts';

export const termOperators = ['=', 'in', 'not in', 'exists', 'does not exist'] as const;
export type TermOperator = (typeof termOperators)[number];

/** One line of a Kubernetes label selector, as the editor shows it. */
export interface LabelTerm {
  readonly key: string;
  readonly operator: TermOperator;
  readonly values: readonly string[];
}

const operatorWords: readonly (readonly [TermOperator, string])[] = [
  ['in', 'In'],
  ['not in', 'NotIn'],
  ['exists', 'Exists'],
  ['does not exist', 'DoesNotExist'],
];

/** The selector's terms: `matchLabels` first, then `matchExpressions`, each in its own order. */
export function termsOf(selector: JsonValue | undefined): readonly LabelTerm[] {
  const labels = fieldOf(selector, 'matchLabels');
  const expressions = fieldOf(selector, 'matchExpressions');
  return [
    ...Object.entries(isJsonObject(labels) ? labels : {}).map(([key, value]): LabelTerm => ({
      key,
      operator: '=',
      values: [String(value)],
    })),
    ...(isJsonArray(expressions) ? expressions : []).map(termOf),
  ];
}

function termOf(expression: JsonValue): LabelTerm {
  const values = fieldOf(expression, 'values');
  const written = fieldOf(expression, 'operator');
  return {
    key: String(fieldOf(expression, 'key') ?? ''),
    operator: operatorWords.find(([, word]) => word === written)?.[0] ?? 'in',
    values: isJsonArray(values) ? values.map(String) : [],
  };
}

/** The Kubernetes form; two `=` terms for one key can't both stand in `matchLabels`, the second becomes an expression. */
export function selectorOf(terms: readonly LabelTerm[]): JsonObject {
  const labels = new Map<string, string>();
  const expressions: JsonObject[] = [];
  for (const { key, operator, values } of terms) {
    if (operator === '=' && !labels.has(key)) labels.set(key, values[0] ?? '');
    else expressions.push(expressionOf(key, operator, values));
  }
  return {
    ...(labels.size === 0 ? {} : { matchLabels: Object.fromEntries(labels) }),
    ...(expressions.length === 0 ? {} : { matchExpressions: expressions }),
  };
}

function expressionOf(key: string, operator: TermOperator, values: readonly string[]): JsonObject {
  const word = operatorWords.find(([name]) => name === operator)?.[1] ?? 'In';
  return operator === 'exists' || operator === 'does not exist'
    ? { key, operator: word }
    : { key, operator: word, values: [...values] };
}
