import type { Steps } from '../../core/manifest/steps.ts';
import type { ReadProgress } from '../../core/manifest/overlay.ts';
import { readSceneContent } from '../../core/manifest/scene-content.ts';
import type { ClusterDocument } from '../../core/model/document.ts';
import type { Scene, SceneLens } from '../../core/model/scene.ts';
import { passingWords } from '../../core/reach/reach-words.ts';
import { summaryAt } from '../../core/policy/verdict-index.ts';
import type { PairSummary } from '../../core/policy/verdict-table.ts';
import { isCard } from '../canvas/element-spec.ts';
import { drawPicture, type Picture } from '../picture/picture-svg.ts';
import type { PictureContent } from '../picture/picture-scope.ts';
import { readPictureColours } from '../picture/picture-colours.ts';
import type { TextRuler } from '../picture/picture-text.ts';
import { PairReasons } from './pair-reasons.ts';
import { judgedMoment, manifestsText, pictureContent, type JudgedMoment } from './scene-content.ts';
import type { JudgedDesign, SharedAnswer, SharedDesign, SharedView } from './shared-design.ts';

/** What is shared, and how much of it. */
export interface ShareWish {
  readonly title: string;
  readonly document: ClusterDocument;
  /** How the design as it is now is looked at. */
  readonly lens: SceneLens;
  readonly scenes: readonly Scene[];
  readonly withNotes: boolean;
  readonly ruler: TextRuler;
}

/** A page holds the answer for each pair: more endpoints than this make none that anybody can open. */
export const mostEndpoints = 1_000;
/** So many pairs are judged between two pauses. */
const pairsAtOnce = 200;

/**
 * Judges and draws the design and each of its scenes. A scene that can't be read is left out; the problems list says so.
 *
 * @throws RangeError where a design has more than `mostEndpoints`
 */
export function* gatherInSteps(wish: ShareWish): Steps<ReadProgress, SharedDesign> {
  const gathering = new Gathering(wish);
  const moments = momentsOf(wish);
  for (const [done, moment] of moments.entries()) yield* gathering.add(moment, done, moments.length);
  return gathering.finish();
}

/** One page of what is shared: a document, and how it is looked at. */
interface Moment {
  readonly scene: Scene;
  /** Equal where the documents are. */
  readonly key: string;
  readonly document: ClusterDocument;
}

function momentsOf({ title, document, lens, scenes }: ShareWish): readonly Moment[] {
  const now: Scene = { id: '', title, notes: '', camera: null, focus: [], lens, content: null };
  const shown = scenes.flatMap((scene): readonly Moment[] => {
    if (scene.content === null) return [{ scene, key: '', document }];
    const read = readSceneContent(scene.content);
    if (!read.ok) return [];
    const resources = Object.fromEntries(read.value.map((resource) => [resource.id, resource]));
    return [{ scene, key: ` ${scene.content}`, document: { resources, sources: [] } }];
  });
  return [{ scene: now, key: '', document }, ...shown];
}

class Gathering {
  readonly #wish: ShareWish;
  readonly #texts = new Numbered<string>((text) => text);
  readonly #answers = new Numbered<SharedAnswer>((answer) => JSON.stringify(answer));
  readonly #judged: JudgedDesign[] = [];
  readonly #moments = new Map<string, { readonly moment: JudgedMoment; readonly number: number }>();
  readonly #views: SharedView[] = [];

  constructor(wish: ShareWish) {
    this.#wish = wish;
  }

  *add({ scene, key, document }: Moment, done: number, all: number): Steps<ReadProgress, void> {
    let known = this.#moments.get(key);
    if (known === undefined) {
      yield { done, total: all };
      const moment = judgedMoment(document);
      const share = (part: number): ReadProgress => ({ done: done + part, total: all });
      known = { moment, number: this.#judged.push(yield* this.#judge(moment, share)) - 1 };
      this.#moments.set(key, known);
    }
    this.#views.push(this.#view(scene, known.moment, known.number));
  }

  finish(): SharedDesign {
    const [first] = this.#moments.values();
    return {
      title: this.#wish.title,
      calicoVersion: first?.moment.table.calicoVersion ?? '',
      texts: this.#texts.all,
      answers: this.#answers.all,
      judged: this.#judged,
      views: this.#views,
    };
  }

  *#judge(moment: JudgedMoment, share: (part: number) => ReadProgress): Steps<ReadProgress, JudgedDesign> {
    const { ruleset, table } = moment;
    const size = table.endpoints.length;
    if (size > mostEndpoints) throw new RangeError(`The design has ${size} endpoints, a page takes ${mostEndpoints}.`);
    const reasons = new PairReasons(ruleset, table);
    const pairs: number[] = [];
    for (let row = 0; row < size; row += 1)
      for (let column = 0; column < size; column += 1) {
        const summary = summaryAt(table, row, column);
        if (summary === undefined) throw new Error('a pair of a table has a summary');
        pairs.push(this.#answer(summary, reasons.reason(row, column)));
        if (pairs.length % pairsAtOnce === 0) yield share(pairs.length / (size * size));
      }
    return { endpoints: table.endpoints.map(({ id }) => id), pairs, yaml: manifestsText(moment) };
  }

  #answer(summary: PairSummary, reason: string): number {
    const { verdict, notes } = summary;
    return this.#answers.of({
      verdict,
      allowed: this.#texts.of(verdict === 'deny' ? 'nothing' : passingWords(summary)),
      reason: this.#texts.of(reason),
      notes: notes.map((note) => this.#texts.of(note)),
    });
  }

  #view({ title, notes, camera, focus, lens }: Scene, moment: JudgedMoment, judged: number): SharedView {
    const { withNotes, ruler } = this.#wish;
    const content = pictureContent(moment, lens);
    const picture = drawn(content, ruler);
    return {
      title,
      notes: withNotes ? notes : '',
      judged,
      picture: picture?.body ?? '',
      width: picture?.width ?? 0,
      height: picture?.height ?? 0,
      camera:
        camera === null || picture === null
          ? null
          : { x: camera.centre.x + picture.shift.x, y: camera.centre.y + picture.shift.y, zoom: camera.zoom },
      focus,
      cards: cardRows(content, moment),
    };
  }
}

/** Which row of the matrix each card is. */
function cardRows({ specs }: PictureContent, { ruleset }: JudgedMoment): Readonly<Record<string, number>> {
  const rows = specs.filter(isCard).flatMap(({ id, endpoint }) => {
    const row = endpoint === null ? undefined : ruleset.rowOf.get(endpoint);
    return row === undefined ? [] : [[id, row] as const];
  });
  return Object.fromEntries(rows);
}

/** In the page's own colours, whatever its theme is. */
function drawn(content: PictureContent, ruler: TextRuler): Picture | null {
  const colours = readPictureColours((name) => `var(${name})`);
  return drawPicture(content, { title: '', isLegendShown: true, background: null }, { colours, ruler });
}

/** Values that are told apart by their keys, each with a number. */
class Numbered<T> {
  readonly #keyOf: (value: T) => string;
  readonly #numbers = new Map<string, number>();
  readonly #all: T[] = [];

  constructor(keyOf: (value: T) => string) {
    this.#keyOf = keyOf;
  }

  get all(): readonly T[] {
    return this.#all;
  }

  of(value: T): number {
    const key = this.#keyOf(value);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#all.push(value) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}
