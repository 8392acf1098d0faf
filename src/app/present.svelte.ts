import type { Point } from '../core/model/design.ts';
import type { Scene } from '../core/model/scene.ts';
import type { AppHost } from '../host/app-host.ts';
import type { Clock } from './clock.ts';
import type { LessonText } from './lessons.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { PresentTimer } from './present-timer.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import type { View } from './view.svelte.ts';

/** What the pointer is while something is presented. */
export type PresentTool = 'none' | 'laser' | 'spotlight' | 'draw';

/** Index of a pen's colour: the keys 1 to 4. */
export type Pen = 0 | 1 | 2 | 3;

/** A line that was drawn over the picture, in model coordinates: it stays where it was drawn when the picture moves. */
export interface Stroke {
  readonly pen: Pen;
  readonly points: readonly Point[];
}

/** What a presentation asks of the scenes of the design. */
export interface ScenePlayer {
  readonly list: readonly Scene[];
  /** The one that is shown; null: none. */
  readonly current: Scene | null;
  /** A presentation starts: the design as it is now comes back when it ends. */
  begin(): void;
  leave(): void;
  show(id: string): void;
  next(): void;
  previous(): void;
  /** The shown scene as it was captured, whatever was edited since. */
  reset(): void;
}

/** What a presentation asks of the lesson of the design. */
export interface LessonPlayer {
  /** A lesson is open for a learner: its steps lead through its scenes. */
  readonly isPlayed: boolean;
  readonly text: LessonText | null;
  next(): Promise<void>;
  previous(): Promise<void>;
}

interface PresentParts {
  readonly host: Pick<AppHost, 'setPresenting' | 'openPresenter'>;
  readonly scenes: ScenePlayer;
  readonly lessons: LessonPlayer;
  readonly view: View;
  readonly selection: Selection;
  readonly notices: Notices;
  readonly clock: Clock;
}

export const noScenesHint = 'This design has no scenes yet, so it is shown as it is.';

const [leastRadius, mostRadius] = [60, 900];

/** The design on a projector: how it is shown and what the presenter's hands are at. Nothing of it is in the document. */
export class Present {
  readonly timer: PresentTimer;
  /** Where the presenter's window and this one meet; another one for each window of the program. */
  readonly channel: string;
  readonly #parts: PresentParts;
  #isOn = $state(false);
  #isLinked = $state(false);
  #isBlank = $state(false);
  #isChromeShown = $state(false);
  #isFocusing = $state(false);
  #tool = $state<PresentTool>('none');
  #theme = $state<'light' | 'dark'>('light');
  #pen = $state<Pen>(0);
  #strokes = $state.raw<readonly Stroke[]>([]);
  #spotRadius = $state(220);
  /** Where the presentation stands at an end of the scenes, or has none: told gently. */
  #hint = $state('');
  #endHint: () => void = () => undefined;

  constructor(parts: PresentParts) {
    this.#parts = parts;
    const now = (): number => Date.parse(parts.clock.timestamp());
    this.timer = new PresentTimer(now);
    this.channel = `presenter-${now().toString(36)}`;
  }

  get isOn(): boolean {
    return this.#isOn;
  }
  /** Something is or was presented, or a window for the presenter was asked for: it is told what happens. */
  get isLinked(): boolean {
    return this.#isLinked;
  }
  get isBlank(): boolean {
    return this.#isBlank;
  }
  /** Palette, inspector and drawer are there to edit with. */
  get isChromeShown(): boolean {
    return this.#isChromeShown;
  }
  /** What is selected stands out and all else steps back. */
  get isFocusing(): boolean {
    return this.#isFocusing && this.#parts.selection.current.kind !== 'nothing';
  }
  get tool(): PresentTool {
    return this.#tool;
  }
  /** Of the presentation, whatever the window's is: projectors wash out dark ones. */
  get theme(): 'light' | 'dark' {
    return this.#theme;
  }
  get pen(): Pen {
    return this.#pen;
  }
  get strokes(): readonly Stroke[] {
    return this.#strokes;
  }
  /** Of the spotlight, in pixels. */
  get spotRadius(): number {
    return this.#spotRadius;
  }
  get hint(): string {
    return this.#hint;
  }

