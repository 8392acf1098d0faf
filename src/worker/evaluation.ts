import { guardSteps } from '../core/guard/guard.ts';
import type { GuardReport } from '../core/guard/guard-report.ts';
import type { LintInput } from '../core/lint/lint.ts';
import { lintInput, lintInSteps } from '../core/lint/lint-design.ts';
import type { Manifest } from '../core/model/document.ts';
import type { ResourceId } from '../core/model/ids.ts';
import type { CalicoVersion } from '../core/model/settings.ts';
import { evaluateFlow, evaluateInSteps, evaluatePair, type StepDone } from '../core/policy/evaluate.ts';
import { lower, type LowerInput } from '../core/policy/lower.ts';
import { Memory } from '../core/policy/memory.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import type { StagedView } from '../core/policy/staged.ts';
import { buffersOf } from '../core/policy/verdict-index.ts';
import { unreachable } from '../core/result.ts';
import { Deciders } from './deciders.ts';
import { IdleWork } from './idle-work.ts';
import type { DocumentDelta, FromWorker, JudgedTables, ToWorker } from './protocol.ts';

type Manifests = ReadonlyMap<ResourceId, Manifest>;

/** Milliseconds after which a long evaluation says how far it is and makes way for a newer one (product.md section 9). */
const longMs = 300;

/** Milliseconds after which a running evaluation looks for messages. */
const turnMs = 30;

/** An evaluation under way. */
interface Run {
  readonly request:
    { readonly type: 'evaluate'; readonly revision: number } | { readonly type: 'preview'; readonly token: number };
  readonly started: number;
  readonly steps: Generator<StepDone, JudgedTables, undefined>;
  /** It ends when it has taken long. */
  isUnwanted: boolean;
}

export interface Surroundings {
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Posts an answer; `transfer` goes along without being copied. */
  readonly send: (message: FromWorker, transfer: readonly ArrayBuffer[]) => void;
  /** Calls back after the messages that have come in the meantime. */
  readonly later: (goOn: () => void) => void;
}

/** The worker's work without the worker: holds the document and answers messages, also while an evaluation is under way. */
export class Evaluation {
  readonly #surroundings: Surroundings;
  #manifests: Manifests = new Map();
  #ruleset: Ruleset = lower([]);
  /** Of the evaluations so far: a change or a preview costs what it touches. */
  #memory = new Memory();
  #revision = 0;
  #staged: StagedView = 'ignored';
  #run: Run | null = null;
  /** As `#ruleset`, but without what is only staged. */
  #inForce: Ruleset = this.#ruleset;
  readonly #idle: IdleWork;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#idle = new IdleWork({
      ...surroundings,
      send: (message) => surroundings.send(message, []),
      isFree: () => this.#run === null,
      guarded: ({ request, token }, work) => this.#guarded({ request, token, revision: null }, work),
    });
  }

  /** Never throws: a failure of the program is an answer too, and the next message finds the worker alive. */
  receive(message: ToWorker): void {
    const names = {
      token: 'token' in message ? message.token : null,
      revision: 'revision' in message ? message.revision : null,
    };
    this.#guarded({ request: message.type, ...names }, () => this.#answer(message));
  }

  #guarded(
    request: Pick<FromWorker & { readonly type: 'failed' }, 'request' | 'token' | 'revision'>,
    work: () => void,
  ): void {
    try {
      work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#surroundings.send({ type: 'failed', ...request, message }, []);
    }
  }

  #answer(message: ToWorker): void {
    const { send } = this.#surroundings;
    switch (message.type) {
      case 'evaluate':
        return this.#evaluate(message.revision, message.delta, message.staged);
      case 'preview': {
        const started = this.#surroundings.now();
        const future = entriesOf(changed(this.#manifests, message.delta));
        const steps = judgeAll(this.#lower(future, this.#staged), null);
        return this.#start({ request: { type: 'preview', token: message.token }, started, steps, isUnwanted: false });
      }
      case 'cancel':
        return this.#cancel(message.onlyIfLong);
      case 'explain-pair': {
        const result = evaluatePair(this.#ruleset, message.source, message.destination);
        return send({ type: 'pair-explained', token: message.token, revision: this.#revision, result }, []);
      }
      case 'explain-flow': {
        const result = evaluateFlow(this.#ruleset, message.query);
        return send({ type: 'flow-explained', token: message.token, revision: this.#revision, result }, []);
      }
      case 'decided-by': {
        const { token, policy, pairs } = message;
        return this.#idle.ask({
          request: 'decided-by',
          token,
          *work({ deciders }) {
            return { type: 'decided', token, ...(yield* deciders.decidedBy(policy, pairs)) };
          },
        });
      }
      case 'lint': {
        const { token } = message;
        return this.#idle.ask({
          request: 'lint',
          token,
          *work({ resources, inForce }) {
            return { type: 'linted', token, findings: yield* lintInSteps(lintInput(resources, inForce)) };
          },
        });
      }
      case 'guard': {
        const { token, calicoVersion } = message;
        const tell = (done: number, total: number): void => send({ type: 'guard-progress', token, done, total }, []);
        return this.#idle.ask({
          request: 'guard',
          token,
          *work({ resources }) {
            return { type: 'guarded', token, report: yield* guardedInSteps(resources, calicoVersion, tell) };
          },
        });
      }
      default:
        return unreachable(message);
    }
  }

  #evaluate(revision: number, delta: DocumentDelta, staged: StagedView): void {
    const started = this.#surroundings.now();
    this.#manifests = changed(this.#manifests, delta);
    const entries = entriesOf(this.#manifests);
    const inForce = this.#lower(entries, 'ignored');
    const asEnforced = staged === 'enforced' ? this.#lower(entries, staged) : null;
    this.#inForce = inForce;
    this.#ruleset = asEnforced ?? inForce;
    this.#staged = staged;
    this.#revision = revision;
    this.#idle.judge(null);
    this.#start({
      request: { type: 'evaluate', revision },
      started,
      steps: judgeAll(inForce, asEnforced),
      isUnwanted: false,
    });
  }

  #lower(entries: readonly LowerInput[], staged: StagedView): Ruleset {
    const ruleset = lower(entries, {}, { staged }, this.#memory);
    this.#memory = ruleset.memory;
    return ruleset;
  }

  #start(run: Run): void {
    this.#run = run;
    this.#goOn(run);
  }

  /** Works for a turn; the rest waits until the messages that came meanwhile are read. */
  #goOn(run: Run): void {
    const { now, later } = this.#surroundings;
    const turnEnds = now() + turnMs;
    for (;;) {
      const step = run.steps.next();
      if (step.done === true) return this.#finish(run, step.value);
      const time = now();
      if (time - run.started > longMs && this.#isGivenUp(run)) return;
      if (time < turnEnds) continue;
      if (time - run.started > longMs) this.#tellProgress(step.value);
      later(() => this.#guarded(namesOf(run), () => void (this.#run === run && this.#goOn(run))));
      return;
    }
  }

  #isGivenUp(run: Run): boolean {
    if (run.isUnwanted) this.#giveUp();
    return run.isUnwanted;
  }

  #giveUp(): void {
    this.#run = null;
    this.#surroundings.send({ type: 'cancelled' }, []);
    this.#idle.resume();
  }

  #cancel(onlyIfLong: boolean): void {
    if (this.#run === null) return;
    if (onlyIfLong) this.#run.isUnwanted = true;
    else this.#giveUp();
  }

  #tellProgress({ done, total }: StepDone): void {
    this.#surroundings.send({ type: 'progress', done, total }, []);
  }

  #finish({ request, started }: Run, { table, asEnforced }: JudgedTables): void {
    const { now, send } = this.#surroundings;
    this.#run = null;
    if (request.type === 'evaluate') {
      const deciders = new Deciders(this.#ruleset, asEnforced ?? table);
      this.#idle.judge({ resources: resourcesOf(this.#manifests), inForce: this.#inForce, deciders });
      const transfer = [table, ...(asEnforced === null ? [] : [asEnforced])].flatMap(buffersOf);
      send({ type: 'evaluated', revision: request.revision, table, asEnforced, millis: now() - started }, transfer);
    } else send({ type: 'previewed', token: request.token, table }, buffersOf(table));
    this.#idle.resume();
  }
}

