import { printDesign } from '../core/file/design-file.ts';
import { DesignTextReader, type DesignText } from '../core/file/design-text.ts';
import { mistakesOf, writtenDesign } from '../core/file/write-design-text.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import type { ResourceId } from '../core/model/ids.ts';
import type { Clock } from './clock.ts';
import { describeCommandError } from './command-error.ts';
import type { Session } from './session.svelte.ts';

/** Typing that rests for this long is one step of the undo list. */
const restMs = 300;

/** In UTF-16 code units: longer texts are shown, and edited object by object. */
export const longestEditedDesign = 1024 * 1024;

/** Something wrong in the text; lines and columns count from 1. */
export interface TextMistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** How the text of the whole design stands to the design. */
export type DesignTextState =
  | { readonly kind: 'agreed' }
  /** It was typed just now. */
  | { readonly kind: 'typing' }
  /** It has other objects: taken when the editor is left, not with every letter of a name. */
  | { readonly kind: 'waits'; readonly added: readonly ResourceId[]; readonly removed: readonly ResourceId[] }
  /** Not taken; the design keeps what was valid last. */
  | { readonly kind: 'mistakes'; readonly mistakes: readonly TextMistake[] };

interface Draft {
  readonly text: string;
  /** The design that the text was written over. */
  readonly base: ClusterDocument;
  readonly state: DesignTextState;
  /** Number of the design that it belongs to. */
  readonly opened: number;
}

const agreed: DesignTextState = { kind: 'agreed' };

/** The text of the whole design between the keyboard and the design. */
export class YamlDesign {
  readonly #session: Session;
  readonly #clock: Clock;
  readonly #reader = new DesignTextReader();
  readonly #printed = $derived.by(() => printDesign(this.#session.document).replaceAll(/\r\n?/g, '\n'));
  readonly #outline = $derived.by(() => this.#reader.read(this.#printed));
  #draft = $state.raw<Draft | null>(null);
  #forget: () => void = () => undefined;

  constructor(session: Session, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  /** The text to show: what was typed while it is not in the design, else the design's. */
  get text(): string {
    return this.#own?.text ?? this.#printed;
  }

  get state(): DesignTextState {
    return this.#own?.state ?? agreed;
  }

  /** Text was typed that the design does not hold. */
  get isOpen(): boolean {
    return this.state.kind !== 'agreed';
  }

  /** Too long to be read anew with every word that is typed. */
  get isTooLong(): boolean {
    return this.#printed.length > longestEditedDesign;
  }

  /** Where the objects stand in the design's text; not in one that is being typed. */
  get outline(): DesignText {
    return this.#outline;
  }

  /** The design was changed elsewhere while a text waits that it does not hold. */
  get isOvertaken(): boolean {
    const own = this.#own;
    return own !== null && own.base !== this.#session.document;
  }

  /** Every change of the text. */
  edit(text: string): void {
    const base = this.#own?.base ?? this.#session.document;
    this.#put({ text, base, state: { kind: 'typing' } });
    this.#forget();
    this.#forget = this.#clock.after(restMs, () => this.#take('same-objects'));
  }

  /** The editor is left, or the user says that this is it: what can be read is taken, other objects too. */
  settle(): void {
    this.#forget();
    this.#take('any-objects');
  }

  /** What was typed is given up for what the design holds. */
  revert(): void {
    this.#forget();
    this.#draft = null;
  }

  /** What was typed stays, over what the design has become. */
  insist(): void {
    const own = this.#own;
    if (own === null) return;
    this.#put({ ...own, base: this.#session.document });
    this.#take('any-objects');
  }

  get #own(): Draft | null {
    return this.#draft?.opened === this.#session.opened ? this.#draft : null;
  }

  #put(draft: Omit<Draft, 'opened'>): void {
    this.#draft = { ...draft, opened: this.#session.opened };
  }

  #take(which: 'same-objects' | 'any-objects'): void {
    const draft = this.#own;
    if (draft === null || this.isOvertaken) return;
    const { document } = this.#session;
    const read = this.#reader.read(draft.text);
    const mistakes = mistakesOf(document, read).map(({ place, message }) => ({
      line: place?.line ?? 1,
      column: place?.column ?? 1,
      message,
    }));
    if (mistakes.length > 0) return this.#put({ ...draft, state: { kind: 'mistakes', mistakes } });
    const difference = objectsApart(document, read);
    if (difference !== null && which === 'same-objects') return this.#put({ ...draft, state: difference });
    this.#write(draft, document, read);
  }

  #write(draft: Draft, document: ClusterDocument, read: DesignText): void {
    const { sources, resources, problems } = writtenDesign(document, read, this.#session.file.name);
    const before = this.#session.lastStep;
    const done = this.#session.dispatch({ type: 'write-design', sources, resources });
    if (!done.ok) {
      const mistakes = [{ line: 1, column: 1, message: describeCommandError(done.error) }];
      return this.#put({ ...draft, state: { kind: 'mistakes', mistakes } });
    }
    this.#draft = null;
    const step = this.#session.lastStep;
    if (step === before) return;
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- made and read here, never changed
    const files = [...new Set([...document.sources, ...sources].map(({ file }) => file))];
    this.#session.addProblems(files, problems, step);
  }
}

/** Which objects one has and the other has not; null: they have the same. */
function objectsApart(
  document: ClusterDocument,
  { parts }: DesignText,
): Extract<DesignTextState, { kind: 'waits' }> | null {
  const written = new Set(parts.flatMap(({ objects }) => objects.map(({ id }) => id)));
  const added = [...written].filter((id) => document.resources[id] === undefined);
  const removed = Object.values(document.resources).flatMap(({ id }) => (written.has(id) ? [] : [id]));
  return added.length === 0 && removed.length === 0 ? null : { kind: 'waits', added, removed };
}
