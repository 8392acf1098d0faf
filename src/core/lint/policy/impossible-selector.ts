import { unreachable } from '../../result.ts';
import type { CompareOperator, Selector } from '../../selector/ast.ts';
import { isValidLabelKey, isValidLabelValue } from '../../selector/label-syntax.ts';

/** What one term demands of one label. */
interface Demand {
  readonly label: string;
  readonly admitsAbsent: boolean;
  /** The only values that fit; null: any that `admits` takes. */
  readonly values: readonly string[] | null;
  readonly admits: (value: string) => boolean;
}

/** Demands that must all hold. */
type Clause = readonly Demand[];

/** A selector with more alternatives than this is not looked into. */
const mostClauses = 256;

/**
 * Whether no set of labels at all satisfies a selector: it contradicts itself, or demands a label that Kubernetes lets
 * nobody carry (R2.12).
 *
 * @returns false also where that would take long to find out
 */
export function isImpossible(selector: Selector): boolean {
  const clauses = clausesOf(selector, false);
  return clauses !== null && clauses.every(isContradiction);
}

/** The alternatives of a selector or of its opposite; null: too many. */
function clausesOf(selector: Selector, isNegated: boolean): readonly Clause[] | null {
  switch (selector.kind) {
    case 'all':
    case 'global':
      return isNegated ? [] : [[]];
    case 'not':
      return clausesOf(selector.operand, !isNegated);
    case 'and':
    case 'or': {
      const operands = selector.operands.map((operand) => clausesOf(operand, isNegated));
      return (selector.kind === 'and') === isNegated ? alternatives(operands) : combinations(operands);
    }
    case 'has':
    case 'compare':
    case 'in':
    case 'not-in':
      return [[demandOf(selector, isNegated)]];
    default:
      return unreachable(selector);
  }
}

function alternatives(operands: readonly (readonly Clause[] | null)[]): readonly Clause[] | null {
  const all: Clause[] = [];
  for (const operand of operands) {
    if (operand === null || all.length + operand.length > mostClauses) return null;
    all.push(...operand);
  }
  return all;
}

function combinations(operands: readonly (readonly Clause[] | null)[]): readonly Clause[] | null {
  let all: readonly Clause[] = [[]];
  for (const operand of operands) {
    if (operand === null || all.length * operand.length > mostClauses) return null;
    all = all.flatMap((clause) => operand.map((more) => [...clause, ...more]));
  }
  return all;
}

type Term = Extract<Selector, { readonly label: string }>;

/** The opposite of a term takes what the term does not, absence included (R2.8). */
function demandOf(term: Term, isNegated: boolean): Demand {
  const demand = demandOfTerm(term);
  if (!isNegated) return demand;
  return {
    label: demand.label,
    admitsAbsent: !demand.admitsAbsent,
    values: valuesOfOpposite(term),
    admits: (value) => !demand.admits(value),
  };
}

function valuesOfOpposite(term: Term): readonly string[] | null {
  if (term.kind === 'has') return [];
  if (term.kind === 'not-in') return term.values;
  return term.kind === 'compare' && term.operator === '!=' ? [term.value] : null;
}

function demandOfTerm(term: Term): Demand {
  const { label } = term;
  switch (term.kind) {
    case 'has':
      return { label, admitsAbsent: false, values: null, admits: () => true };
    case 'in':
      return { label, admitsAbsent: false, values: term.values, admits: (value) => term.values.includes(value) };
    case 'not-in':
      return { label, admitsAbsent: true, values: null, admits: (value) => !term.values.includes(value) };
    case 'compare':
      return {
        label,
        admitsAbsent: term.operator === '!=',
        values: term.operator === '==' ? [term.value] : null,
        admits: (value) => compares(term.operator, value, term.value),
      };
    default:
      return unreachable(term);
  }
}

function compares(operator: CompareOperator, value: string, given: string): boolean {
  switch (operator) {
    case '==':
      return value === given;
    case '!=':
      return value !== given;
    case 'contains':
      return value.includes(given);
    case 'starts-with':
      return value.startsWith(given);
    case 'ends-with':
      return value.endsWith(given);
    default:
      return unreachable(operator);
  }
}

function isContradiction(clause: Clause): boolean {
  const byLabel = new Map<string, Demand[]>();
  for (const demand of clause) byLabel.set(demand.label, [...(byLabel.get(demand.label) ?? []), demand]);
  return [...byLabel].some(([label, demands]) => !canBeAbsent(demands) && !canBePresent(label, demands));
}

function canBeAbsent(demands: readonly Demand[]): boolean {
  return demands.every(({ admitsAbsent }) => admitsAbsent);
}

/** Among values without end, two demands that exclude each other are not looked for, but for nothing being left. */
function canBePresent(label: string, demands: readonly Demand[]): boolean {
  if (!isCarriable(label)) return false;
  const listed = demands.find(({ values }) => values !== null)?.values;
  if (listed === undefined || listed === null) return true;
  const isWritable = (value: string): boolean => isOwnLabel(label) || isValidLabelValue(value);
  return listed.some((value) => isWritable(value) && demands.every(({ admits }) => admits(value)));
}

const inherited = /^pc(?:ns|sa)\./;

/** Labels of namespaces and service accounts are inherited with a prefix, which counts towards no limit. */
function isCarriable(label: string): boolean {
  return isValidLabelKey(label) || isValidLabelKey(label.replace(inherited, ''));
}

/** Calico puts names into these, which may be longer than a label's value. */
function isOwnLabel(label: string): boolean {
  return label.replace(inherited, '').startsWith('projectcalico.org/');
}
