import type { FlowQuery, FlowQueryError, FlowResult } from '../core/policy/flow-query.ts';
import { lower } from '../core/policy/lower.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import type { Result } from '../core/result.ts';
import { walkOf, type Station, type Walk } from '../core/walk/walk.ts';
import type { EvaluatorClient } from '../worker/evaluator-client.ts';
import type { Clock } from './clock.ts';
import type { Model } from './model.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { StagedPreview } from './staged-preview.svelte.ts';
import type { View } from './view.svelte.ts';

interface Parts {
  readonly client: Pick<EvaluatorClient, 'explainFlow'>;
  readonly clock: Clock;
  readonly session: Session;
  readonly model: Model;
  readonly staged: StagedPreview;
  readonly view: View;
}

/** How fast a packet can walk: how many times as fast as one can well read along. */
export const walkSpeeds = [0.5, 1, 1.5, 2, 3, 4] as const;
export type WalkSpeed = (typeof walkSpeeds)[number];

/** From one halt to the next at speed 1, the time to read included. */
export const walkStepMs = 2400;

/**
 * One packet on its way: which one is asked about, where it is, and whether it goes on by itself. It follows the design:
 * new verdicts ask again, and the packet stays at the same halt as long as it comes by there.
 */
export class PacketWalk {
  readonly #parts: Parts;
  #isOpen = $state(false);
  #query = $state.raw<FlowQuery | null>(null);
  #walk = $state.raw<Walk | null>(null);
  #error = $state.raw<FlowQueryError | null>(null);
  #position = $state(0);
  #isPlaying = $state(false);
  #speed = $state<WalkSpeed>(1);
  #asked = 0;
  #forgetStep: () => void = () => undefined;
  #drawerBefore: View['drawer'] = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether a packet is being traced, or one is being chosen. */
  get isOpen(): boolean {
    return this.#isOpen;
  }
  /** What was asked last; null: nothing yet. */
  get query(): FlowQuery | null {
    return this.#query;
  }
  /** The newest answer; the one before stays until it is there. */
  get walk(): Walk | null {
    return this.#walk;
  }
  /** Why there is no walk for what was asked. */
  get error(): FlowQueryError | null {
    return this.#error;
  }
  get stations(): readonly Station[] {
    return this.#walk?.stations ?? [];
  }
  /** Index of the halt that the packet is at. */
  get position(): number {
    return this.#position;
  }
  get station(): Station | null {
    return this.stations[this.#position] ?? null;
  }
  get isAtEnd(): boolean {
    return this.#position >= this.stations.length - 1;
  }
  get isPlaying(): boolean {
    return this.#isPlaying;
  }
  get speed(): WalkSpeed {
    return this.#speed;
  }

  /** Makes room for choosing a packet; a walk under way goes on. */
  open(): void {
    const { view } = this.#parts;
    if (!this.#isOpen) this.#drawerBefore = view.drawer === 'packet' ? null : view.drawer;
    this.#isOpen = true;
    view.drawer = 'packet';
  }

  /** Asks for this packet's way, and lets it set out once that is known. */
  trace(query: FlowQuery): void {
    this.open();
    this.pause();
    this.#query = query;
    this.#walk = null;
    this.#position = 0;
    this.#ask((result) => {
      this.#show(result);
      if (result.ok) this.play();
    });
  }

  /** New verdicts are there. */
  refresh(): void {
    if (this.#query === null) return;
    const before = this.station?.key ?? null;
    this.#ask((result) => {
      this.#show(result);
      const same = this.stations.findIndex(({ key }) => key === before);
      this.#position = same === -1 ? Math.min(this.#position, Math.max(0, this.stations.length - 1)) : same;
      if (this.isAtEnd) this.pause();
    });
  }

  /** So many halts on or back; whoever steps wants to look, so it goes on no more by itself. */
  step(by: number): void {
    this.goTo(this.#position + by);
  }

  /** To a halt by its index; the first or the last one where there is none so far. */
  goTo(index: number): void {
    this.pause();
    this.#position = Math.max(0, Math.min(index, this.stations.length - 1));
  }

  /** From where it is; from the start where it has come to its end. */
  play(): void {
    if (this.stations.length === 0) return;
    if (this.isAtEnd) this.#position = 0;
    this.#isPlaying = true;
    this.#schedule();
  }

  pause(): void {
    this.#forgetStep();
    this.#isPlaying = false;
  }

  toggle(): void {
    if (this.#isPlaying) this.pause();
    else this.play();
  }

  restart(): void {
    this.goTo(0);
    this.play();
  }

  setSpeed(speed: WalkSpeed): void {
    this.#speed = speed;
    if (this.#isPlaying) this.#schedule();
  }

  /** Leaves the walk: the drawer shows again what it showed before. */
  close(): void {
    if (!this.#isOpen) return;
    const { view } = this.#parts;
    this.pause();
    this.#asked += 1;
    this.#isOpen = false;
    this.#query = null;
    this.#walk = null;
    this.#error = null;
    this.#position = 0;
    if (view.drawer === 'packet') view.drawer = this.#drawerBefore;
  }

  #ask(done: (result: Result<FlowResult, FlowQueryError>) => void): void {
    if (this.#query === null) return;
    this.#asked += 1;
    const request = this.#asked;
    this.#parts.client.explainFlow(this.#query, (result) => {
      if (request === this.#asked) done(result);
    });
  }

  #show(result: Result<FlowResult, FlowQueryError>): void {
    this.#walk = result.ok ? walkOf(result.value, this.#ruleset()) : null;
    this.#error = result.ok ? null : result.error;
    if (!result.ok) this.pause();
  }

  /** As the evaluator looks at the design now. */
  #ruleset(): Ruleset {
    const { model, session, staged } = this.#parts;
    if (staged.view === 'ignored') return model.ruleset;
    return lower(Object.values(session.document.resources), {}, { staged: staged.view });
  }

  #schedule(): void {
    this.#forgetStep();
    this.#forgetStep = this.#parts.clock.after(walkStepMs / this.#speed, () => {
      this.#position = Math.min(this.#position + 1, this.stations.length - 1);
      if (this.isAtEnd) this.pause();
      else this.#schedule();
    });
  }
}
