import { expect, test } from 'vitest';
import { rulesetOf } from '../policy/testing/design-of.ts';
import { severalRules } from '../policy/testing/small-cluster.ts';
import { completeExpression } from './complete-expression.ts';
import { findElements } from './find-element.ts';

const elements = findElements(rulesetOf(severalRules), new Map());

test.each([
  // The caret is at |; what is offered first.
  ['|', ['verdict', 'from', 'to', 'port']],
  ['ver|', ['verdict']],
  ['verdict |', ['=', '!=', 'in']],
  ['verdict = |', ['allow', 'deny', 'partial', 'undecided']],
  ['verdict = d|', ['deny', 'undecided']],
  ['verdict = deny|', []],
  ['verdict = deny |', ['and', 'or']],
  ['verdict in (|', ['allow', 'deny', 'partial', 'undecided']],
  ['verdict not in (deny, |', ['allow', 'deny', 'partial', 'undecided']],
  ['verdict in (deny) |', ['and', 'or']],
  ['verdict = deny and to ~ ho|', ['host/h1', 'host/n2']],
  ['not |', ['verdict', 'from']],
  ['(|', ['verdict', 'from']],
  ['to.ki|', ['to.kind']],
  ['to.kind = |', ['pod', 'host', 'network', 'node']],
  ['label |', ['app']],
  ['label app = |', ['db', 'lost', 'near', 'web']],
  ['from.label:app = w|', ['web']],
  ['label:a|', ['label:app']],
  ['policy |', ['=', '~', '!=', '!~', 'in']],
  ['policy = |', ['db', 'hosts']],
  ['port = |', ['TCP/22']],
  ['unprotected |', ['and', 'or']],
  ['"broken |', []],
])('%s is completed', (marked, first) => {
  const caret = marked.indexOf('|');
  const { items } = completeExpression(marked.replace('|', ''), caret, elements);
  expect(items.slice(0, first.length).map(({ text }) => text)).toEqual(first);
  if (first.length === 0) expect(items).toEqual([]);
});

test('the word before the caret is replaced', () => {
  expect(completeExpression('a and ver = x', 9, elements)).toMatchObject({ from: 6, to: 9 });
});

test('ten thousand endpoints are offered a few at a time', () => {
  const [first] = elements;
  const many = Array.from({ length: 10_000 }, (_, index) => ({ ...first!, name: `pod-${index}` }));
  expect(completeExpression('name = ', 7, many).items).toHaveLength(50);
});
