import type { Command } from '../core/edit/command.ts';
import { planDrop } from '../core/edit/drop.ts';
import type {
  DragPayload,
  DropContext,
  DropOption,
  DropPlan,
  DropRefusal,
  DropTarget,
} from '../core/edit/drop-context.ts';
import { identityOf } from '../core/manifest/identity.ts';
import type { Point } from '../core/model/design.ts';
import { resourceId, type ResourceId } from '../core/model/ids.ts';
import type { Result } from '../core/result.ts';
import { describeCommandError } from './command-error.ts';
import type { Notices } from './notices.svelte.ts';
import type { Preview } from './preview.svelte.ts';
import type { Session } from './session.svelte.ts';

export type DragState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'pressed'; readonly payload: DragPayload; readonly from: Point }
  | {
      readonly kind: 'dragging';
      readonly payload: DragPayload;
      /** In client pixels; null for a chip that was picked up by keyboard. */
      readonly pointer: Point | null;
      readonly target: DropTarget | null;
      readonly plan: Result<DropPlan, DropRefusal> | null;
    }
  | {
      readonly kind: 'choosing';
      readonly payload: DragPayload;
      readonly pointer: Point | null;
      readonly target: DropTarget;
      readonly plan: DropPlan;
    };

/** A press becomes a drag after this many pixels. */
const threshold = 4;

export interface DragSurroundings {
  readonly context: () => DropContext;
  /** Told of the object that a drop made. */
  readonly created: (resource: ResourceId) => void;
}

/** One drag from press to drop (design.md 1.4), by pointer or by keyboard. Knows no DOM. */
export class Drag {
  readonly #session: Session;
  readonly #preview: Preview;
  readonly #notices: Notices;
  readonly #surroundings: DragSurroundings;
  #state = $state.raw<DragState>({ kind: 'idle' });

  constructor(session: Session, preview: Preview, notices: Notices, surroundings: DragSurroundings) {
    this.#session = session;
    this.#preview = preview;
    this.#notices = notices;
    this.#surroundings = surroundings;
  }

  get state(): DragState {
    return this.#state;
  }

  press(payload: DragPayload, pointer: Point): void {
    this.#preview.show(null);
    this.#state = { kind: 'pressed', payload, from: pointer };
  }

  /** Straight to dragging: the chip is in hand and waits for a target. */
  pickUp(payload: DragPayload): void {
    this.#preview.show(null);
    this.#state = { kind: 'dragging', payload, pointer: null, target: null, plan: null };
  }

  /** True once the drag is on; then the caller says what is under the pointer. */
  move(pointer: Point): boolean {
    const { state } = this;
    if (state.kind === 'pressed' && Math.hypot(pointer.x - state.from.x, pointer.y - state.from.y) >= threshold) {
      this.#state = { kind: 'dragging', payload: state.payload, pointer, target: null, plan: null };
    } else if (state.kind === 'dragging') {
      this.#state = { ...state, pointer };
    }
    return this.#state.kind === 'dragging';
  }

  over(target: DropTarget | null): void {
    const { state } = this;
    if (state.kind !== 'dragging') return;
    const isSame = isSameTarget(target, state.target);
    // A new thing is placed where it is dropped, so its plan follows the pointer; every other plan stays the same.
    if (isSame && state.payload.kind !== 'create') return;
    const plan = target === null ? null : planDrop(this.#surroundings.context(), state.payload, target);
    this.#state = { ...state, target, plan };
    if (!isSame) this.#preview.show(plan?.ok === true ? plan.value.options[0].command : null);
  }

  /** Does the only option; asks where there are several or something would be replaced. */
  drop(): void {
    const { state } = this;
    if (state.kind !== 'dragging') return this.cancel();
    const { payload, pointer, target, plan } = state;
    if (target === null || plan === null) return this.cancel();
    if (!plan.ok) {
      this.#notices.show({ kind: 'error', text: plan.error.reason });
      return this.cancel();
    }
    const [first] = plan.value.options;
    if (plan.value.options.length === 1 && !plan.value.confirm && plan.value.ask === null) return this.choose(first);
    this.#state = { kind: 'choosing', payload, pointer, target, plan: plan.value };
  }

  /** The same without a drag: what was chosen from a menu, at `pointer` in client pixels. */
  offer(payload: DragPayload, target: DropTarget, pointer: Point | null): void {
    this.pickUp(payload);
    this.over(target);
    if (this.#state.kind === 'dragging') this.#state = { ...this.#state, pointer };
    this.drop();
  }

  /** Asks by the drop menu what a plan asks for; `target` says where that is. */
  ask(payload: DragPayload, target: DropTarget, plan: DropPlan, pointer: Point | null): void {
    this.#preview.show(null);
    this.#state = { kind: 'choosing', payload, pointer, target, plan };
  }

  /** In the hand of the pointer, without a button held: it drops where the next click is. */
  carry(payload: DragPayload, pointer: Point): void {
    this.#preview.show(null);
    this.#state = { kind: 'dragging', payload, pointer, target: null, plan: null };
  }

  /** Shows what this option would bring. */
  consider(option: DropOption): void {
    if (this.#state.kind === 'choosing') this.#preview.show(option.command);
  }

  choose(option: DropOption): void {
    this.#preview.keep(option.command);
    this.#state = { kind: 'idle' };
    const done = this.#session.dispatch(option.command);
    if (!done.ok) this.#preview.show(null);
    else this.#select(option.command);
    if (done.ok) this.#notices.show({ kind: 'info', text: option.sentence, undo: true });
    else this.#notices.show({ kind: 'error', text: describeCommandError(done.error) });
  }

  /** What is new is looked at next: its fields are there to be filled in. */
  #select(command: Command): void {
    const parts = command.type === 'sequence' ? command.commands : [command];
    const manifest = parts.flatMap((part) => (part.type === 'add-resources' ? part.manifests : [])).at(-1);
    if (manifest !== undefined) this.#surroundings.created(resourceId(identityOf(manifest)));
  }

  cancel(): void {
    this.#preview.show(null);
    this.#state = { kind: 'idle' };
  }
}

/** A card stays the same target while the pointer moves over it: its plan and ghosts need no second look. */
function isSameTarget(a: DropTarget | null, b: DropTarget | null): boolean {
  return JSON.stringify(a, withoutPoint) === JSON.stringify(b, withoutPoint);
}

function withoutPoint(key: string, value: unknown): unknown {
  return key === 'at' ? undefined : value;
}
