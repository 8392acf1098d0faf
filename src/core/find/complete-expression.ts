import { valuesOf } from './compile-element.ts';
import { arrowFields, arrowFlags, elementFields, elementFlags, wordsOfField } from './expression.ts';
import type { FindElement } from './find-element.ts';
import { printValue } from './print-expression.ts';
import { tokenizeExpression, type Token } from './tokenize-expression.ts';

export interface Completion {
  /** What is put in the place of `from`…`to` of the text. */
  readonly text: string;
  /** A few words about it; '' where it speaks for itself. */
  readonly detail: string;
}

export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
}

/** A longer list is not read. */
const mostItems = 50;

const details: Readonly<Record<string, string>> = {
  id: 'prod/web, host/worker, external/internet',
  name: 'of an endpoint or box',
  namespace: 'of a pod',
  node: 'where it runs',
  kind: 'pod, host, network, node, namespace, network-set',
  policy: 'that selects it',
  label: 'a label by its key',
  unprotected: 'a node without a host endpoint',
  'host-network': 'a pod with its node’s identity',
  selected: 'some policy selects it',
  verdict: 'allow, deny, partial, undecided',
  egress: 'the half at the source',
  ingress: 'the half at the destination',
  expected: 'what a drawn flow should be',
  from: 'where the arrow starts',
  to: 'where the arrow ends',
  port: '22, TCP/22, ICMP/8: is let through',
  drawn: 'a flow that you drew',
  door: 'open by a failsafe port or as the node’s own pod',
  '=': 'is exactly',
  '!=': 'is not',
  '~': 'contains, or fits with * and ?',
  '!~': 'does not contain',
  in: 'is one of (a, b)',
};

/** What can stand where the caret is, best first: nothing there where the text before it is in a broken quote. */
export function completeExpression(text: string, caret: number, elements: readonly FindElement[]): Completions {
  const { tokens, error } = tokenizeExpression(text.slice(0, caret));
  if (error !== null) return { from: caret, to: caret, items: [] };
  const before = tokens.slice(0, -1);
  const last = before.at(-1);
  const isInWord = last !== undefined && last.end === caret && last.value !== '';
  const typed = isInWord ? last.value.toLowerCase() : '';
  const place = placeAfter(isInWord ? before.slice(0, -1) : before);
  const items = itemsAt(place, elements).filter((item) => rankOf(item.text, typed) < 2);
  items.sort((a, b) => rankOf(a.text, typed) - rankOf(b.text, typed));
  const isDone = items.length === 1 && items[0]?.text.toLowerCase() === typed;
  return {
    from: isInWord ? last.start : caret,
    to: caret,
    items: isDone ? [] : items.slice(0, mostItems),
  };
}

