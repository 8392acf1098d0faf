import { compareDesigns } from '../core/compare/compare-designs.ts';
import { decidingPolicies } from '../core/policy/deciding-policies.ts';
import { evaluateAll, evaluateFlow, evaluatePair } from '../core/policy/evaluate.ts';
import { lower } from '../core/policy/lower.ts';
import type { StagedView } from '../core/policy/staged.ts';
import { guardReport } from '../core/guard/guard.ts';
import type { GuardReport } from '../core/guard/guard-report.ts';
import type { LintFinding } from '../core/lint/lint.ts';
import { lintDesign, lintInput } from '../core/lint/lint-design.ts';
import type { ClusterDocument, Manifest } from '../core/model/document.ts';
import type { ResourceId } from '../core/model/ids.ts';
import type { CalicoVersion } from '../core/model/settings.ts';
import type { AppHost, OpenedFile } from '../host/app-host.ts';
import type { FromComparer, ToComparer } from '../worker/compare-protocol.ts';
import type { ComparerPort } from '../worker/comparer-client.ts';
import type { WorkerPort } from '../worker/evaluator-client.ts';
import type { DocumentDelta, EndpointPair, FromWorker, ToWorker } from '../worker/protocol.ts';
import { createApp, type App } from './app.ts';
import type { Clock } from './clock.ts';
import type { Sample } from './files.ts';

/** For tests: time that stands still until it is told to pass. */
export class FakeClock implements Clock {
  #now = 0;
  #waiting: { readonly at: number; readonly run: () => void }[] = [];

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + delayMs, run };
    this.#waiting.push(timer);
    return () => {
      this.#waiting = this.#waiting.filter((one) => one !== timer);
    };
  }

  timestamp(): string {
    return new Date(this.#now).toISOString();
  }

  pass(delayMs: number): void {
    this.#now += delayMs;
    const due = this.#waiting.filter(({ at }) => at <= this.#now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { run } of due) run();
  }
}

type Answered = Exclude<ToWorker, { readonly type: 'cancel' }>;

/** For tests: a worker in this thread that answers at once, or when it is let go. */
export class FakeWorker implements WorkerPort {
  isHeld = false;
  #waiting: Answered[] = [];
  #manifests: ReadonlyMap<ResourceId, Manifest> = new Map();
  #staged: StagedView = 'ignored';
  #listeners: Parameters<WorkerPort['listen']>[0] | null = null;

  post(message: ToWorker): void {
    if (message.type === 'cancel') return this.#giveUp(message.onlyIfLong);
    if (this.isHeld) this.#waiting.push(message);
    else this.#send(this.#answer(message));
  }

  listen(listeners: Parameters<WorkerPort['listen']>[0]): void {
    this.#listeners = listeners;
  }

  terminate(): void {
    this.#listeners = null;
  }

  crash(): void {
    this.#listeners?.crash('crashed');
  }

