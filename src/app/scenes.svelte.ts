import type { Command } from '../core/edit/command.ts';
import type { HistoryStep } from '../core/edit/history.ts';
import { isDesignOf, sceneDesign } from '../core/edit/plan-scenes.ts';
import { sceneContentOf } from '../core/file/scene-content.ts';
import { freeSceneId } from '../core/manifest/design-scenes.ts';
import { faultText, readSceneContent } from '../core/manifest/scene-content.ts';
import { noteElement } from '../core/model/design.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import { sceneLenses, type Camera, type Scene } from '../core/model/scene.ts';
import type { Clock } from './clock.ts';
import { describeCommandError } from './command-error.ts';
import type { Model } from './model.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Results } from './results.svelte.ts';
import { SceneTurn, turnShownMs, type TurnChange } from './scene-turn.svelte.ts';
import type { Selected, Selection } from './selection.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { Lens, View } from './view.svelte.ts';

interface ScenesParts {
  readonly session: Session;
  readonly model: Model;
  readonly results: Results;
  readonly view: View;
  readonly selection: Selection;
  readonly notices: Notices;
  readonly clock: Clock;
}

/** From the first scene that is shown, or the start of a presentation, until they are left. */
interface Visit {
  /** Number of the design that it belongs to. */
  readonly opened: number;
  readonly camera: Camera | null;
  readonly lens: Lens;
  /** The design before a scene took its place; null: none has. */
  readonly home: Home | null;
}

interface Home {
  readonly document: ClusterDocument;
  /** The last step that was done by then. */
  readonly step: HistoryStep | null;
  /** The design that the undo list began with. */
  readonly base: ClusterDocument;
}

/** The scene that is shown. */
interface Shown {
  readonly id: string;
  readonly opened: number;
  /** The design as it was at once. */
  readonly document: ClusterDocument;
  readonly step: HistoryStep | null;
}

/**
 * The scenes of the design, and the one that is shown. A scene with a content of its own takes the design's place by a
 * step of the undo list like any edit; leaving the scenes brings the design back as it was.
 */
export class Scenes {
  readonly #parts: ScenesParts;
  #visit = $state.raw<Visit | null>(null);
  #shown = $state.raw<Shown | null>(null);
  #focus = $state.raw<readonly string[]>([]);
  readonly #turn: SceneTurn;
  /** Steps by which a scene was shown: no edits of the user. */
  readonly #turns = new WeakSet<HistoryStep>();
  readonly #current = $derived.by(() => this.#findCurrent());
  readonly #isChanged = $derived.by(() => this.#findIsChanged());

  constructor(parts: ScenesParts) {
    this.#parts = parts;
    this.#turn = new SceneTurn(parts.results);
  }

  get list(): readonly Scene[] {
    return this.#parts.model.design.scenes;
  }
  /** The one that is shown; null: none. */
  get current(): Scene | null {
    return this.#current;
  }
  /** Its number, from 0; -1: none is shown. */
  get index(): number {
    return this.#current === null ? -1 : this.list.indexOf(this.#current);
  }
  /** There is something to leave. */
  get isVisited(): boolean {
    return this.#currentVisit !== null;
  }
  /** The design is not what the shown scene holds. */
  get isChanged(): boolean {
    return this.#isChanged;
  }
  /** What stands out on the canvas: elements, endpoints, and arrows as `source → destination`. */
  get focus(): readonly string[] {
    return this.#current === null ? [] : this.#focus;
  }
  /** What the scene that was shown just now changed; null once a moment has passed. */
  get change(): TurnChange | null {
    return this.#turn.change;
  }

