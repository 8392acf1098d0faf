import { compareTables, type TableChange } from '../core/compare/compare-tables.ts';
import type { Revision } from '../core/model/ids.ts';
import type { StagedView } from '../core/policy/staged.ts';
import { VerdictIndex } from '../core/policy/verdict-index.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import type { JudgedTables } from '../worker/protocol.ts';

/** What the verdicts should be of: a state of the document, and how its staged policies are looked at. */
export interface WantedVerdicts {
  readonly revision: Revision;
  readonly staged: StagedView;
}

/** The newest verdicts and how far they are behind the document; old ones stay until new ones come. */
export class Results {
  #inForce = $state.raw<VerdictTable | null>(null);
  /** While staged policies are looked at as enforced. */
  #asEnforced = $state.raw<VerdictTable | null>(null);
  #revision = $state(0);
  #wanted = $state.raw<WantedVerdicts>({ revision: 0, staged: 'ignored' });
  #millis = $state(0);
  #failure = $state<string | null>(null);
  #isLate = $state(false);
  /** For longer than 300 ms. */
  #isLong = $state(false);
  #isStopped = $state(false);
  #progress = $state.raw<{ readonly done: number; readonly total: number } | null>(null);
  readonly #table = $derived(this.#asEnforced ?? this.#inForce);
  readonly #index = $derived(this.#table === null ? null : new VerdictIndex(this.#table));
  readonly #stagedChange = $derived(
    this.#asEnforced === null || this.#inForce === null ? null : compareTables(this.#inForce, this.#asEnforced),
  );

  /** The verdicts before the last edit, of the same design. */
  #before = $state.raw<VerdictTable | null>(null);
  /** The state of the document that the verdicts in force were found for; layout changes need none. */
  #judged: Revision = -1;
  /** The first one of the design that is open. */
  #first: Revision = 0;
  readonly #lastChange = $derived(
    this.#before === null || this.#inForce === null ? null : compareTables(this.#before, this.#inForce),
  );

  readonly #isUnderWay = $derived(this.#progress !== null || (this.#isLate && this.#isLong));
  readonly #isBehind = $derived.by(() => {
    const shown: StagedView = this.#asEnforced === null ? 'ignored' : 'enforced';
    return this.#inForce === null || this.#revision < this.#wanted.revision || shown !== this.#wanted.staged;
  });

  /** What is shown: the verdicts in force, or in the preview those with the staged policies. */
  get table(): VerdictTable | null {
    return this.#table;
  }
  /** Look-up of pairs by endpoint id. */
  get index(): VerdictIndex | null {
    return this.#index;
  }
  /** What the staged policies would change; null while they are not looked at. */
  get stagedChange(): TableChange | null {
    return this.#stagedChange;
  }
  /** What the last edit that could matter changed of the verdicts in force; null: there is nothing to compare with. */
  get lastChange(): TableChange | null {
    return this.#lastChange;
  }
  get revision(): Revision {
    return this.#revision;
  }
  /** How long the evaluation took, in the worker. */
  get millis(): number {
    return this.#millis;
  }
  /** Behind the document for longer than 100 ms, and being worked at. */
  get evaluating(): boolean {
    return this.#isLate;
  }
  /** Being worked at for so long that the user may want to cancel it. */
  get isLong(): boolean {
    return this.#isUnderWay;
  }
  /** Of what has been under way for long; null: it is not known. */
  get progress(): { readonly done: number; readonly total: number } | null {
    return this.#progress;
  }
  /** The user cancelled the evaluation: what is shown is not up to date, and nothing is under way. */
  get isStopped(): boolean {
    return this.#isStopped;
  }
  /** Why there are no newer verdicts, as a sentence; null while all is well. */
  get failure(): string | null {
    return this.#failure;
  }
  /** What is shown is not what is wanted. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Asked for just now; the preview of staged policies is left at once. */
  want(wanted: WantedVerdicts): void {
    this.#wanted = wanted;
    this.#isStopped = false;
    if (wanted.staged === 'ignored') this.#asEnforced = null;
  }

  accept(revision: Revision, { table, asEnforced }: JudgedTables, millis: number): void {
    if (revision !== this.#judged) this.#before = this.#judged >= this.#first ? this.#inForce : null;
    this.#judged = revision;
    this.#inForce = table;
    this.#millis = millis;
    // An answer to what was asked before the view was changed: the other table will come.
    if (this.#wanted.staged === 'enforced' && asEnforced === null) return;
    this.#asEnforced = this.#wanted.staged === 'enforced' ? asEnforced : null;
    this.confirm(revision);
  }

  /** Another design is open from this revision on: its verdicts are not compared with those in hand. */
  startAnother(revision: Revision): void {
    this.#first = revision;
    this.#before = null;
  }

  /** The tables in hand are this revision's as well. */
  confirm(revision: Revision): void {
    this.#revision = revision;
    this.#failure = null;
    this.#isStopped = false;
    this.#settle();
  }

  /** Time has passed since it was asked for: `late`, then `long`. */
  fallBehind(how: 'late' | 'long'): void {
    if (!this.isBehind || this.#failure !== null || this.#isStopped) return;
    this.#isLate = true;
    this.#isLong ||= how === 'long';
  }

  report(done: number, total: number): void {
    if (!this.#isStopped) this.#progress = { done, total };
  }

  /** Nothing is under way any more. */
  rest(): void {
    this.#progress = null;
  }

  /** Given up by the user. */
  stop(): void {
    this.#isStopped = this.isBehind;
    this.#settle();
  }

  fail(message: string): void {
    this.#failure = message;
    this.#settle();
  }

  #settle(): void {
    this.#isLate = false;
    this.#isLong = false;
    this.#progress = null;
  }
}
