import type { DrawnFlow } from '../model/design.ts';
import type { EndpointId } from '../model/ids.ts';
import { trafficOfAllowed } from '../net/allowed-traffic.ts';
import { noSummary, summaryIndexAt } from '../policy/verdict-index.ts';
import type { PairSummary, VerdictTable } from '../policy/verdict-table.ts';
import { unreachable } from '../result.ts';
import { compileElementTest } from './compile-element.ts';
import type { ArrowEnd, ArrowTest, ElementTest, Expression } from './expression.ts';
import { elementOfRow, type FindElement } from './find-element.ts';
import { compileMatch } from './text-match.ts';
import { shareOf } from './traffic-query.ts';

/** Whether it holds for the pair of two different rows of the table. */
export type PairPredicate = (source: number, destination: number) => boolean;

export interface PairGround {
  readonly table: VerdictTable;
  readonly elements: readonly FindElement[];
  readonly flows: readonly DrawnFlow[];
}

/**
 * What an expression asks of pairs. Each criterion is answered once for each row or each distinct summary, so that a pair
 * costs no more than a few look-ups: there can be a million.
 */
export function compilePairs(expression: Expression, ground: PairGround): PairPredicate {
  return new PairCompiler(ground).compile(expression);
}

type Compiled = (source: number, destination: number, summary: number) => boolean;

class PairCompiler {
  readonly #table: VerdictTable;
  readonly #rows: readonly FindElement[];
  readonly #rowOf: ReadonlyMap<EndpointId, number>;
  readonly #flows: readonly DrawnFlow[];

  constructor({ table, elements, flows }: PairGround) {
    this.#table = table;
    this.#flows = flows;
    const byId = new Map(elements.map((element) => [element.endpoint, element]));
    this.#rows = table.endpoints.map((row) => byId.get(row.id) ?? elementOfRow(row));
    this.#rowOf = new Map(table.endpoints.map(({ id }, row) => [id, row]));
  }

  compile(expression: Expression): PairPredicate {
    const table = this.#table;
    const holds = this.#compile(expression);
    return (source, destination) => {
      const summary = summaryIndexAt(table, source, destination);
      return summary !== noSummary && holds(source, destination, summary);
    };
  }

  #compile(expression: Expression): Compiled {
    switch (expression.kind) {
      case 'element':
        return this.#compileElement(expression.end, expression.test);
      case 'arrow':
        return this.#compileArrow(expression.test);
      case 'not': {
        const operand = this.#compile(expression.operand);
        return (source, destination, summary) => !operand(source, destination, summary);
      }
      case 'and': {
        const operands = expression.operands.map((operand) => this.#compile(operand));
        return (source, destination, summary) => operands.every((operand) => operand(source, destination, summary));
      }
      case 'or': {
        const operands = expression.operands.map((operand) => this.#compile(operand));
        return (source, destination, summary) => operands.some((operand) => operand(source, destination, summary));
      }
      default:
        return unreachable(expression);
    }
  }

  #compileElement(end: ArrowEnd | null, test: ElementTest): Compiled {
    const holds = compileElementTest(test);
    const fits = Uint8Array.from(this.#rows, (element) => Number(holds(element)));
    if (end === 'from') return (source) => fits[source] === 1;
    if (end === 'to') return (_, destination) => fits[destination] === 1;
    return (source, destination) => fits[source] === 1 || fits[destination] === 1;
  }

  #compileArrow(test: ArrowTest): Compiled {
    switch (test.on) {
      case 'port':
        return this.#compileSummary(
          ({ allowed }) =>
            test.queries.some((query) => shareOf(query, trafficOfAllowed(allowed)) === 'all') !== test.negated,
        );
      case 'flag':
        if (test.flag === 'door') return this.#compileSummary(({ door }) => door);
        return test.flag === 'drawn'
          ? this.#compileFlows(() => true)
          : this.#compileFlows(({ expect }) => expect !== null);
      case 'field': {
        const { field } = test;
        const holds = compileMatch(test.match);
        if (field !== 'expected') return this.#compileSummary((summary) => holds([summary[field]]));
        return this.#compileExpected(holds);
      }
      default:
        return unreachable(test);
    }
  }

  #compileSummary(holds: (summary: PairSummary) => boolean): Compiled {
    const fits = Uint8Array.from(this.#table.summaries, (summary) => Number(holds(summary)));
    return (_source, _destination, summary) => fits[summary] === 1;
  }

  #compileFlows(holds: (flow: DrawnFlow) => boolean): Compiled {
    const pairs = new Set(this.#flows.filter(holds).map((flow) => this.#keyOf(flow)));
    const size = this.#rows.length;
    return (source, destination) => pairs.has(source * size + destination);
  }

  #compileExpected(holds: (values: readonly string[]) => boolean): Compiled {
    const expected = new Map<number, string[]>();
    for (const flow of this.#flows) {
      if (flow.expect === null) continue;
      const key = this.#keyOf(flow);
      expected.set(key, [...(expected.get(key) ?? []), flow.expect]);
    }
    const size = this.#rows.length;
    const none: readonly string[] = [];
    return (source, destination) => holds(expected.get(source * size + destination) ?? none);
  }

  /** -1 where an end is not in the table. */
  #keyOf({ source, destination }: DrawnFlow): number {
    const [from, to] = [this.#rowOf.get(source), this.#rowOf.get(destination)];
    return from === undefined || to === undefined ? -1 : from * this.#rows.length + to;
  }
}
