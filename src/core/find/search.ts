import type { EndpointId, ResourceId } from '../model/ids.ts';
import { compileElements } from './compile-element.ts';
import { compilePairs, type PairGround } from './compile-pairs.ts';
import { isAboutArrows, type Expression } from './expression.ts';
import type { FindElement } from './find-element.ts';

export interface FoundPair {
  readonly source: EndpointId;
  readonly destination: EndpointId;
}

/** What an expression finds. */
export type Found =
  | { readonly kind: 'elements'; readonly elements: readonly FindElement[] }
  | {
      readonly kind: 'arrows';
      /** The first `listedPairs`, row by row. */
      readonly pairs: readonly FoundPair[];
      readonly total: number;
      /** false: there are too many pairs, only the first `searchedPairs` were looked at. */
      readonly isComplete: boolean;
    };

/** Nobody walks through more. */
export const listedPairs = 2000;
/** Some ten milliseconds for each million. */
export const searchedPairs = 4_000_000;

/** @param ground null: there are no verdicts yet, so that no arrow is found */
export function search(
  expression: Expression,
  elements: readonly FindElement[],
  ground: Omit<PairGround, 'elements'> | null,
): Found {
  if (!isAboutArrows(expression)) return { kind: 'elements', elements: elements.filter(compileElements(expression)) };
  if (ground === null) return { kind: 'arrows', pairs: [], total: 0, isComplete: true };
  return searchPairs(expression, { ...ground, elements });
}

function searchPairs(expression: Expression, ground: PairGround): Found {
  const { endpoints } = ground.table;
  const holds = compilePairs(expression, ground);
  const pairs: FoundPair[] = [];
  let [total, searched] = [0, 0];
  for (const [row, source] of endpoints.entries()) {
    if (searched > searchedPairs) return { kind: 'arrows', pairs, total, isComplete: false };
    searched += endpoints.length;
    for (const [column, destination] of endpoints.entries()) {
      if (row === column || !holds(row, column)) continue;
      total += 1;
      if (pairs.length < listedPairs) pairs.push({ source: source.id, destination: destination.id });
    }
  }
  return { kind: 'arrows', pairs, total, isComplete: true };
}

/** `12 arrows`, `3 endpoints, 1 box`, `Nothing`. */
export function countWords(found: Found): string {
  if (found.kind === 'arrows')
    return `${found.isComplete ? '' : 'at least '}${counted(found.total, 'arrow', 'arrows')}`;
  const endpoints = found.elements.filter(({ endpoint }) => endpoint !== null).length;
  const sets = found.elements.filter(({ kind }) => kind === 'network-set').length;
  const boxes = found.elements.length - endpoints - sets;
  const parts = [
    endpoints > 0 ? counted(endpoints, 'endpoint', 'endpoints') : '',
    boxes > 0 ? counted(boxes, 'box', 'boxes') : '',
    sets > 0 ? counted(sets, 'set', 'sets') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** The objects among what was found. */
export function resourcesOf(elements: readonly FindElement[]): ReadonlySet<ResourceId> {
  return new Set(elements.flatMap(({ resource }) => resource ?? []));
}
