import { describe, expect, test } from 'vitest';
import type { Grouping } from '../../core/model/design.ts';
import type { Manifest } from '../../core/model/document.ts';
import { isBox, isCard } from './element-spec.ts';

import { named, pod, hostEndpoint, projected, cardsOf, cardOf } from './testing/projected.ts';

describe('boxes and cards', () => {
  const places: readonly [grouping: Grouping, card: string, box: string, tag: string | null][] = [
    ['namespace', 'web', 'Namespace/prod', 'worker'],
    ['namespace', 'agent', 'Node/worker', 'dev'],
    ['namespace', 'loose', 'Namespace/prod', null],
    ['namespace', 'worker-eth', 'Node/worker', null],
    ['cluster-node', 'web', 'Node/worker', 'prod'],
    ['cluster-node', 'loose', 'unplaced', 'prod'],
    ['cluster-node', 'bare', 'Node/bare', null],
    ['label:app', 'web', 'label/app=web', 'prod worker'],
    ['label:app', 'loose', 'label/app=loose', 'prod'],
    ['label:app', 'agent', 'Node/worker', 'dev'],
    ['label:tier', 'web', 'label/tier', 'prod worker'],
    ['label:tier', 'worker-eth', 'Node/worker', null],
  ];
  test.each(places)('grouped by %s, %s lies in %s with the tag %s', (grouping, title, box, tag) => {
    const card = cardOf({ grouping }, title);
    expect([card.box, card.tags.map(({ text }) => text).join(' ')]).toEqual([box, tag ?? '']);
  });

  test('only the boxes of the grouping are drawn, and every card’s box is among them', () => {
    for (const grouping of ['namespace', 'cluster-node'] as const) {
      const { specs } = projected({ grouping });
      const boxes = specs.filter(isBox);
      const known = new Set<string | null>([null, ...boxes.map(({ id }) => id)]);
      expect(boxes.some(({ what }) => what === 'namespace')).toBe(grouping === 'namespace');
      expect(specs.filter(isCard).every(({ box }) => known.has(box))).toBe(true);
    }
  });

  test('grouped by a label there is a box for each value, and last one for those without it', () => {
    const manifests = ['b', 'a', 'c'].map((name, index) => ({
      ...pod('n', name),
      metadata: { name, namespace: 'n', labels: index === 2 ? {} : { tier: index === 0 ? 'x' : '' } },
    }));
    const boxes = projected({ manifests, grouping: 'label:tier' }).specs.filter(isBox);
    expect(boxes.map(({ title, target }) => [title, target])).toEqual([
      ['tier', { kind: 'label', key: 'tier', value: '' }],
      ['tier=x', { kind: 'label', key: 'tier', value: 'x' }],
      ['without tier', { kind: 'label', key: 'tier', value: null }],
    ]);
  });

  test('a note is a card of its own, with paper for its words', () => {
    const note = cardsOf({ notes: { '1': 'Ask Ann' } }).find(({ face }) => face === 'note');
    expect(note).toMatchObject({
      id: 'note/1',
      title: 'Ask Ann',
      target: { kind: 'note', name: '1' },
      box: null,
      endpoint: null,
      spoken: 'Note: Ask Ann',
    });
  });

  const notes: readonly [what: string, manifests: readonly Manifest[], note: string][] = [
    ['holds cards', [pod('prod', 'web')], ''],
    ['is empty', [named('Namespace', 'prod')], 'no pods'],
    [
      'has its only pod on a node’s network',
      [named('Namespace', 'prod'), pod('prod', 'agent', { nodeName: 'worker', hostNetwork: true })],
      '1 pod, on its node’s network',
    ],
    [
      'has all its pods on nodes’ networks',
      [
        named('Namespace', 'prod'),
        pod('prod', 'one', { nodeName: 'worker', hostNetwork: true }),
        pod('prod', 'two', { nodeName: 'worker', hostNetwork: true }),
      ],
      '2 pods, on their nodes’ network',
    ],
  ];
  test.each(notes)('the box of a namespace that %s', (_what, manifests, note) => {
    const box = projected({ manifests })
      .specs.filter(isBox)
      .find(({ title }) => title === 'prod');
    expect(box?.note).toBe(note);
  });

  test('a pod is drawn if the evaluator judges it, or if it has finished', () => {
    const manifests = [pod('prod', 'web'), pod('prod', 'other')];
    const titles = projected({ manifests }, (rows) => rows.filter(({ id }) => id !== 'prod/other'))
      .specs.filter(isCard)
      .map(({ title }) => title);
    expect(titles).toEqual(['Internet', 'web']);
    const done = { ...pod('prod', 'done'), status: { phase: 'Succeeded' } };
    expect(cardOf({ manifests: [done] }, 'done').marks).toEqual(['finished']);
  });

  test('a node without a host endpoint is marked unprotected and has a card that says so', () => {
    const boxes = projected({}).specs.filter(isBox);
    expect(boxes.filter(({ unprotected }) => unprotected).map(({ title }) => title)).toEqual(['bare']);
    expect(cardOf({}, 'bare').face).toBe('unprotected-node');
  });

  test('the Internet is always there', () => {
    expect(cardsOf({ manifests: [] }).map(({ face, endpoint }) => [face, endpoint])).toEqual([
      ['internet', 'external/internet'],
    ]);
  });

  test('a host endpoint shows its interface, addresses, profile and doors', () => {
    const { subtitle, marks, failsafes } = cardOf({}, 'worker-eth');
    expect({ subtitle, marks, failsafes }).toEqual({
      subtitle: 'all interfaces · 10.0.0.1',
      marks: ['default-allow'],
      failsafes: { ingress: ['TCP 22 of worker'], egress: [] },
    });
  });

  test('labels that only repeat the name are left out', () => {
    const prod = projected({})
      .specs.filter(isBox)
      .find(({ title }) => title === 'prod');
    expect(prod?.labels).toEqual(['env=prod']);
  });

  test('nodes that only host endpoints speak of get a box that selects nothing', () => {
    const boxes = projected({ manifests: [hostEndpoint('h', 'ghost')] }).specs.filter(isBox);
    expect(boxes.map(({ title, target }) => [title, target.kind])).toEqual([['ghost', 'nothing']]);
  });
});
