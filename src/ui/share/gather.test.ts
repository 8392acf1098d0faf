import { describe, expect, test } from 'vitest';
import { openDesign } from '../../core/file/design-file.ts';
import { withoutPause } from '../../core/manifest/steps.ts';
import type { Scene } from '../../core/model/scene.ts';
import { roughRuler } from '../picture/picture-text.ts';
import { gatherInSteps, mostEndpoints, type ShareWish } from './gather.ts';
import { named, type SharedDesign } from './shared-design.ts';

const pods = (...names: readonly string[]): string =>
  ['{ apiVersion: v1, kind: Namespace, metadata: { name: prod } }']
    .concat(
      names.map(
        (name) =>
          `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: prod, labels: { app: ${name} } } }`,
      ),
    )
    .join('\n---\n');
const closed = `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: prod }
spec: { podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress] }
`;
const design = `${pods('web', 'db')}
---
# the presenter's own
apiVersion: firewright.dev/v1
kind: Design
metadata: { name: design }
spec: { layout: { positions: { Pod/prod/web: { x: 100, y: 50 }, Pod/prod/db: { x: 700, y: 50 } } } }
`;

function scene(more: Partial<Scene>): Scene {
  return { id: 's', title: 'Scene', notes: 'secret', camera: null, focus: [], lens: 'drawn', content: null, ...more };
}

function gathered(wish: Partial<ShareWish> & { readonly text?: string } = {}): SharedDesign {
  const { document } = openDesign([{ name: 'd.yaml', text: wish.text ?? design }]);
  return withoutPause(
    gatherInSteps({
      title: 'T',
      document,
      lens: 'drawn',
      scenes: [],
      withNotes: false,
      ruler: roughRuler,
      ...wish,
    }),
  );
}

function said({ answers, texts, judged }: SharedDesign, number: number, from: string, to: string): string {
  const { endpoints = [], pairs = [] }: Partial<SharedDesign['judged'][number]> = judged[number] ?? {};
  const answer = answers[pairs[endpoints.indexOf(from) * endpoints.length + endpoints.indexOf(to)] ?? -1];
  if (answer === undefined) throw new Error('every pair has an answer');
  return `${answer.verdict}: ${named(texts[answer.reason] ?? '', from, to)}`;
}

describe('what is shared', () => {
  test('is the design as it is, with the answer for every pair', () => {
    const shared = gathered({ text: pods('web', 'db') + closed });
    expect(shared.views).toMatchObject([{ title: 'T', notes: '', judged: 0, camera: null, focus: [] }]);
    expect(shared.judged[0]?.pairs).toHaveLength(9);
    expect(said(shared, 0, 'prod/web', 'prod/db')).toMatch(/^deny: Denied at prod\/db: .*closed/);
    expect(said(shared, 0, 'prod/db', 'prod/web')).toMatch(/^allow: Allowed at prod\/web/);
  });

  test('is each scene, and scenes that show the same design share its answers', () => {
    const scenes = [
      scene({ id: 'a', content: pods('web', 'db') + closed }),
      scene({ id: 'b', content: pods('web', 'db') + closed, lens: 'all' }),
      scene({ id: 'c' }),
    ];
    const shared = gathered({ scenes });
    expect(shared.views.map(({ judged }) => judged)).toEqual([0, 1, 1, 0]);
    expect(said(shared, 0, 'prod/web', 'prod/db')).toMatch(/^allow/);
    expect(said(shared, 1, 'prod/web', 'prod/db')).toMatch(/^deny/);
    expect(shared.views[2]?.picture).toContain('prod/web → prod/db');
    expect(shared.views[1]?.picture).not.toContain('prod/web → prod/db');
  });

  test('leaves out a scene that can’t be read', () => {
    expect(gathered({ scenes: [scene({ content: 'a: [' })] }).views).toHaveLength(1);
  });

  test('holds notes only where that is wished', () => {
    const scenes = [scene({})];
    expect(JSON.stringify(gathered({ scenes }))).not.toContain('secret');
    expect(gathered({ scenes, withNotes: true }).views[1]?.notes).toBe('secret');
  });

  test('holds the manifests as they are written, without the document that is ours', () => {
    const [judged] = gathered().judged;
    expect(judged?.yaml).toContain('kind: Pod');
    expect(judged?.yaml).not.toMatch(/kind: Design|presenter/);
  });

  test('is looked at as the scene looks at it, in the picture’s own coordinates', () => {
    const camera = { centre: { x: 100, y: 50 }, zoom: 2 };
    const shared = gathered({ scenes: [scene({ camera, focus: ['Pod/prod/web'] })] });
    const [, view] = shared.views;
    const place = /translate\((-?\d+) (-?\d+)\)/.exec(view?.picture ?? '') ?? [];
    expect(view?.camera).toEqual({ x: 100 + Number(place[1]), y: 50 + Number(place[2]), zoom: 2 });
    expect(view?.focus).toEqual(['Pod/prod/web']);
    expect(view?.cards['Pod/prod/db']).toBe(shared.judged[0]?.endpoints.indexOf('prod/db'));
  });

  test('is drawn in the colours of the page, which has two themes', () => {
    const [view] = gathered().views;
    expect(view?.picture).toContain('var(--surface-1)');
    expect(view?.picture).not.toMatch(/#[0-9a-f]{6}/i);
  });

  test('is the same for the same design', () => {
    expect(gathered()).toEqual(gathered());
  });
});

test('a design of more endpoints than a page takes is refused in words', () => {
  const many = pods(...Array.from({ length: mostEndpoints + 1 }, (_, index) => `p${index}`));
  expect(() => gathered({ text: many })).toThrow(/has 1002 endpoints/);
}, 30_000);

test('progress is told in between, and ends at the number of scenes', () => {
  const { document } = openDesign([
    { name: 'd', text: pods(...Array.from({ length: 30 }, (_, index) => `p${index}`)) },
  ]);
  const wish = {
    title: '',
    document,
    lens: 'drawn',
    scenes: [scene({})],
    withNotes: false,
    ruler: roughRuler,
  } as const;
  const told = [...gatherInSteps(wish)];
  expect(told.length).toBeGreaterThan(3);
  expect(told.every(({ done, total }, index) => total === 2 && done >= (told[index - 1]?.done ?? 0))).toBe(true);
});