/** @param tell how far it is, once for each state of the cluster that is looked at */
function* guardedInSteps(
  resources: LintInput['resources'],
  calicoVersion: CalicoVersion,
  tell: (done: number, total: number) => void,
): Generator<void, GuardReport, undefined> {
  const steps = guardSteps(resources, { settings: {}, calicoVersion });
  for (let told = -1; ;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    const { done, total } = step.value;
    if (done > told) tell(done, total);
    told = done;
    yield;
  }
}

/** Both tables in steps; each counts for half of the way where there are two. */
function* judgeAll(inForce: Ruleset, asEnforced: Ruleset | null): Generator<StepDone, JudgedTables, undefined> {
  const parts = asEnforced === null ? 1 : 2;
  const table = yield* partOf(evaluateInSteps(inForce), 0, parts);
  if (asEnforced === null) return { table, asEnforced };
  return { table, asEnforced: yield* partOf(evaluateInSteps(asEnforced), 1, parts) };
}

function* partOf<T>(
  steps: Generator<StepDone, T, undefined>,
  part: number,
  parts: number,
): Generator<StepDone, T, undefined> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    const { done, total } = step.value;
    yield { done: part * total + done, total: parts * total };
  }
}

function namesOf({ request }: Run): Pick<FromWorker & { readonly type: 'failed' }, 'request' | 'token' | 'revision'> {
  return request.type === 'evaluate'
    ? { request: 'evaluate', token: null, revision: request.revision }
    : { request: 'preview', token: request.token, revision: null };
}

function changed(held: Manifests, delta: DocumentDelta): Manifests {
  const manifests = new Map(delta.fromEmpty ? [] : held);
  for (const id of delta.remove) manifests.delete(id);
  for (const { id, manifest } of delta.upsert) manifests.set(id, manifest);
  return manifests;
}

function entriesOf(manifests: Manifests): { readonly id: ResourceId; readonly manifest: Manifest }[] {
  return [...manifests].map(([id, manifest]) => ({ id, manifest }));
}

/** Without their places in files: those are the window's. */
function resourcesOf(manifests: Manifests): LintInput['resources'] {
  return Object.fromEntries([...manifests].map(([id, manifest]) => [id, { id, manifest, origin: null }]));
}
