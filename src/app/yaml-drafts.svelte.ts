import type { Manifest, Resource } from '../core/model/document.ts';
import type { ResourceId } from '../core/model/ids.ts';
import type { Clock } from './clock.ts';
import { describeCommandError } from './command-error.ts';
import type { Session } from './session.svelte.ts';
import { manifestText, readManifestText } from './yaml-text.ts';

/** Typing that rests for this long is one step of the undo list. */
const restMs = 300;

/** How a text that is being edited stands to the design. */
export type DraftState =
  /** The design holds it. */
  | { readonly kind: 'agreed' }
  /** It was typed just now. */
  | { readonly kind: 'typing' }
  /** It says another name: taken when the editor is left, not with every letter of the name. */
  | { readonly kind: 'renames'; readonly to: ResourceId }
  /** Not taken; the design keeps what was valid last. `line` null: the text is in order, the design can't have it. */
  | { readonly kind: 'mistake'; readonly line: number | null; readonly column: number; readonly message: string };

interface Draft {
  readonly id: ResourceId;
  readonly text: string;
  /** The object's manifest that the text was written over. */
  readonly base: Manifest;
  readonly state: DraftState;
  /** Number of the design that it belongs to. */
  readonly opened: number;
}

const agreed: DraftState = { kind: 'agreed' };

/**
 * Texts of the YAML tab between the keyboard and the design. A text that can be read is in the design at once; one that
 * can't stays here, so that looking at another tab or object does not lose it.
 */
export class YamlDrafts {
  readonly #session: Session;
  readonly #clock: Clock;
  #drafts = $state.raw<readonly Draft[]>([]);
  #forget: () => void = () => undefined;

  constructor(session: Session, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  /** The text to show: what was typed while it is not in the design, else the design's. */
  textOf(id: ResourceId): string {
    const resource = this.#resource(id);
    const draft = this.#draft(id);
    if (draft !== null && (draft.state.kind !== 'agreed' || draft.base === resource?.manifest)) return draft.text;
    return resource === null ? '' : manifestText(this.#session.document, resource);
  }

  /** Some text was typed that the design does not hold. */
  get isOpen(): boolean {
    return this.#drafts.some(({ id }) => this.stateOf(id).kind !== 'agreed' && this.#resource(id) !== null);
  }

  stateOf(id: ResourceId): DraftState {
    return this.#draft(id)?.state ?? agreed;
  }

  /** The object was changed elsewhere while a text of it waits that the design does not hold. */
  isOvertaken(id: ResourceId): boolean {
    const draft = this.#draft(id);
    return draft !== null && draft.state.kind !== 'agreed' && draft.base !== this.#resource(id)?.manifest;
  }

  /** Every change of the text. */
  edit(id: ResourceId, text: string): void {
    const resource = this.#resource(id);
    if (resource === null) return;
    const old = this.#draft(id);
    const base = old === null || old.state.kind === 'agreed' ? resource.manifest : old.base;
    this.#put({ id, text, base, state: { kind: 'typing' }, opened: this.#session.opened });
    this.#forget();
    this.#forget = this.#clock.after(restMs, () => this.#take(id, 'same-name'));
  }

  /**
   * The editor is left, or the user says that this is it: what can be read is taken, a new name too.
   *
   * @returns the object's id from now on
   */
  settle(id: ResourceId): ResourceId {
    this.#forget();
    const now = this.#take(id, 'any-name');
    if (this.stateOf(id).kind === 'agreed') this.#drop(id);
    return now;
  }

  /** What was typed is given up for what the design holds. */
  revert(id: ResourceId): void {
    this.#forget();
    this.#drop(id);
  }

  /** What was typed stays, over what the design has become. */
  insist(id: ResourceId): void {
    const [draft, resource] = [this.#draft(id), this.#resource(id)];
    if (draft === null || resource === null) return;
    this.#put({ ...draft, base: resource.manifest });
    this.#take(id, 'same-name');
  }

  #take(id: ResourceId, names: 'same-name' | 'any-name'): ResourceId {
    const [draft, resource] = [this.#draft(id), this.#resource(id)];
    if (draft === null || resource === null || draft.state.kind === 'agreed' || this.isOvertaken(id)) return id;
    const read = readManifestText(draft.text);
    if (!read.ok) return this.#hold(draft, { kind: 'mistake', ...read.error });
    const to = read.value.id;
    if (to !== id && names === 'same-name') return this.#hold(draft, { kind: 'renames', to });
    // Blank lines at its end are no reason for a step.
    if (draft.text.trimEnd() === manifestText(this.#session.document, resource).trimEnd()) {
      return this.#hold(draft, agreed);
    }
    const done = this.#session.dispatch({
      type: 'write-yaml',
      resource: id,
      manifest: read.value.manifest,
      text: draft.text,
    });
    if (!done.ok) {
      return this.#hold(draft, {
        kind: 'mistake',
        line: null,
        column: 1,
        message: describeCommandError(done.error),
      });
    }
    if (to !== id) {
      this.#drop(id);
      return to;
    }
    this.#put({ ...draft, base: this.#resource(id)?.manifest ?? draft.base, state: agreed });
    return id;
  }

  #hold(draft: Draft, state: DraftState): ResourceId {
    this.#put({ ...draft, state });
    return draft.id;
  }

  #draft(id: ResourceId): Draft | null {
    const draft = this.#drafts.find((one) => one.id === id);
    return draft?.opened === this.#session.opened ? draft : null;
  }

  #resource(id: ResourceId): Resource | null {
    return this.#session.document.resources[id] ?? null;
  }

  #put(draft: Draft): void {
    this.#drafts = [...this.#drafts.filter(({ id }) => id !== draft.id), draft];
  }

  #drop(id: ResourceId): void {
    this.#drafts = this.#drafts.filter((draft) => draft.id !== id);
  }
}
