import type { Point } from '../model/design.ts';
import type { Manifest } from '../model/document.ts';
import { fieldOf, isJsonArray, isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '../model/json.ts';
import { sceneLenses, type Camera, type Scene, type SceneLens } from '../model/scene.ts';
import { changed, withField } from './change-object.ts';
import { Field, FindingLog } from './field-reader.ts';

const lenses: Readonly<Record<string, SceneLens>> = Object.fromEntries(sceneLenses.map((lens) => [lens, lens]));
const noLog = (): FindingLog => new FindingLog();

/** A scene and the item of `spec.scenes` that it was read from. */
interface ReadScene {
  readonly scene: Scene;
  readonly index: number;
}

/**
 * Reads `spec.scenes` of a Design. What is missing or wrong has its default and, where it is wrong, a finding; an item
 * that is no object is no scene. Ids that are missing or stand twice are made up, the same ones each time.
 */
export function readScenes(scenes: Field): readonly Scene[] {
  return readItems(scenes).map(({ scene }) => scene);
}

/** Each scene with the number of its item in `spec.scenes`. */
export function numberedScenes(manifest: Manifest): readonly ReadScene[] {
  return readItems(new Field(fieldOf(fieldOf(manifest, 'spec'), 'scenes'), ['spec', 'scenes'], noLog()));
}

function readItems(scenes: Field): readonly ReadScene[] {
  const items = scenes.items().flatMap((field) => {
    if (!isJsonObject(field.value)) {
      field.wrongType('an object with fields');
      return [];
    }
    return [{ field, index: Number(field.path.at(-1)) }];
  });
  const ids = uniqueIds(items.map(({ field }) => field));
  return items.map(({ field, index }, at) => ({ scene: readScene(field, ids[at] ?? ''), index }));
}

/** The first scene with an id keeps it, wherever those stand whose ids have to be made up. */
function uniqueIds(items: readonly Field[]): readonly string[] {
  const written = items.map((item) => readId(item.at('id')));
  const taken = new Set(written);
  const seen = new Set<string>();
  return written.map((id, index) => {
    if (id !== null && !seen.has(id)) {
      seen.add(id);
      return id;
    }
    const made = freeSceneId(id ?? `scene-${index + 1}`, taken);
    taken.add(made);
    if (id !== null) items[index]?.at('id').error('VALUE-TWICE', twice(id, made));
    return made;
  });
}

function twice(id: string, made: string): string {
  return `Two scenes have the id "${id}"; this one is taken for "${made}".`;
}

function readId(field: Field): string | null {
  const id = field.text();
  if (id !== null && id !== '') return id;
  if (!field.present || id === '')
    field.error('FIELD-REQUIRED', `${field.label} is missing; lessons know scenes by it.`);
  return null;
}

/** `base`, or `base-2`, `base-3`, … where that is taken. */
export function freeSceneId(base: string, taken: ReadonlySet<string | null>): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

function readScene(field: Field, id: string): Scene {
  return {
    id,
    title: field.at('title').text() ?? '',
    notes: field.at('notes').text() ?? '',
    camera: readCamera(field.at('camera')),
    focus: field.at('focus').texts(),
    lens: field.at('lens').choice(lenses) ?? 'drawn',
    content: field.at('content').text(),
  };
}

function readCamera(field: Field): Camera | null {
  const [centre, zoom] = [readCentre(field.at('centre')), field.at('zoom').number()];
  if (field.present && zoom !== null && !(zoom > 0)) {
    const at = field.at('zoom');
    at.error('VALUE-RANGE', `${at.label} is ${zoom}; it must be more than 0.`);
    return null;
  }
  if (isJsonObject(field.value) && zoom === null && !field.at('zoom').present)
    field.at('zoom').error('FIELD-REQUIRED', `${field.at('zoom').label} is missing.`);
  return centre === null || zoom === null ? null : { centre, zoom };
}

/** `[x, y]`, as positions are written. */
function readCentre(field: Field): Point | null {
  const [x, y, ...more] = field.items().map((item) => item.number());
  if (field.present && isJsonArray(field.value) && (x === undefined || y === undefined || more.length > 0))
    field.error('LIST-LENGTH', `${field.label} must be a list of two numbers, x and y.`);
  return typeof x !== 'number' || typeof y !== 'number' || more.length > 0 ? null : { x, y };
}

/**
 * Writes the scenes over those that are there, each known by its id. One that stays the same keeps its text, a changed one
 * the fields that this program does not know; items that are no scenes stay behind them.
 */
export function withScenes(manifest: Manifest, scenes: readonly Scene[]): Manifest {
  const read = numberedScenes(manifest);
  return changed(manifest, ['spec'], (spec) => {
    const written = fieldOf(spec, 'scenes');
    const items: JsonArray = isJsonArray(written) ? written : [];
    const before = new Map(read.map((one) => [one.scene.id, one]));
    const isScene = new Set(read.map(({ index }) => index));
    const next = [
      ...scenes.map((scene) => itemOver(items, before.get(scene.id) ?? null, scene)),
      ...items.filter((_, index) => !isScene.has(index)),
    ];
    if (next.length === items.length && next.every((item, index) => item === items[index])) return spec;
    return withField(spec, 'scenes', next.length === 0 ? undefined : next);
  });
}

function itemOver(items: JsonArray, before: ReadScene | null, scene: Scene): JsonValue {
  const item = before === null ? undefined : items[before.index];
  if (before === null || !isJsonObject(item)) return printScene(scene);
  const [was, now] = [printScene(before.scene), printScene(scene)];
  // An id that was made up would be another one once the scenes stand in another order.
  const named = withField(item, 'id', scene.id);
  return Object.keys({ ...was, ...now }).reduce(
    (object, key) =>
      isSameText(fieldOf(was, key), fieldOf(now, key)) ? object : withField(object, key, fieldOf(now, key)),
    named,
  );
}

/** Only what is not as usual. */
function printScene({ id, title, notes, camera, focus, lens, content }: Scene): JsonObject {
  return {
    id,
    title,
    ...(notes === '' ? {} : { notes }),
    ...(camera === null ? {} : { camera: { centre: [camera.centre.x, camera.centre.y], zoom: camera.zoom } }),
    ...(focus.length === 0 ? {} : { focus }),
    ...(lens === 'drawn' ? {} : { lens }),
    ...(content === null ? {} : { content }),
  };
}

/** Both are printed by `printScene`: their keys come in the same order. */
function isSameText(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Of a Design, what a scene's content leaves out: presentations do not stand in presentations. */
const ownFields = ['scenes', 'lesson'] as const;

export function hasOwnFields(manifest: Manifest): boolean {
  return ownFields.some((name) => fieldOf(fieldOf(manifest, 'spec'), name) !== undefined);
}

/** The Design without scenes and lesson. */
export function withoutOwnFields(manifest: Manifest): Manifest {
  if (!hasOwnFields(manifest)) return manifest;
  return changed(manifest, ['spec'], (spec) =>
    ownFields.reduce((left, name) => withField(left, name, undefined), spec),
  );
}

/** The Design with the scenes and the lesson of another state of it. */
export function withOwnFieldsOf(manifest: Manifest, other: Manifest): Manifest {
  const spec = fieldOf(other, 'spec');
  return changed(manifest, ['spec'], (own) =>
    ownFields.reduce((object, name) => withField(object, name, fieldOf(spec, name)), own),
  );
}
