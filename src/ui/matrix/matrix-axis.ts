import type { MatrixGroup, MatrixSort } from '../../app/matrix-look.svelte.ts';
import type { FindElement } from '../../core/find/find-element.ts';
import { unreachable } from '../../core/result.ts';

/** A row or a column that is shown; `row` is the endpoint's place in the verdict table. */
export type AxisItem =
  | { readonly kind: 'endpoint'; readonly row: number; readonly isMember: boolean }
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly title: string;
      /** Places in the table of those that are not filtered away. */
      readonly rows: readonly number[];
      readonly isCollapsed: boolean;
    };

export interface AxisWish {
  /** By row of the table. */
  readonly elements: readonly FindElement[];
  readonly keeps: (row: number) => boolean;
  readonly sort: MatrixSort;
  readonly group: MatrixGroup;
  readonly collapsed: ReadonlySet<string>;
  /** How many pairs are denied from or to the row's endpoint; asked for only where it is sorted by it. */
  readonly denied: (row: number) => number;
}

/** What is left of an axis after filtering, in its order, with its groups. */
export function axisItems(wish: AxisWish): readonly AxisItem[] {
  const rows = [...wish.elements.keys()].filter(wish.keeps);
  const sorted = sortedRows(rows, wish);
  const { group } = wish;
  if (group === 'none') return sorted.map((row) => ({ kind: 'endpoint', row, isMember: false }));
  return groupsOf(sorted, wish.elements, group).flatMap(({ key, title, rows: members }): readonly AxisItem[] => {
    const isCollapsed = wish.collapsed.has(key);
    const header: AxisItem = { kind: 'group', key, title, rows: members, isCollapsed };
    if (isCollapsed) return [header];
    return [header, ...members.map((row): AxisItem => ({ kind: 'endpoint', row, isMember: true }))];
  });
}

/** The rows that an item stands for. */
export function rowsOfItem(item: AxisItem): readonly number[] {
  return item.kind === 'group' ? item.rows : [item.row];
}

function sortedRows(rows: readonly number[], { elements, sort, denied }: AxisWish): readonly number[] {
  if (sort === 'order') return rows;
  if (sort === 'denied') {
    const counts = new Map(rows.map((row) => [row, denied(row)]));
    return rows.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b);
  }
  const keys = new Map(rows.map((row) => [row, sortKey(elements[row], sort)]));
  return rows.toSorted((a, b) => compare(keys.get(a) ?? '', keys.get(b) ?? '') || a - b);
}

function sortKey(element: FindElement | undefined, sort: Exclude<MatrixSort, 'order' | 'denied'>): string {
  switch (sort) {
    case 'name':
      return element?.name ?? '';
    case 'namespace':
      return element?.namespace ?? '';
    case 'node':
      return element?.clusterNode ?? '';
    default:
      return unreachable(sort);
  }
}

/** Those without a value come last; numbers in names count as numbers. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  return order.compare(a, b);
}
const order = new Intl.Collator('en', { numeric: true });

interface RowGroup {
  readonly key: string;
  readonly title: string;
  readonly rows: number[];
}

/** By title; groups of what has no value are named by what it is, and come last. */
function groupsOf(
  rows: readonly number[],
  elements: readonly FindElement[],
  group: Exclude<MatrixGroup, 'none'>,
): readonly RowGroup[] {
  const groups = new Map<string, RowGroup>();
  for (const row of rows) {
    const { key, title } = groupOf(elements[row], group);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { key, title, rows: [row] });
    else known.rows.push(row);
  }
  return [...groups.values()].sort((a, b) => Number(isUnnamed(a)) - Number(isUnnamed(b)) || compare(a.key, b.key));
}

function isUnnamed({ key }: RowGroup): boolean {
  return key.startsWith('~');
}

const kindTitles: Readonly<Record<string, string>> = { pod: 'Pods', host: 'Hosts', network: 'External networks' };

/** Keys of groups without a value start with `~`, which no name of Kubernetes does. */
function groupOf(
  element: FindElement | undefined,
  group: Exclude<MatrixGroup, 'none'>,
): { readonly key: string; readonly title: string } {
  const kind = element?.kind ?? 'pod';
  const byKind = { key: `~${kind}`, title: kindTitles[kind] ?? kind };
  switch (group) {
    case 'kind':
      return byKind;
    case 'namespace':
      return named(element?.namespace) ?? byKind;
    case 'node':
      return (
        named(element?.clusterNode) ?? { key: `~${kind}`, title: kind === 'pod' ? 'Pods on no node' : byKind.title }
      );
    default:
      return unreachable(group);
  }
}

function named(name: string | null | undefined): { readonly key: string; readonly title: string } | null {
  return name === null || name === undefined ? null : { key: name, title: name };
}
