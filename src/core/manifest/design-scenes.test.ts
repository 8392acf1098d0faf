import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonValue } from '../model/json.ts';
import { sceneLenses, type Scene } from '../model/scene.ts';
import { readDesignSpec } from './design-spec.ts';
import { hasOwnFields, withOwnFieldsOf, withoutOwnFields, withScenes } from './design-scenes.ts';
import { pathText } from './field-reader.ts';
import { parseYaml, printYaml } from './yaml.ts';

const plain: Scene = { id: 'a', title: 'A', notes: '', camera: null, focus: [], lens: 'drawn', content: null };

function design(scenes: JsonValue): Manifest {
  return { apiVersion: 'firewright.dev/v1', kind: 'Design', metadata: { name: 'design' }, spec: { scenes } };
}
function read(scenes: JsonValue): { readonly scenes: readonly Scene[]; readonly findings: readonly string[] } {
  const { spec, findings } = readDesignSpec(design(scenes));
  return { scenes: spec.scenes, findings: findings.map(({ path, code }) => `${pathText(path)} ${code}`) };
}

describe('spec.scenes is read', () => {
  const rows: readonly (readonly [
    what: string,
    item: JsonValue,
    scene: Partial<Scene>,
    findings: readonly string[],
  ])[] = [
    ['with nothing but its id', { id: 'a' }, { ...plain, title: '' }, []],
    [
      'with all it can hold',
      {
        id: 'a',
        title: 'A',
        notes: 'say\nthis',
        camera: { centre: [1.5, -2], zoom: 0.5 },
        focus: ['Node/n1'],
        lens: 'denied',
        content: 'x',
      },
      {
        notes: 'say\nthis',
        camera: { centre: { x: 1.5, y: -2 }, zoom: 0.5 },
        focus: ['Node/n1'],
        lens: 'denied',
        content: 'x',
      },
      [],
    ],
    ['with a content of no text', { id: 'a', content: 7 }, { content: null }, ['spec.scenes[0].content FIELD-TYPE']],
    ['with an unknown lens', { id: 'a', lens: 'red' }, { lens: 'drawn' }, ['spec.scenes[0].lens VALUE-UNKNOWN']],
    ['with one wrong focus', { id: 'a', focus: ['x', 1] }, { focus: ['x'] }, ['spec.scenes[0].focus[1] FIELD-TYPE']],
    [
      'with a camera that is nowhere',
      { id: 'a', camera: { centre: [1], zoom: 1 } },
      { camera: null },
      ['spec.scenes[0].camera.centre LIST-LENGTH'],
    ],
    [
      'with a camera that shows nothing',
      { id: 'a', camera: { centre: [1, 2], zoom: 0 } },
      { camera: null },
      ['spec.scenes[0].camera.zoom VALUE-RANGE'],
    ],
    [
      'with a camera that says half of it',
      { id: 'a', camera: { centre: [1, 2] } },
      { camera: null },
      ['spec.scenes[0].camera.zoom FIELD-REQUIRED'],
    ],
    ['without an id', { title: 'A' }, { id: 'scene-1' }, ['spec.scenes[0].id FIELD-REQUIRED']],
    ['with a key that names a prototype', { id: '__proto__' }, { id: '__proto__' }, []],
  ];
  test.each(rows)('%s', (_what, item, scene, findings) => {
    const found = read([item]);
    expect(found.scenes).toHaveLength(1);
    expect(found.scenes[0]).toMatchObject(scene);
    expect(found.findings).toEqual(findings);
  });

  const lists: readonly (readonly [
    what: string,
    scenes: JsonValue,
    ids: readonly string[],
    findings: readonly string[],
  ])[] = [
    ['what is no list holds none', { a: 1 }, [], ['spec.scenes FIELD-TYPE']],
    [
      'what is no object is none',
      ['x', { id: 'a' }, null],
      ['a'],
      ['spec.scenes[2] FIELD-TYPE', 'spec.scenes[0] FIELD-TYPE'],
    ],
    [
      'the second one of an id gets another',
      [{ id: 'a' }, { id: 'a' }],
      ['a', 'a-2'],
      ['spec.scenes[1].id VALUE-TWICE'],
    ],
    [
      'an id that is made up takes nobody’s place',
      [{ title: 'x' }, { id: 'scene-1' }, { id: 'a' }, { id: 'a' }, { id: 'a-2' }],
      ['scene-1-2', 'scene-1', 'a', 'a-3', 'a-2'],
      ['spec.scenes[0].id FIELD-REQUIRED', 'spec.scenes[3].id VALUE-TWICE'],
    ],
  ];
  test.each(lists)('%s', (_what, scenes, ids, findings) => {
    const found = read(scenes);
    expect(found.scenes.map(({ id }) => id)).toEqual(ids);
    expect(found.findings).toEqual(findings);
  });
});

