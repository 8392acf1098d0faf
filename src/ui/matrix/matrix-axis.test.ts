import { describe, expect, test } from 'vitest';
import type { FindElement } from '../../core/find/find-element.ts';
import { axisItems, type AxisWish } from './matrix-axis.ts';

const element = (id: string, kind: 'pod' | 'host' | 'network', namespace: string | null, clusterNode: string | null) =>
  ({ id, name: id.slice(id.indexOf('/') + 1), kind, namespace, clusterNode }) as FindElement; // all that an axis asks for
const elements = [
  element('dev/web-10', 'pod', 'dev', 'n2'),
  element('dev/web-9', 'pod', 'dev', 'n1'),
  element('prod/api', 'pod', 'prod', null),
  element('host/n1', 'host', null, 'n1'),
  element('external/internet', 'network', null, null),
];
const wish: AxisWish = {
  ...{ elements, keeps: () => true, sort: 'order', group: 'none', collapsed: new Set<string>() },
  denied: (row) => [1, 0, 7, 1, 2][row] ?? 0,
};

function shown(part: Partial<AxisWish>): string {
  return axisItems({ ...wish, ...part })
    .map((item) => {
      if (item.kind === 'endpoint') return `${item.isMember ? '·' : ''}${elements[item.row]?.name ?? ''}`;
      return `${item.isCollapsed ? '▸' : '▾'}${item.title}(${item.rows.length})`;
    })
    .join(' ');
}

describe('an axis', () => {
  test.each([
    ['as the table has it', {}, 'web-10 web-9 api n1 internet'],
    ['filtered', { keeps: (row: number) => row > 2 }, 'n1 internet'],
    ['by name, numbers as numbers', { sort: 'name' }, 'api internet n1 web-9 web-10'],
    ['by namespace, those without one last', { sort: 'namespace' }, 'web-10 web-9 api n1 internet'],
    ['by node', { sort: 'node' }, 'web-9 n1 web-10 api internet'],
    ['by denied pairs, most first', { sort: 'denied' }, 'api internet web-10 n1 web-9'],
    [
      'grouped by namespace',
      { group: 'namespace' },
      '▾dev(2) ·web-10 ·web-9 ▾prod(1) ·api ▾Hosts(1) ·n1 ▾External networks(1) ·internet',
    ],
    [
      'grouped by node',
      { group: 'node' },
      '▾n1(2) ·web-9 ·n1 ▾n2(1) ·web-10 ▾External networks(1) ·internet ▾Pods on no node(1) ·api',
    ],
    [
      'grouped by kind, sorted in each group, one collapsed',
      { group: 'kind', sort: 'name', collapsed: new Set(['~host']) },
      '▸Hosts(1) ▾External networks(1) ·internet ▾Pods(3) ·api ·web-9 ·web-10',
    ],
    ['with nothing left', { keeps: () => false, group: 'kind' }, ''],
  ] satisfies readonly (readonly [string, Partial<AxisWish>, string])[])('%s', (_how, part, items) => {
    expect(shown(part)).toBe(items);
  });
});
