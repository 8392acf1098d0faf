import { expect, test } from 'vitest';
import type { EndpointId } from '../model/ids.ts';
import { evaluateAll } from './evaluate.ts';
import { globalPolicy, namespace, network, pod, rulesetOf } from './testing/design-of.ts';
import { VerdictIndex } from './verdict-index.ts';

const index = new VerdictIndex(
  evaluateAll(
    rulesetOf([
      namespace('p'),
      pod('p/a', { app: 'a' }, null),
      pod('p/b', { app: 'b' }, null),
      network('internet', '203.0.113.0/24'),
      globalPolicy('g', {
        selector: "app == 'a'",
        types: ['Ingress'],
        ingress: [{ action: 'Allow', protocol: 'TCP', source: { selector: "app == 'b'" } }],
      }),
    ]),
  ),
);
const id = (name: string): EndpointId => name as EndpointId; // as users name them

test('pairs are found by the names of their ends', () => {
  expect(index.summary(id('p/b'), id('p/a'))?.verdict).toBe('partial');
  expect(index.summary(id('external/internet'), id('p/a'))?.verdict).toBe('deny');
  expect(index.summary(id('p/a'), id('p/gone'))).toBeNull();
});

test('rows are found both ways', () => {
  expect(index.rowOf(id('p/b'))).toBe(1);
  expect(index.row(1).id).toBe('p/b');
  expect(index.rowOf(id('p/gone'))).toBeUndefined();
  expect(() => index.row(9)).toThrow(RangeError);
});

test('counts are of distinct ends', () => {
  expect(index.counts()).toEqual({ allow: 4, deny: 1, partial: 1, undecided: 0 });
});
