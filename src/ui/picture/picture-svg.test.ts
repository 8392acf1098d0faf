import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ArrowSpec, CardSpec, ElementSpec } from '../canvas/element-spec.ts';
import { sceneOf } from '../canvas/scene.ts';
import { testArrow, testBox, testCard } from '../canvas/testing/specs.ts';
import type { Pen } from './pen.ts';
import { readPictureColours } from './picture-colours.ts';
import { roughRuler } from './picture-text.ts';
import { selectedContent, withoutEmphasis, type PictureContent } from './picture-scope.ts';
import { drawPicture, svgFile, type PictureLook } from './picture-svg.ts';

const css = readFileSync('src/ui/theme/tokens.css', 'utf8');
const pen: Pen = {
  // The first value of each is the light theme's.
  colours: readPictureColours((name) => new RegExp(`${name}:\\s*([^;]+);`).exec(css)?.[1] ?? ''),
  ruler: roughRuler,
};
const look: PictureLook = { title: '', isLegendShown: false, background: null };

const card = (id: string, rest: Partial<CardSpec> = {}): CardSpec => testCard(id, { width: 216, height: 76, ...rest });
const places = new Map(
  ['a', 'b', 'c', 'd', 'n', 'free'].map((id, index) => [id, { x: 150 + 300 * index, y: 100 + (index % 2) * 200 }]),
);

function contentOf(specs: readonly ElementSpec[]): PictureContent {
  return { specs, scene: sceneOf(specs, places) };
}
function drawn(specs: readonly ElementSpec[], wanted: Partial<PictureLook> = {}): string {
  const picture = drawPicture(contentOf(specs), { ...look, ...wanted }, pen);
  return picture === null ? '' : svgFile(picture, '');
}
function textsIn(svg: string): readonly string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

describe('a card', () => {
  const rows: readonly (readonly [what: string, rest: Partial<CardSpec>, texts: readonly string[]])[] = [
    ['says its name and what it is', { title: 'web', subtitle: 'sa default' }, ['web', 'sa default']],
    [
      'shows its tag, marks and labels',
      { title: 'web', tags: [{ of: 'cluster-node', text: 'n1', hue: 2 }], marks: ['finished'], labels: ['app=web'] },
      ['web', 'n1', 'finished', 'app=web'],
    ],
    [
      'counts the labels that have no room',
      { title: 'web', labels: ['first=long-label', 'second=long-label', 'third=x', 'fourth=y'] },
      ['web', 'first=long-label', expect.stringMatching(/^second=l.*…$/) as string, '+2'],
    ],
    [
      'counts its doors',
      { face: 'host-endpoint', title: 'eth0', failsafes: { ingress: ['TCP 22'], egress: ['UDP 53', 'UDP 67'] } },
      ['eth0', '3'],
    ],
    [
      'counts the pods of a stack',
      {
        title: 'web',
        stack: [1, 2, 3].map((number) => ({ id: `p${number}` as never, endpoint: null, spoken: '' })), // ids as a design has them
      },
      ['web', '×3'],
    ],
    [
      'is a cloud for what lies outside',
      { face: 'internet', title: 'Internet', subtitle: 'every other address' },
      ['Internet', 'every other address'],
    ],
    [
      'is paper for a note',
      { face: 'note', title: 'Mind the door.\nIt is open.', height: 80 },
      ['Mind the door.', 'It is open.'],
    ],
  ];
  test.each(rows)('%s', (_what, rest, texts) => {
    expect(textsIn(drawn([card('a', rest)]))).toEqual(texts);
  });

  test('holds no more text than has room, whatever it is called', () => {
    const svg = drawn([card('a', { title: 'x'.repeat(100_000), labels: ['y'.repeat(100_000)] })]);
    expect(svg.length).toBeLessThan(110_000);
    expect(textsIn(svg)[0]).toMatch(/^x{10,40}…$/);
  });

  test('can’t break out of the picture by its name', () => {
    const name = `"/><script>x</script>&'\u0000`;
    const svg = drawn([card('a', { title: name, id: 'a', spoken: name, labels: [name] })]);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&quot;/&gt;&lt;script&gt;');
    expect(svg.replace('<?xml version="1.0" encoding="UTF-8"?>', '')).not.toMatch(
      /<(?!\/?(svg|g|title|style|text|rect|path|circle)\b)/,
    );
  });
});

