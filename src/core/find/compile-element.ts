import { unreachable } from '../result.ts';
import type { ElementField, ElementTest, Expression } from './expression.ts';
import type { FindElement } from './find-element.ts';
import { compileMatch, likeness } from './text-match.ts';

export type ElementPredicate = (element: FindElement) => boolean;

/** Of one criterion about an endpoint, box or set. */
export function compileElementTest(test: ElementTest): ElementPredicate {
  switch (test.on) {
    case 'word': {
      const fits = likeness(test.text);
      return ({ id, name }) => fits(id) || fits(name);
    }
    case 'flag':
      switch (test.flag) {
        case 'unprotected':
          return ({ unprotected }) => unprotected;
        case 'host-network':
          return ({ hostNetwork }) => hostNetwork;
        case 'selected':
          return ({ policies }) => policies.length > 0;
        default:
          return unreachable(test.flag);
      }
    case 'field': {
      const { field } = test;
      const holds = compileMatch(test.match);
      return (element) => holds(valuesOf(element, field));
    }
    case 'label': {
      const { key, match } = test;
      if (match === 'present') return ({ labels }) => labels.has(key);
      const holds = compileMatch(match);
      return ({ labels }) => holds(listOf(labels.get(key)));
    }
    default:
      return unreachable(test);
  }
}

/** Of an expression that finds endpoints; criteria about arrows hold for none. */
export function compileElements(expression: Expression): ElementPredicate {
  switch (expression.kind) {
    case 'element':
      return compileElementTest(expression.test);
    case 'arrow':
      return () => false;
    case 'not': {
      const operand = compileElements(expression.operand);
      return (element) => !operand(element);
    }
    case 'and': {
      const operands = expression.operands.map(compileElements);
      return (element) => operands.every((operand) => operand(element));
    }
    case 'or': {
      const operands = expression.operands.map(compileElements);
      return (element) => operands.some((operand) => operand(element));
    }
    default:
      return unreachable(expression);
  }
}

/** What an element's field says. */
export function valuesOf(element: FindElement, field: ElementField): readonly string[] {
  switch (field) {
    case 'id':
      return [element.id];
    case 'name':
      return [element.name];
    case 'kind':
      return [element.kind];
    case 'namespace':
      return listOf(element.namespace);
    case 'node':
      return listOf(element.clusterNode);
    case 'policy':
      return element.policies;
    default:
      return unreachable(field);
  }
}

function listOf(value: string | null | undefined): readonly string[] {
  return value === null || value === undefined ? [] : [value];
}
