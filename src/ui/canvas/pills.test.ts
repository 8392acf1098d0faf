import { expect, test } from 'vitest';
import type { CardSpec } from './element-spec.ts';
import { pillRow } from './pills.ts';

type Texts = Pick<CardSpec, 'marks' | 'labels' | 'face'> & { readonly tag: string | null };

const card = ({ tag, ...rest }: Texts): CardSpec => ({
  kind: 'card',
  id: 'c',
  title: 'c',
  subtitle: '',
  tags: tag === null ? [] : [{ of: 'cluster-node', text: tag, hue: 0 }],
  failsafes: null,
  width: 216,
  height: 76,
  box: null,
  target: { kind: 'nothing' },
  endpoint: null,
  stack: [],
  collapsed: null,
  emphasis: 'normal',
  spoken: '',
  ...rest,
});
const pod = (tag: string | null, labels: readonly string[], marks: readonly string[] = []): CardSpec =>
  card({ face: 'pod', tag, labels, marks });

const long = 'component=kube-apiserver';
const rows: readonly (readonly [what: string, card: CardSpec, shown: readonly string[], hidden: number])[] = [
  ['nothing to show', pod(null, []), [], 0],
  ['all fit', pod(null, ['app=web', 'tier=front']), ['app=web', 'tier=front'], 0],
  ['marks come before labels', pod(null, ['app=web'], ['finished']), ['finished', 'app=web'], 0],
  ['one that is too wide is cut, as it says more than a counter', pod('kube-system', [long]), [long], 0],
  ['the cut one is followed by a counter', pod('kube-system', [long, 'a=b']), [long], 1],
  [
    'what has no room is counted',
    pod(null, ['app=frontend', 'env=production', 'a=b']),
    ['app=frontend', 'env=production'],
    1,
  ],
  [
    'a tag takes no more than its limit',
    pod('a-node-with-a-very-long-name', ['app=web', 'a=b']),
    ['app=web', 'a=b'],
    0,
  ],
  [
    'a cloud is narrower',
    card({ face: 'internet', tag: null, labels: ['app=web', 'tier=front', 'a=b'], marks: [] }),
    ['app=web', 'tier=front'],
    1,
  ],
];
test.each(rows)('%s', (_what, spec, shown, hidden) => {
  const row = pillRow(spec);
  expect([row.pills.map(({ text }) => text), row.hidden]).toEqual([shown, hidden]);
});