function written(before: JsonValue, change: (scenes: readonly Scene[]) => readonly Scene[]): JsonValue | undefined {
  const manifest = design(before);
  const spec = withScenes(manifest, change(readDesignSpec(manifest).spec.scenes))['spec'];
  return typeof spec === 'object' && spec !== null && 'scenes' in spec ? spec['scenes'] : undefined;
}

describe('spec.scenes is written', () => {
  const strange = { id: 'a', title: 'A', mood: 'calm', lens: 'drawn' };
  const [other, noScene] = [{ id: 'b', zoom: 1 }, 'no scene'];

  test('scenes that stay the same leave the design as it is', () => {
    const manifest = design([strange, noScene, other]);
    expect(withScenes(manifest, readDesignSpec(manifest).spec.scenes)).not.toBe(manifest); // what is no scene moves behind
    const good = design([strange, other]);
    expect(withScenes(good, readDesignSpec(good).spec.scenes)).toBe(good);
  });
  test('a changed scene keeps what is not known, and fields in their places', () => {
    const next = written([strange, other], ([a, ...more]) => [{ ...a!, title: 'New', notes: 'n' }, ...more]);
    expect(next).toEqual([{ id: 'a', title: 'New', mood: 'calm', lens: 'drawn', notes: 'n' }, other]);
    expect(Object.keys((next as JsonValue[])[0] as object)).toEqual(['id', 'title', 'mood', 'lens', 'notes']);
  });
  test('what is as usual again is not written', () => {
    const full = { id: 'a', title: 'A', notes: 'n', camera: { centre: [1, 2], zoom: 1 }, lens: 'all', content: '' };
    expect(written([full], () => [plain])).toEqual([{ id: 'a', title: 'A' }]);
  });
  test('scenes move with all they hold; one that is gone is gone; a new one is written', () => {
    const next = written([strange, other, noScene], ([, b]) => [b!, { ...plain, id: 'c', title: 'C' }]);
    expect(next).toEqual([other, { id: 'c', title: 'C' }, noScene]);
  });
  test('an id that was made up is written down once the scenes change', () => {
    expect(written([{ title: 'x' }, other], (scenes) => [...scenes].reverse())).toEqual([
      other,
      { title: 'x', id: 'scene-1' },
    ]);
  });
  test('no scenes leave no field', () => {
    expect(written([strange], () => [])).toBeUndefined();
  });
});

test('a presentation can be taken out of a design, and put into another one', () => {
  const manifest = design([{ id: 'a' }]);
  const bare = withoutOwnFields(manifest);
  expect(hasOwnFields(manifest)).toBe(true);
  expect(hasOwnFields(bare)).toBe(false);
  expect(withoutOwnFields(bare)).toBe(bare);
  expect(withOwnFieldsOf(bare, manifest)).toEqual(manifest);
  expect(withOwnFieldsOf(manifest, bare)).toEqual(bare);
});

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', 'yes', '1', 'a: b\n---\n- x\n', 'a\r\nb', '\tx', ' x\n\n', '# c', '__proto__', '\uFEFFa'),
);
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const scenes: fc.Arbitrary<readonly Scene[]> = fc.uniqueArray(
  fc.record({
    id: texts.filter((text) => text !== ''),
    title: texts,
    notes: texts,
    camera: fc.option(
      fc.record({
        centre: fc.record({ x: numbers, y: numbers }),
        zoom: fc.double({ min: 0.01, max: 4, noNaN: true }),
      }),
    ),
    focus: fc.array(texts, { maxLength: 3 }),
    lens: fc.constantFrom(...sceneLenses),
    content: fc.option(texts),
  }),
  { selector: ({ id }) => id, maxLength: 5 },
);

describe('property', () => {
  test('scenes come back from the text as they went into it', () => {
    fc.assert(
      fc.property(scenes, scenes, (first, second) => {
        const manifest = withScenes(withScenes(design([]), first), second);
        const parsed = parseYaml(printYaml(manifest));
        if (!parsed.ok) throw new Error(parsed.error.message);
        const { spec, findings } = readDesignSpec(parsed.value as typeof manifest);
        expect(findings).toEqual([]);
        expect(spec.scenes).toEqual(second);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
  test('whatever stands there is read, with ids that are all different, and written back as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.jsonValue(), fc.record({ id: fc.constantFrom('a', 'b', 'a-2', 1) }))),
        (items) => {
          const manifest = design(items as JsonValue);
          const read = readDesignSpec(manifest).spec.scenes;
          expect(new Set(read.map(({ id }) => id)).size).toBe(read.length);
          const again = withScenes(manifest, read);
          expect(readDesignSpec(again).spec.scenes).toEqual(read);
          expect(withScenes(again, read)).toBe(again);
        },
      ),
      { numRuns: 300, seed: 2 },
    );
  });
});
