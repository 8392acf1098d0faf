import type { ClusterDocument, Manifest } from '../core/model/document.ts';
import { resourceId } from '../core/model/ids.ts';
import { evaluateAll } from '../core/policy/evaluate.ts';
import { lower } from '../core/policy/lower.ts';
import { EvaluatorClient, type WorkerPort } from './evaluator-client.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** For tests: a worker that does what the test says. */
export class FakeWorker implements WorkerPort {
  readonly posted: ToWorker[] = [];
  isTerminated = false;
  #listeners: Parameters<WorkerPort['listen']>[0] | null = null;

  post(message: ToWorker): void {
    this.posted.push(message);
  }
  listen(listeners: Parameters<WorkerPort['listen']>[0]): void {
    this.#listeners = listeners;
  }
  terminate(): void {
    this.isTerminated = true;
  }
  send(message: FromWorker): void {
    this.#listeners?.message(message);
  }
  crash(): void {
    this.#listeners?.crash('out of memory');
  }
  last(): ToWorker {
    const last = this.posted.findLast(({ type }) => type !== 'cancel');
    if (last === undefined) throw new Error('nothing was asked for');
    return last;
  }
  /** What was asked for, in short; without what only says that something newer waits. */
  get asked(): readonly string[] {
    return this.posted
      .filter((message) => message.type !== 'cancel')
      .map((message) => ('revision' in message ? `${message.type} ${message.revision}` : message.type));
  }
}

/** For tests: a client, its workers and what it said. */
export class Bench {
  readonly workers: FakeWorker[] = [];
  readonly events: string[] = [];
  rests = 0;
  readonly client = new EvaluatorClient(
    () => {
      this.workers.push(new FakeWorker());
      return this.worker;
    },
    {
      evaluated: (revision, _tables, millis) => this.events.push(`evaluated ${revision} in ${millis}`),
      foreseen: (revision) => this.events.push(`foreseen ${revision}`),
      progress: (done, total) => this.events.push(`progress ${done}/${total}`),
      rested: () => (this.rests += 1),
      unaffected: (revision) => this.events.push(`unaffected ${revision}`),
      failed: (message) => this.events.push(message),
    },
  );

  get worker(): FakeWorker {
    const last = this.workers.at(-1);
    if (last === undefined) throw new Error('no worker was started');
    return last;
  }

  /** Ready with revision 1. */
  static started(): Bench {
    const bench = new Bench();
    bench.client.evaluate(1, one);
    bench.answer();
    bench.events.length = 0;
    return bench;
  }

  /** Answers the last request. */
  answer(): void {
    const message = this.worker.last();
    if (message.type === 'evaluate')
      this.worker.send({ type: 'evaluated', revision: message.revision, table, asEnforced: null, millis: 1 });
    if (message.type === 'preview') this.worker.send({ type: 'previewed', token: message.token, table });
  }

  fail(): void {
    const message = this.worker.last();
    const token = 'token' in message ? message.token : null;
    const revision = 'revision' in message ? message.revision : null;
    this.worker.send({ type: 'failed', request: message.type, token, revision, message: 'divided by zero' });
  }
}

export const table = evaluateAll(lower([]));

/** Of cluster-wide objects with a kind and a name. */
export function design(...manifests: readonly Manifest[]): ClusterDocument {
  const resources = manifests.map((manifest) => {
    // Those of a test are written with both.
    const { kind, metadata } = manifest as { kind: string; metadata: { name: string } };
    return { id: resourceId({ group: '', kind, namespace: null, name: metadata.name }), manifest, origin: null };
  });
  return { resources: Object.fromEntries(resources.map((resource) => [resource.id, resource])), sources: [] };
}

const pod = (name: string): Manifest => ({ kind: 'Pod', metadata: { name } });
export const [podA, podB, podC] = [pod('a'), pod('b'), pod('c')];
export const [one, two, three] = [design(podA), design(podA, podB), design(podA, podB, podC)];
