import type { GuardReport } from '../core/guard/guard-report.ts';
import type { LintFinding } from '../core/lint/lint.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import type { EndpointId, ResourceId, Revision } from '../core/model/ids.ts';
import type { CalicoVersion } from '../core/model/settings.ts';
import type { FlowQuery, FlowQueryError, FlowResult } from '../core/policy/flow-query.ts';
import type { PairResult } from '../core/policy/trace.ts';
import type { StagedView } from '../core/policy/staged.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import { unreachable, type Result } from '../core/result.ts';
import { deltaBetween, isNothing, isPictureOnly, type Resources } from './document-delta.ts';
import type { Decided, EndpointPair, FromWorker, JudgedTables, ToWorker } from './protocol.ts';

/** A started worker, as much of it as the client needs; tests give a fake one. */
export interface WorkerPort {
  post(message: ToWorker): void;
  listen(listeners: { message(message: FromWorker): void; crash(reason: string): void }): void;
  terminate(): void;
}

/** What the client tells the program; every answer is passed on, none is dropped. */
export interface EvaluatorEvents {
  evaluated(revision: Revision, tables: JudgedTables, millis: number): void;
  /** A previewed document has come true: its verdicts are known before the worker has judged it as this revision. */
  foreseen(revision: Revision, table: VerdictTable): void;
  progress(done: number, total: number): void;
  /** Nothing is under way and nothing waits. */
  rested(): void;
  /** The document changed in nothing that a verdict depends on: the table in hand is this revision's too. */
  unaffected(revision: Revision): void;
  /** A sentence; the worker was started anew, or the one request failed. */
  failed(message: string): void;
}

/** What becomes of a question to the lock-out guard. */
export interface GuardEvents {
  progress(done: number, total: number): void;
  done(report: GuardReport): void;
  failed(message: string): void;
}

interface Wanted {
  readonly revision: Revision;
  readonly resources: Resources;
  readonly staged: StagedView;
}

interface WantedPreview {
  readonly resources: Resources;
  readonly done: (table: VerdictTable) => void;
}

/** After this many crashes on one revision the client waits for another document instead of trying again. */
const maxCrashes = 3;

/**
 * Keeps one evaluation under way and remembers only the newest one behind it; the same for previews. The worker holds
 * the document and gets what changed. A crash starts a new worker with the whole document.
 */
export class EvaluatorClient {
  readonly #start: () => WorkerPort;
  readonly #events: EvaluatorEvents;
  #port: WorkerPort;
  /** What the worker holds. */
  #held: Resources | null = null;
  /** What the newest tables were made of; another one than `#held` after a failure or a cancel. */
  #judged: Resources | null = null;
  #sentAs: StagedView = 'ignored';
  #judgedAs: StagedView = 'ignored';
  #newest: Wanted | null = null;
  #waiting: Wanted | null = null;
  #isBusy = false;
  #waitingPreview: WantedPreview | null = null;
  #preview: (WantedPreview & { readonly token: number }) | null = null;
  #foreseen: { readonly resources: Resources; readonly table: VerdictTable } | null = null;
  readonly #pairs = new Map<number, (result: PairResult | null) => void>();
  readonly #flows = new Map<number, (result: Result<FlowResult, FlowQueryError>) => void>();
  #decided: { readonly token: number; readonly done: (decided: Decided) => void } | null = null;
  #guard: { readonly token: number; readonly events: GuardEvents } | null = null;
  #lints: { readonly token: number; readonly done: (findings: readonly LintFinding[]) => void } | null = null;
  #token = 0;
  #crashes = 0;
  /** No worker runs: one that crashes at once would be started without end. */
  #isDown = false;

  constructor(start: () => WorkerPort, events: EvaluatorEvents) {
    this.#start = start;
    this.#events = events;
    this.#port = this.#listenTo(start());
  }