/** What begins so comes before what contains it. */
function rankOf(text: string, typed: string): number {
  const at = text.toLowerCase().replace(/^"/, '').indexOf(typed);
  return at === -1 ? 2 : Math.min(at, 1);
}

/** What the tokens before the caret ask for. */
type Place =
  | { readonly kind: 'criterion' }
  | { readonly kind: 'operator'; readonly field: string }
  | { readonly kind: 'value'; readonly field: string }
  | { readonly kind: 'label-key' }
  | { readonly kind: 'joint' };

function placeAfter(tokens: readonly Token[]): Place {
  const last = tokens.at(-1);
  switch (last?.kind) {
    case undefined:
    case 'and':
    case 'or':
    case 'not':
      return { kind: 'criterion' };
    case '=':
    case '!=':
    case '~':
    case '!~':
      return { kind: 'value', field: fieldBefore(tokens, tokens.length - 1) };
    case '(':
    case ',': {
      const list = tokens.findLastIndex(({ kind }) => kind === 'in');
      const isInList = list !== -1 && !tokens.slice(list).some(({ kind }) => kind === ')');
      if (!isInList) return { kind: 'criterion' };
      const end = tokens[list - 1]?.kind === 'not' ? list - 1 : list;
      return { kind: 'value', field: fieldBefore(tokens, end) };
    }
    case 'word':
      return placeAfterWord(tokens, last);
    default:
      return { kind: 'joint' };
  }
}

function placeAfterWord(tokens: readonly Token[], last: Token): Place {
  const before = tokens.at(-2)?.kind;
  const isValue = before === '=' || before === '!=' || before === '~' || before === '!~' || before === ',';
  if (isValue) return { kind: 'joint' };
  if (last.value.replace(/^(?:from|to)\./, '') === 'label') return { kind: 'label-key' };
  const field = fieldBefore(tokens, tokens.length);
  return isField(field) ? { kind: 'operator', field } : { kind: 'joint' };
}

/** The field whose name ends before the token at `end`: without its end of the arrow, a label as `label:key`. */
function fieldBefore(tokens: readonly Token[], end: number): string {
  const name = (tokens[end - 1]?.value ?? '').replace(/^(?:from|to)\./, '');
  const isLabelKey = (tokens[end - 2]?.value ?? '').replace(/^(?:from|to)\./, '') === 'label';
  return isLabelKey ? `label:${name}` : name;
}

function isField(name: string): boolean {
  return name.startsWith('label:') || name === 'from' || name === 'to' || name === 'port' || fieldNamed(name) !== null;
}

function fieldNamed(name: string): (typeof elementFields)[number] | (typeof arrowFields)[number] | null {
  return [...elementFields, ...arrowFields].find((candidate) => candidate === name) ?? null;
}

function itemsAt(place: Place, elements: readonly FindElement[]): Completion[] {
  switch (place.kind) {
    case 'criterion':
      return [...criteria, ...labelKeys(elements).map((key) => item(`label:${key}`))];
    case 'operator':
      return operatorsOf(place.field).map(item);
    case 'value':
      return valuesFor(place.field, elements).map((value) => item(printValue(value)));
    case 'label-key':
      return labelKeys(elements).map((key) => item(printValue(key)));
    case 'joint':
      return ['and', 'or'].map(item);
  }
}

const names = [
  ...['verdict', 'from', 'to', 'port', 'name', 'namespace', 'node', 'kind', 'policy', 'unprotected', 'host-network'],
  ...['selected', 'drawn', 'expected', 'door', 'egress', 'ingress', 'id', 'not'],
  ...['from.', 'to.'].flatMap((end) =>
    [...elementFields.filter((field) => field !== 'id'), ...elementFlags].map((name) => `${end}${name}`),
  ),
];
const criteria = [...new Set([...names, ...arrowFlags])].map(item);

function item(text: string): Completion {
  return { text, detail: details[text.replace(/^(?:from|to)\./, '')] ?? '' };
}

function operatorsOf(field: string): readonly string[] {
  const named = fieldNamed(field);
  const isWords = field === 'port' || (named !== null && wordsOfField(named) !== null);
  return isWords ? ['=', '!=', 'in'] : ['=', '~', '!=', '!~', 'in'];
}

function valuesFor(field: string, elements: readonly FindElement[]): readonly string[] {
  if (field.startsWith('label:')) return labelValues(elements, field.slice('label:'.length));
  if (field === 'from' || field === 'to') return distinct(elements.flatMap(({ endpoint }) => endpoint ?? []));
  if (field === 'port') return ['TCP/22', 'TCP/443', 'TCP/6443', 'TCP/10250', 'UDP/53', 'TCP/53', 'TCP/179', 'ICMP'];
  const named = fieldNamed(field);
  const words = named === null ? [] : wordsOfField(named);
  if (words !== null) return words;
  const asked = elementFields.find((candidate) => candidate === named);
  return asked === undefined ? [] : distinct(elements.flatMap((element) => valuesOf(element, asked)));
}

function labelKeys(elements: readonly FindElement[]): readonly string[] {
  return distinct(elements.flatMap(({ labels }) => [...labels.keys()]));
}

function labelValues(elements: readonly FindElement[], key: string): readonly string[] {
  return distinct(elements.flatMap(({ labels }) => labels.get(key) ?? []));
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