  /** What is seen now as a scene behind the shown one, or as the last one. */
  capture(): void {
    const { session } = this.#parts;
    const index = this.index < 0 ? this.list.length : this.index + 1;
    const number = this.list.length + 1;
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- read once, never changed
    const id = freeSceneId(`scene-${number}`, new Set(this.list.map((scene) => scene.id)));
    const scene: Scene = { id, title: `Scene ${number}`, notes: '', ...this.#seen() };
    if (!this.#perform({ type: 'add-scene', scene, index }, `Captured ${scene.title}.`)) return;
    this.begin();
    this.#shown = { id, opened: session.opened, document: session.document, step: session.lastStep };
    this.#focus = scene.focus;
  }

  /** What is seen now takes the place of what the scene holds; its title and notes stay. */
  update(): void {
    const [scene, shown] = [this.current, this.#shown];
    if (scene === null || shown === null) return;
    const seen = this.#seen();
    const { session, notices } = this.#parts;
    const last = session.lastStep;
    if (!this.#do({ type: 'set-scene', scene: { ...scene, ...seen } })) return;
    const isOther = session.lastStep !== last;
    const text = isOther ? `Updated ${titleOf(scene)}.` : `${titleOf(scene)} holds what is seen already.`;
    notices.show({ kind: 'info', text, undo: isOther });
    this.#shown = { ...shown, document: session.document };
    this.#focus = seen.focus;
  }

  /** A copy behind it, not shown. */
  duplicate(id: string): void {
    const scene = this.#find(id);
    if (scene === null) return;
    const copy = { ...scene, id: freeSceneId(scene.id, this.#ids()), title: `${titleOf(scene)} copy` };
    this.#perform({ type: 'add-scene', scene: copy, index: this.list.indexOf(scene) + 1 }, `Copied ${titleOf(scene)}.`);
  }

  /** @param change what is different; nothing happens where nothing is */
  edit(id: string, change: Partial<Pick<Scene, 'title' | 'notes'>>): void {
    const scene = this.#find(id);
    if (scene !== null) this.#do({ type: 'set-scene', scene: { ...scene, ...change } });
  }

  /** @param to where it stands afterwards, from 0 */
  move(id: string, to: number): void {
    const place = Math.max(0, Math.min(this.list.length - 1, to));
    this.#do({ type: 'move-scene', scene: id, to: place });
  }

  remove(id: string): void {
    const scene = this.#find(id);
    if (scene !== null) this.#perform({ type: 'remove-scene', scene: id }, `Deleted ${titleOf(scene)}.`);
  }

  /** From here on `leave` brings back what is seen now. */
  begin(): void {
    const { session, view } = this.#parts;
    if (this.#currentVisit !== null) return;
    this.#visit = { opened: session.opened, camera: view.canvas?.camera() ?? null, lens: view.lens, home: null };
  }

  /** Shows a scene: its design, how it looks at it and what stands out. One that can't be shown says why. */
  show(id: string): void {
    const scene = this.#find(id);
    if (scene === null) return;
    const before = this.current;
    const edits = this.#editsSinceShown();
    const { session } = this.#parts;
    const last = session.lastStep;
    this.begin();
    if (!this.#turnTo(scene)) return;
    this.#shown = { id, opened: session.opened, document: session.document, step: session.lastStep };
    this.#look(scene);
    if (before === null || edits === 0 || session.lastStep === last) return;
    const text = `${counted(edits)} to ${titleOf(before)} ${edits === 1 ? 'was' : 'were'} left behind.`;
    this.#parts.notices.show({ kind: 'info', text, undo: true });
  }

  next(): void {
    const scene = this.list[this.index + 1];
    if (scene !== undefined) this.show(scene.id);
  }

  previous(): void {
    const scene = this.list[this.index - 1];
    if (scene !== undefined) this.show(scene.id);
  }

  /** The shown scene as it was at once, whatever was edited and looked at since. */
  reset(): void {
    const [scene, shown] = [this.current, this.#shown];
    if (scene === null || shown === null) return;
    const last = this.#parts.session.lastStep;
    if (scene.content === null) this.#become(shown.document, `Reset scene ${titleOf(scene)}`);
    else if (!this.#turnTo(scene)) return;
    this.#look(scene);
    const { session, notices } = this.#parts;
    if (session.lastStep !== last) notices.show({ kind: 'info', text: `${titleOf(scene)} is as it was.`, undo: true });
  }

  /**
   * No scene is shown any more, and the design is what it was before one took its place. Edits of the user are not undone
   * but taken back by a step of their own, so that they can be had again.
   */
  leave(): void {
    const visit = this.#currentVisit;
    if (visit === null) return;
    const edits = this.#editsSinceShown();
    this.#visit = null;
    this.#shown = null;
    this.#focus = [];
    this.#turn.forget();
    const { view } = this.#parts;
    view.lens = visit.lens;
    if (visit.home !== null) this.#goHome(visit.home, edits);
    view.canvas?.moveTo(visit.camera, 'glide');
  }

  #goHome(home: Home, edits: number): void {
    const { session, notices } = this.#parts;
    const { steps, base } = session.wholeHistory;
    const position = home.step === null ? 0 : steps.indexOf(home.step) + 1;
    const isForgotten = base !== home.base;
    const isThere = !isForgotten && (home.step === null || position > 0);
    // The user went back behind the scenes by undoing: that is where they want to be.
    if (!isForgotten && (!isThere || session.position < position)) return;
    const since = isThere ? steps.slice(position, session.position) : [];
    if (isThere && since.every((step) => this.#turns.has(step))) return session.goTo(position);
    const last = session.lastStep;
    this.#become(home.document, 'Leave the scenes');
    // The edits made it what it was before.
    if (session.lastStep === last) return;
    const own = since.filter((step) => !this.#turns.has(step) && step.kind !== 'scene').length;
    if (edits > 0) {
      const text = `${counted(edits)} made while presenting ${edits === 1 ? 'was' : 'were'} taken back.`;
      notices.show({ kind: 'info', text, undo: true, undoLabel: edits === 1 ? 'Keep it' : 'Keep them' });
    } else if (own > 0) {
      notices.show({ kind: 'info', text: `${counted(own)} made in scenes can be found in the history.` });
    }
  }

  /** @returns whether the design is that of the scene */
  #turnTo(scene: Scene): boolean {
    const { session, notices } = this.#parts;
    if (scene.content === null) return true;
    const content = readSceneContent(scene.content);
    if (!content.ok) {
      notices.show({ kind: 'error', text: `${titleOf(scene)} can’t be shown: ${faultText(content.error)}` });
      return false;
    }
    return this.#become(sceneDesign(session.document, content.value), `Show scene ${titleOf(scene)}`);
  }

  #become({ sources, resources }: ClusterDocument, label: string): boolean {
    const { session, clock, results } = this.#parts;
    const [before, step, base] = [session.document, session.lastStep, session.wholeHistory.base];
    const table = results.table;
    if (!this.#do({ type: 'turn-design', label, sources, resources: Object.values(resources) })) return false;
    const turned = session.lastStep;
    if (turned === null || turned === step) return true;
    this.#turns.add(turned);
    const visit = this.#currentVisit;
    if (visit?.home === null) this.#visit = { ...visit, home: { document: before, step, base } };
    if (visit !== null) this.#turn.start({ before, after: session.document, table, revision: session.revision });
    const { revision } = session;
    clock.after(turnShownMs, () => this.#turn.end(revision));
    return true;
  }

  #look(scene: Scene): void {
    const { view, selection } = this.#parts;
    selection.clear();
    this.#focus = scene.focus;
    view.stage = 'canvas';
    view.lens = scene.lens;
    view.canvas?.moveTo(scene.camera, 'glide');
  }

  #seen(): Pick<Scene, 'camera' | 'focus' | 'lens' | 'content'> {
    const { view, selection, session } = this.#parts;
    const selected = elementsOf(selection.current);
    return {
      // On a bigger screen the whole design is bigger, too.
      camera: view.canvas?.isWholeInSight() === false ? rounded(view.canvas.camera()) : null,
      focus: selected.length > 0 ? selected : this.focus,
      lens: sceneLenses.find((lens) => lens === view.lens) ?? 'drawn',
      content: sceneContentOf(session.document),
    };
  }

  get #currentVisit(): Visit | null {
    return this.#visit?.opened === this.#parts.session.opened ? this.#visit : null;
  }

  #findCurrent(): Scene | null {
    const shown = this.#shown;
    return shown === null || shown.opened !== this.#parts.session.opened ? null : this.#find(shown.id);
  }

  #findIsChanged(): boolean {
    const [scene, shown] = [this.#current, this.#shown];
    const { document } = this.#parts.session;
    if (scene === null || shown === null) return false;
    if (scene.content === null) return !isDesignOf(document, Object.values(shown.document.resources));
    const content = readSceneContent(scene.content);
    return content.ok && !isDesignOf(document, content.value);
  }

  /** Steps of the user since the scene was shown, that are done and are about the design. */
  #editsSinceShown(): number {
    const { history, position } = this.#parts.session;
    const shown = this.#shown;
    // What is changed and back again, or was taken into the scene, is nobody's loss.
    if (shown === null || !this.isChanged) return 0;
    const done = history.slice(0, position);
    const start = Math.max(
      done.findLastIndex((step) => this.#turns.has(step)),
      shown.step === null ? -1 : done.indexOf(shown.step),
    );
    if (start < 0 && shown.step !== null) return 0;
    return done.slice(start + 1).filter((step) => step.kind !== 'scene').length;
  }

  #find(id: string): Scene | null {
    return this.list.find((scene) => scene.id === id) ?? null;
  }

  #ids(): ReadonlySet<string> {
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- read once, never changed
    return new Set(this.list.map(({ id }) => id));
  }

  #do(command: Command): boolean {
    const done = this.#parts.session.dispatch(command);
    if (!done.ok) this.#parts.notices.show({ kind: 'error', text: describeCommandError(done.error) });
    return done.ok;
  }

  #perform(command: Command, sentence: string): boolean {
    const done = this.#do(command);
    if (done) this.#parts.notices.show({ kind: 'info', text: sentence, undo: true });
    return done;
  }
}

export function titleOf({ id, title }: Scene): string {
  return title === '' ? id : title;
}

function counted(changes: number): string {
  return changes === 1 ? '1 change' : `${changes} changes`;
}

/** A hundredth of a pixel is nobody's wish. */
function rounded({ centre, zoom }: Camera): Camera {
  return { centre: { x: Math.round(centre.x), y: Math.round(centre.y) }, zoom: Math.round(zoom * 1000) / 1000 };
}

/** What is selected, as a scene names it. */
function elementsOf(selected: Selected): readonly string[] {
  switch (selected.kind) {
    case 'nothing':
    case 'rule':
      return [];
    case 'resource':
    case 'stack':
    case 'endpoint':
      return [selected.id];
    case 'several':
      return selected.elements;
    case 'note':
      return [noteElement(selected.name)];
    case 'pair':
      return [`${selected.source} → ${selected.destination}`];
  }
}