  letGo(): void {
    this.isHeld = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) this.#send(this.#answer(message));
  }

  /** Tells how far it is, as a slow worker does. */
  report(done: number, total: number): void {
    this.#send({ type: 'progress', done, total });
  }

  /** What it holds back has not taken long; a cancel by the user ends it in any case. */
  #giveUp(onlyIfLong: boolean): void {
    const underWay = this.#waiting.find(({ type }) => type === 'evaluate' || type === 'preview');
    if (onlyIfLong || underWay === undefined) return;
    this.#waiting = this.#waiting.filter((message) => message !== underWay);
    // It holds the document that it was judging.
    if (underWay.type === 'evaluate') this.#answer(underWay);
    this.#send({ type: 'cancelled' });
  }

  #guarded(calicoVersion: CalicoVersion): GuardReport {
    const resources = Object.fromEntries(
      [...this.#manifests].map(([id, manifest]) => [id, { id, manifest, origin: null }]),
    ) as ClusterDocument['resources']; // keyed by their ids
    return guardReport({ resources, sources: [] }, {}, calicoVersion);
  }

  #send(message: FromWorker): void {
    this.#listeners?.message(message);
  }

  #answer(message: Answered): FromWorker {
    switch (message.type) {
      case 'evaluate':
        this.#manifests = withDelta(this.#manifests, message.delta);
        this.#staged = message.staged;
        return {
          type: 'evaluated',
          revision: message.revision,
          table: evaluateAll(this.#lowered(undefined, 'ignored')),
          asEnforced: message.staged === 'enforced' ? evaluateAll(this.#lowered()) : null,
          millis: 1,
        };
      case 'preview':
        return { type: 'previewed', token: message.token, table: evaluateAll(this.#lowered(message.delta)) };
      case 'decided-by': {
        const isDecided = ({ source, destination }: EndpointPair): boolean =>
          decidingPolicies(this.#lowered(), source, destination).has(message.policy);
        return { type: 'decided', token: message.token, pairs: message.pairs.filter(isDecided), total: null };
      }
      case 'guard':
        return { type: 'guarded', token: message.token, report: this.#guarded(message.calicoVersion) };
      case 'lint':
        return { type: 'linted', token: message.token, findings: this.#lints() };
      case 'explain-pair': {
        const result = evaluatePair(this.#lowered(), message.source, message.destination);
        return { type: 'pair-explained', token: message.token, revision: 1, result };
      }
      case 'explain-flow': {
        const result = evaluateFlow(this.#lowered(), message.query);
        return { type: 'flow-explained', token: message.token, revision: 1, result };
      }
    }
  }

  #lints(): readonly LintFinding[] {
    const resources = [...this.#manifests].map(([id, manifest]) => [id, { id, manifest, origin: null }] as const);
    return lintDesign(lintInput(Object.fromEntries(resources), this.#lowered(undefined, 'ignored')));
  }

  #lowered(
    delta: DocumentDelta = { fromEmpty: false, upsert: [], remove: [] },
    staged = this.#staged,
  ): ReturnType<typeof lower> {
    return lower(entriesOf(withDelta(this.#manifests, delta)), {}, { staged });
  }
}

/** For tests: the worker that compares, in this thread; it answers at once, or when it is let go. */
export class FakeComparer implements ComparerPort {
  isHeld = false;
  isStopped = false;
  #waiting: ToComparer[] = [];
  #before: ReadonlyMap<ResourceId, Manifest> = new Map();
  #after: ReadonlyMap<ResourceId, Manifest> = new Map();
  #listeners: Parameters<ComparerPort['listen']>[0] | null = null;

  post(message: ToComparer): void {
    if (this.isHeld) this.#waiting.push(message);
    else this.#listeners?.message(this.#answer(message));
  }

  listen(listeners: Parameters<ComparerPort['listen']>[0]): void {
    this.#listeners = listeners;
  }

  terminate(): void {
    this.isStopped = true;
    this.#listeners = null;
  }

  crash(): void {
    this.#listeners?.crash('crashed');
  }

  letGo(): void {
    this.isHeld = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) this.post(message);
  }

  #answer(message: ToComparer): FromComparer {
    const { token } = message;
    if (message.type === 'explain-before') {
      const result = evaluatePair(lower(entriesOf(this.#before)), message.source, message.destination);
      return { type: 'before-explained', token, result };
    }
    this.#before = withDelta(this.#before, message.before);
    this.#after = withDelta(this.#after, message.after);
    const [before, after] = [this.#before, this.#after].map((manifests) => {
      const ruleset = lower(entriesOf(manifests), message.settings);
      return { ruleset, table: evaluateAll(ruleset) };
    });
    if (before === undefined || after === undefined) throw new Error('two designs');
    const objects = { added: [], removed: [], changed: [] };
    return { type: 'compared', token, comparison: compareDesigns(before, after), objects };
  }
}

function entriesOf(
  manifests: ReadonlyMap<ResourceId, Manifest>,
): { readonly id: ResourceId; readonly manifest: Manifest }[] {
  return [...manifests].map(([id, manifest]) => ({ id, manifest }));
}

function withDelta(
  held: ReadonlyMap<ResourceId, Manifest>,
  { fromEmpty, upsert, remove }: DocumentDelta,
): ReadonlyMap<ResourceId, Manifest> {
  const kept = [...(fromEmpty ? [] : held)].filter(([id]) => !remove.includes(id));
  return new Map([...kept, ...upsert.map(({ id, manifest }) => [id, manifest] as const)]);
}

/** For tests: the whole app over a host that the test gives. */
export class TestBench<Host extends AppHost> {
  readonly clock = new FakeClock();
  readonly workers: FakeWorker[] = [];
  readonly comparers: FakeComparer[] = [];
  readonly host: Host;
  readonly app: App;

  constructor(host: Host, samples: readonly Sample[] = []) {
    this.host = host;
    this.app = createApp({
      host,
      clock: this.clock,
      samples,
      lessons: [],
      startWorker: () => this.#startWorker(),
      startComparer: () => this.#startComparer(),
    });
  }

  get worker(): FakeWorker {
    const worker = this.workers.at(-1);
    if (worker === undefined) throw new Error('the app starts a worker at once');
    return worker;
  }

  /** Opens a design in the place of an untouched one. */
  async open(text: string, name = 'd.yaml'): Promise<void> {
    await this.app.files.openGiven([file(name, text)]);
  }

  /** Lays files over the open design, and says yes to what is shown first. */
  async import(files: readonly OpenedFile[]): Promise<void> {
    const done = this.app.files.importGiven(files);
    await settled();
    this.app.importPreview.answer(true);
    return done;
  }

  get notice(): string {
    return this.app.notices.all.at(-1)?.text ?? '';
  }

  #startComparer(): FakeComparer {
    const comparer = new FakeComparer();
    this.comparers.push(comparer);
    return comparer;
  }

  #startWorker(): FakeWorker {
    const worker = new FakeWorker();
    this.workers.push(worker);
    return worker;
  }
}

/** For tests: a file as it was dropped. */
export function file(name: string, text: string): OpenedFile {
  return { name, file: null, version: null, content: { kind: 'text', text } };
}

/** For tests: until all promises that can go on have done so. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