  /** @param staged how it is to be looked at: previews and explanations follow */
  evaluate(revision: Revision, document: ClusterDocument, staged: StagedView = 'ignored'): void {
    this.#crashes = 0;
    if (this.#isDown) this.#startAnew();
    this.#newest = { revision, resources: document.resources, staged };
    this.#waiting = this.#newest;
    this.#next();
  }

  /** Judges `document` without keeping it; only the newest preview is answered. */
  preview(document: ClusterDocument, done: (table: VerdictTable) => void): void {
    this.#waitingPreview = { resources: document.resources, done };
    this.#next();
  }

  /** A preview that nobody waits for any more is not started and not answered. */
  forgetPreview(): void {
    this.#waitingPreview = null;
    if (this.#preview === null) return;
    this.#preview = { ...this.#preview, done: () => undefined };
    this.#port.post({ type: 'cancel', onlyIfLong: true });
  }

  /** Answered with null where one of the ends is not in the document that the worker holds. */
  explainPair(source: EndpointId, destination: EndpointId, done: (result: PairResult | null) => void): void {
    this.#pairs.set(this.#newToken(), done);
    this.#port.post({ type: 'explain-pair', token: this.#token, source, destination });
  }

  explainFlow(query: FlowQuery, done: (result: Result<FlowResult, FlowQueryError>) => void): void {
    this.#flows.set(this.#newToken(), done);
    this.#port.post({ type: 'explain-flow', token: this.#token, query });
  }

  /** Which of `pairs` the policy decides, of the newest verdicts; only the newest question is answered. */
  decidedBy(policy: ResourceId, pairs: readonly EndpointPair[], done: (decided: Decided) => void): void {
    this.#decided = { token: this.#newToken(), done };
    this.#port.post({ type: 'decided-by', token: this.#token, policy, pairs });
  }

  /** Nobody waits for what was asked of a policy. */
  forgetDecided(): void {
    this.#decided = null;
  }

  /** Asked once the verdicts are there; only the newest question is answered. */
  lint(done: (findings: readonly LintFinding[]) => void): void {
    this.#lints = { token: this.#newToken(), done };
    this.#port.post({ type: 'lint', token: this.#token });
  }

  /** Asked once the verdicts are there; only the newest question is answered. */
  guard(calicoVersion: CalicoVersion, events: GuardEvents): void {
    this.#guard = { token: this.#newToken(), events };
    this.#port.post({ type: 'guard', token: this.#token, calicoVersion });
  }

  /** Gives up the evaluation or preview under way and those that wait; the last table stays until the next change. */
  cancel(): void {
    this.#waiting = null;
    this.#waitingPreview = null;
    if (this.#isBusy) this.#port.post({ type: 'cancel', onlyIfLong: false });
  }

  stop(): void {
    this.#port.terminate();
  }

  #newToken(): number {
    this.#token += 1;
    return this.#token;
  }

  #next(): void {
    if (this.#isBusy) {
      // What is newer makes a long evaluation useless; a short one is let finish, so that the picture keeps moving.
      if (this.#waiting !== null || this.#waitingPreview !== null)
        this.#port.post({ type: 'cancel', onlyIfLong: true });
      return;
    }
    if (this.#waiting !== null) this.#sendEvaluation(this.#waiting);
    else if (this.#waitingPreview !== null && this.#held !== null) this.#sendPreview(this.#waitingPreview, this.#held);
  }

  #sendEvaluation({ revision, resources, staged }: Wanted): void {
    this.#waiting = null;
    const delta = deltaBetween(this.#held, resources);
    const isJudged = this.#judged === this.#held && this.#judgedAs === staged;
    if (isJudged && isPictureOnly(delta, this.#held)) {
      this.#events.unaffected(revision);
      return this.#next();
    }
    this.#held = resources;
    this.#sentAs = staged;
    this.#isBusy = true;
    this.#port.post({ type: 'evaluate', revision, delta, staged });
    this.#useForeseen(revision, resources, staged);
  }

  #useForeseen(revision: Revision, resources: Resources, staged: StagedView): void {
    const foreseen = this.#foreseen;
    this.#foreseen = null;
    if (foreseen === null || staged === 'enforced') return;
    if (isNothing(deltaBetween(foreseen.resources, resources))) this.#events.foreseen(revision, foreseen.table);
  }

  #sendPreview({ resources, done }: WantedPreview, held: Resources): void {
    this.#waitingPreview = null;
    this.#preview = { token: this.#newToken(), resources, done };
    this.#isBusy = true;
    this.#port.post({ type: 'preview', token: this.#token, delta: deltaBetween(held, resources) });
  }

  #listenTo(port: WorkerPort): WorkerPort {
    // A worker that was given up may still have had an answer on its way.
    const isCurrent = (): boolean => port === this.#port;
    port.listen({
      message: (message) => void (isCurrent() && this.#receive(message)),
      crash: (reason) => void (isCurrent() && this.#restart(reason)),
    });
    return port;
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case 'evaluated':
        this.#judged = this.#held;
        this.#judgedAs = this.#sentAs;
        this.#events.evaluated(message.revision, message, message.millis);
        return this.#finish();
      case 'cancelled':
        return this.#finish();
      case 'progress':
        return this.#events.progress(message.done, message.total);
      case 'previewed':
        if (this.#preview?.token === message.token) this.#seen(this.#preview, message.table);
        return this.#finish();
      case 'pair-explained':
        this.#pairs.get(message.token)?.(message.result);
        this.#pairs.delete(message.token);
        return;
      case 'flow-explained':
        this.#flows.get(message.token)?.(message.result);
        this.#flows.delete(message.token);
        return;
      case 'decided':
        if (this.#decided?.token === message.token) this.#decided.done(message);
        return;
      case 'linted':
        if (this.#lints?.token === message.token) this.#lints.done(message.findings);
        return;
      case 'guard-progress':
        if (this.#guard?.token === message.token) this.#guard.events.progress(message.done, message.total);
        return;
      case 'guarded':
        if (this.#guard?.token === message.token) this.#guard.events.done(message.report);
        return;
      case 'failed':
        return this.#giveUp(message);
      default:
        return unreachable(message);
    }
  }

  #seen({ resources, done }: WantedPreview, table: VerdictTable): void {
    this.#foreseen = this.#sentAs === 'ignored' ? { resources, table } : null;
    done(table);
  }

  /** The worker goes on without this request. */
  #giveUp({ request, token, message }: Extract<FromWorker, { type: 'failed' }>): void {
    this.#pairs.delete(token ?? -1);
    this.#flows.delete(token ?? -1);
    this.#events.failed(`The evaluator failed: ${message}`);
    if (request === 'guard' && this.#guard?.token === token) this.#guard.events.failed(message);
    if (request === 'evaluate' || request === 'preview') this.#finish();
  }

  #finish(): void {
    this.#isBusy = false;
    this.#preview = null;
    this.#next();
    if (!this.#isBusy) this.#events.rested();
  }

  #restart(reason: string): void {
    this.#port.terminate();
    this.#crashes += 1;
    this.#held = null;
    this.#judged = null;
    this.#isBusy = false;
    this.#preview = null;
    this.#foreseen = null;
    this.#pairs.clear();
    this.#flows.clear();
    this.#decided = null;
    this.#lints = null;
    this.#guard?.events.failed(reason);
    this.#guard = null;
    this.#isDown = this.#crashes >= maxCrashes;
    const consequence = this.#isDown ? 'It waits for the next change.' : 'It was started again.';
    this.#events.failed(`The evaluator stopped unexpectedly (${reason}). ${consequence}`);
    this.#waiting = this.#isDown ? null : this.#newest;
    if (this.#isDown) return;
    this.#startAnew();
    this.#next();
  }

  #startAnew(): void {
    this.#isDown = false;
    this.#port = this.#listenTo(this.#start());
  }
}