  start(): void {
    if (this.#isOn) return;
    this.#isOn = true;
    this.#isLinked = true;
    this.#theme = 'light';
    this.#parts.view.stage = 'canvas';
    this.timer.start();
    this.#parts.host.setPresenting(true);
  }

  /** The picture fills the screen now: what it begins with can be shown. */
  showFirst(): void {
    const { scenes, view } = this.#parts;
    if (!this.#isOn) return;
    scenes.begin();
    const [first] = scenes.list;
    if (first !== undefined) return scenes.show((scenes.current ?? first).id);
    this.#tell(noScenesHint);
    view.canvas?.moveTo(null, 'jump');
  }

  /** The picture has another size. */
  lookAgain(): void {
    if (this.isFocusing) this.#parts.view.canvas?.fitSelection();
    else this.#parts.view.canvas?.moveTo(this.#parts.scenes.current?.camera ?? null, 'jump');
  }

  stop(): void {
    if (!this.#isOn) return;
    this.#isOn = false;
    this.#isBlank = false;
    this.#isChromeShown = false;
    this.#isFocusing = false;
    this.#tool = 'none';
    this.#strokes = [];
    this.#tell('');
    this.timer.stop();
    this.#parts.scenes.leave();
    this.#parts.host.setPresenting(false);
  }

  /** One layer less: what is blanked comes back, the tool is put down, the chrome goes, then the presentation ends. */
  escape(): void {
    if (this.#isBlank) this.#isBlank = false;
    else if (this.#tool !== 'none') this.#tool = 'none';
    else if (this.isFocusing) this.toggleFocus();
    else if (this.#isChromeShown) this.#isChromeShown = false;
    else this.stop();
  }

  /** Of a lesson the rest of the text and then the next step, else the next scene. */
  next(): void {
    if (this.#parts.lessons.isPlayed) this.#stepLesson(1, (lessons) => lessons.next());
    else this.#step((scenes) => scenes.next(), 'This is the last scene.');
  }

  previous(): void {
    if (this.#parts.lessons.isPlayed) this.#stepLesson(-1, (lessons) => lessons.previous());
    else this.#step((scenes) => scenes.previous(), 'This is the first scene.');
  }

  show(id: string): void {
    this.#step((scenes) => scenes.show(id), '');
  }

  /** The scene as it was captured, and nothing drawn over it. */
  reset(): void {
    this.#strokes = [];
    if (this.#parts.scenes.list.length === 0) this.#tell(noScenesHint);
    else this.#parts.scenes.reset();
  }

  toggleBlank(): void {
    this.#isBlank = !this.#isBlank;
  }

  toggleChrome(): void {
    this.#isChromeShown = !this.#isChromeShown;
  }

  toggleTheme(): void {
    this.#theme = this.#theme === 'light' ? 'dark' : 'light';
  }

  /** Takes a tool, or puts it down where it is held already. */
  toggleTool(tool: Exclude<PresentTool, 'none'>): void {
    this.#tool = this.#tool === tool ? 'none' : tool;
  }

  toggleFocus(): void {
    if (this.#parts.selection.current.kind === 'nothing') {
      this.#isFocusing = false;
      this.#tell('Nothing is selected that could be focused: click a card or an arrow first.');
      return;
    }
    this.#isFocusing = !this.#isFocusing;
    if (this.#isFocusing) this.#parts.view.canvas?.fitSelection();
    else this.#parts.view.canvas?.moveTo(this.#parts.scenes.current?.camera ?? null, 'glide');
  }

  choosePen(pen: Pen): void {
    this.#pen = pen;
    this.#tool = 'draw';
  }

  addStroke(stroke: Stroke): void {
    this.#strokes = [...this.#strokes, stroke];
  }

  clearDrawing(): void {
    this.#strokes = [];
  }

  growSpot(factor: number): void {
    this.#spotRadius = Math.min(mostRadius, Math.max(leastRadius, this.#spotRadius * factor));
  }

  /** The presenter's window beside this one. */
  async openPresenter(): Promise<void> {
    this.#isLinked = true;
    const isOpen = await this.#parts.host.openPresenter(this.channel);
    if (isOpen) return;
    this.#parts.notices.show({
      kind: 'error',
      text: 'The presenter window was not opened: the browser keeps pages from opening windows. Allow it for this page.',
    });
  }

  #step(go: (scenes: ScenePlayer) => void, atEnd: string): void {
    const { scenes } = this.#parts;
    if (scenes.list.length === 0) return this.#tell(noScenesHint);
    const before = scenes.current?.id;
    go(scenes);
    const hasMoved = scenes.current?.id !== before;
    this.#tell(hasMoved ? '' : atEnd);
    if (hasMoved) this.#forgetPicture();
  }

  #stepLesson(by: 1 | -1, go: (lessons: LessonPlayer) => Promise<void>): void {
    const { lessons, scenes } = this.#parts;
    if (lessons.text?.page(by) === true) return;
    const before = scenes.current?.id;
    // It may ask first, where something was drawn.
    void go(lessons).then(() => scenes.current?.id !== before && this.#forgetPicture());
  }

  /** What was drawn was drawn over another picture. */
  #forgetPicture(): void {
    this.#strokes = [];
    this.#isFocusing = false;
  }

  #tell(hint: string): void {
    this.#endHint();
    this.#hint = hint;
    if (hint === '') return;
    const shownMs = 6_000;
    this.#endHint = this.#parts.clock.after(shownMs, () => (this.#hint = ''));
  }
}