describe('a box', () => {
  test('says its name, its labels, what is missing and why it is empty', () => {
    const box = testBox('n', {
      what: 'cluster-node',
      title: 'worker',
      labels: ['zone=a'],
      unprotected: true,
      note: 'no pods',
    });
    expect(textsIn(drawn([box]))).toEqual(['worker', 'unprotected', 'no pods']);
    const wide = [box, card('a', { box: 'n', title: '' }), card('b', { box: 'n', title: '' })];
    expect(textsIn(drawn(wide))).toEqual(['worker', 'unprotected', 'zone=a', 'no pods']);
  });

  test('that is collapsed is one card that says what it holds', () => {
    const box = testBox('n', { title: 'prod', labels: ['env=prod'] });
    const collapsed = { box, cards: [], isAutomatic: false };
    expect(
      textsIn(drawn([card('n', { face: 'box', title: 'prod', subtitle: '4 pods', labels: ['env=prod'], collapsed })])),
    ).toEqual(['prod', '4 pods', 'env=prod']);
  });
});

describe('an arrow', () => {
  const arrow = (rest: Partial<ArrowSpec>): string => drawn([card('a'), card('b'), testArrow('a', 'b', rest)]);
  const { allow, deny, partial, undecided } = pen.colours.verdict;

  test('is solid with a full head where it is allowed', () => {
    expect(arrow({})).toContain(`fill="${allow}"`);
    expect(arrow({})).not.toContain('stroke-dasharray');
  });

  test('is dashed and ends in a bar on the half that denies, and only there', () => {
    const svg = arrow({ verdict: 'deny', ingress: 'deny' });
    expect(svg.match(/stroke-dasharray="7 5"/g)).toHaveLength(1);
    expect(svg.match(/stroke-width="3.2"/g)).toHaveLength(1);
    expect(svg).toContain(`stroke="${deny}"`);
    expect(arrow({ verdict: 'deny', ingress: 'deny', egress: 'deny' }).match(/stroke-width="3.2"/g)).toHaveLength(2);
  });

  const dashes: readonly (readonly [ArrowSpec['verdict'], string, string])[] = [
    ['partial', '11 4 2.5 4', partial],
    ['undecided', '1.5 5', undecided],
  ];
  test.each(dashes)('of the verdict %s has dashes of its own', (verdict, pattern, colour) => {
    const svg = arrow({ verdict, ingress: verdict, egress: verdict });
    expect(svg.match(new RegExp(`stroke-dasharray="${pattern}"`, 'g'))).toHaveLength(2);
    expect(svg).toContain(`stroke="${colour}"`);
  });

  test('says which ports pass and what is expected of it', () => {
    const wish = { state: 'missed', texts: ['TCP 22 allowed'] } as const;
    const texts = textsIn(arrow({ verdict: 'partial', ingress: 'partial', caption: 'TCP 80', wish }));
    expect(texts).toContain('TCP 80');
    expect(texts).toContain('✗ TCP 22 allowed');
  });

  test('has marks that differ by their shape alone', () => {
    const marks = (['allow', 'deny', 'partial', 'undecided'] as const).map(
      (verdict) =>
        /<path d="([^"]+)" transform="[^"]+" fill="none" stroke="[^"]+" stroke-width="1.9"/.exec(
          arrow({ verdict }),
        )?.[1],
    );
    expect(new Set(marks).size).toBe(4);
    expect(marks).not.toContain(undefined);
  });

  test('to itself is drawn around the corner of a stack', () => {
    expect(drawn([card('a'), testArrow('a', 'a')])).toContain('data-element="a → a"');
  });
});

