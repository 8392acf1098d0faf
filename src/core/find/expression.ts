import type { TrafficQuery } from './traffic-query.ts';

/**
 * What find, hide and the filters of the matrix are asked with, as a tree. Its text:
 *
 * ```text
 * expression = all { "or" all }            "||" is the same
 * all        = one { "and" one }           "&&"
 * one        = "not" one                   "!"
 *            | "(" expression ")"
 *            | field operator value        verdict = deny   from ~ host/   label:app != web   port = TCP/22
 *            | field [ "not" ] "in" "(" value { "," value } ")"
 *            | label:key                   there is such a label
 *            | flag                        unprotected, host-network, selected, drawn, expected, door
 *            | word                        in the name or the id
 * operator   = "=" | "!=" | "~" | "!~"     ~ looks inside the text; with * or ? in the value it matches all of it
 * ```
 *
 * A name with signs of the language in it stands in quotes. `from.` and `to.` before a field or flag of an endpoint ask
 * for one end of an arrow: `from.namespace = prod`.
 */
export type Expression = Criterion | Composite;

export type Composite =
  | { readonly kind: 'not'; readonly operand: Expression }
  /** Two or more. */
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] };

export type Criterion =
  /** `end` null: the endpoint itself; of an arrow, either end. */
  | { readonly kind: 'element'; readonly end: ArrowEnd | null; readonly test: ElementTest }
  | { readonly kind: 'arrow'; readonly test: ArrowTest };

export type ArrowEnd = 'from' | 'to';

export type ElementTest =
  | { readonly on: 'word'; readonly text: string }
  | { readonly on: 'flag'; readonly flag: ElementFlag }
  | { readonly on: 'field'; readonly field: ElementField; readonly match: Match }
  | { readonly on: 'label'; readonly key: string; readonly match: Match | 'present' };

export type ArrowTest =
  | { readonly on: 'field'; readonly field: ArrowField; readonly match: Match }
  | { readonly on: 'port'; readonly negated: boolean; readonly queries: readonly TrafficQuery[] }
  | { readonly on: 'flag'; readonly flag: ArrowFlag };

export type Match =
  | { readonly operator: CompareOperator; readonly value: string }
  | { readonly operator: 'in' | 'not in'; readonly values: readonly string[] };

export type CompareOperator = '=' | '!=' | '~' | '!~';

export const elementFields = ['id', 'name', 'namespace', 'node', 'kind', 'policy'] as const;
export type ElementField = (typeof elementFields)[number];

export const elementFlags = ['unprotected', 'host-network', 'selected'] as const;
export type ElementFlag = (typeof elementFlags)[number];

export const arrowFields = ['verdict', 'egress', 'ingress', 'expected'] as const;
export type ArrowField = (typeof arrowFields)[number];

export const arrowFlags = ['drawn', 'expected', 'door'] as const;
export type ArrowFlag = (typeof arrowFlags)[number];

export const elementKinds = ['pod', 'host', 'network', 'node', 'namespace', 'network-set'] as const;
export type ElementKind = (typeof elementKinds)[number];

const verdicts = ['allow', 'deny', 'partial', 'undecided'] as const;

/** The fields whose values are known words; null: any text. */
export function wordsOfField(field: ElementField | ArrowField): readonly string[] | null {
  switch (field) {
    case 'kind':
      return elementKinds;
    case 'verdict':
    case 'egress':
    case 'ingress':
      return verdicts;
    case 'expected':
      return ['allow', 'deny'];
    default:
      return null;
  }
}

/** Whether it asks about arrows; else it finds endpoints and boxes. One criterion about arrows makes it so. */
export function isAboutArrows(expression: Expression): boolean {
  switch (expression.kind) {
    case 'arrow':
      return true;
    case 'element':
      return expression.end !== null;
    case 'not':
      return isAboutArrows(expression.operand);
    default:
      return expression.operands.some(isAboutArrows);
  }
}