describe('a picture', () => {
  test('is none where nothing is drawn', () => {
    expect(drawPicture(contentOf([]), look, pen)).toBeNull();
  });

  test('is the same text each time, and says nothing about when or where it was drawn', () => {
    const specs = [testBox('n'), card('a', { box: 'n' }), card('b'), testArrow('a', 'b')];
    expect(drawn(specs)).toBe(drawn(specs));
  });

  test('has its title, its legend and its background', () => {
    const svg = drawn([card('a')], { title: 'Lesson <1>', isLegendShown: true, background: '#ffffff' });
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining([
        'Lesson &lt;1&gt;',
        'allowed',
        'denied',
        'some ports',
        'can’t be evaluated',
        'always open',
      ]),
    );
    expect(svg).toMatch(/<rect width="\d+" height="\d+" fill="#ffffff"\/>/);
    expect(textsIn(drawn([card('a')]))).not.toContain('allowed');
  });

  test('holds everything that is drawn', () => {
    const picture = drawPicture(contentOf([card('a'), card('d')]), look, pen);
    expect(picture?.width).toBeGreaterThan(900 + 216);
    expect(picture?.height).toBeGreaterThan(200 + 76);
  });

  test('can be written in parts, each as large as is wanted', () => {
    const picture = drawPicture(contentOf([card('a')]), look, pen);
    if (picture === null) throw new Error('nothing drawn');
    const part = svgFile(picture, '', { x: 10, y: 20, width: 30, height: 40, scale: 4 });
    expect(part).toContain('width="120" height="160" viewBox="10 20 30 40"');
  });
});

describe('of the selection', () => {
  const specs = [
    testBox('n'),
    testBox('m'),
    card('a', { box: 'n' }),
    card('b', { box: 'n' }),
    card('c', { box: 'm' }),
    card('d'),
    testArrow('a', 'c'),
    testArrow('c', 'd'),
    testArrow('a', 'b'),
  ];
  const idsOf = (...selected: readonly string[]): readonly string[] =>
    selectedContent(contentOf(specs), new Set(selected)).specs.map(({ id }) => id);

  const rows: readonly (readonly [what: string, selected: readonly string[], ids: readonly string[]])[] = [
    ['several cards: what is between them', ['a', 'c'], ['n', 'm', 'a', 'c', 'a → c']],
    ['one card: its arrows and who is at their ends', ['c'], ['n', 'm', 'a', 'c', 'd', 'a → c', 'c → d']],
    ['a box: its cards', ['n'], ['n', 'a', 'b', 'a → b']],
    ['an arrow: its ends', ['c → d'], ['m', 'c', 'd', 'c → d']],
    ['nothing', [], []],
  ];
  test.each(rows)('%s', (_what, selected, ids) => {
    expect(idsOf(...selected)).toEqual(ids);
  });

  test('a box is drawn around what is left in it', () => {
    const { scene } = selectedContent(contentOf(specs), new Set(['a', 'c']));
    const whole = contentOf(specs).scene;
    expect(scene.boxes.get('n')?.width).toBeLessThan(whole.boxes.get('n')?.width ?? 0);
    expect(selectedContent(contentOf(specs), new Set(['n'])).scene.boxes.get('n')).toEqual(whole.boxes.get('n'));
  });

  test('nothing stands out where that is not wanted', () => {
    const marked = [card('a', { emphasis: 'selected' }), card('b', { emphasis: 'dimmed' }), card('c')];
    expect(withoutEmphasis(marked).map(({ emphasis }) => emphasis)).toEqual(['normal', 'normal', 'normal']);
    expect(drawn(marked)).toContain(`stroke="${pen.colours.accent}"`);
  });
});
