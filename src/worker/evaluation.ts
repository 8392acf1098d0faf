import type { Manifest } from '../core/model/document.ts';
import type { ResourceId } from '../core/model/ids.ts';
import { evaluateAll, evaluateFlow, evaluatePair } from '../core/policy/evaluate.ts';
import { lower } from '../core/policy/lower.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import { unreachable } from '../core/result.ts';
import type { DocumentDelta, FromWorker, ToWorker } from './protocol.ts';

type Manifests = ReadonlyMap<ResourceId, Manifest>;

/** Milliseconds after which a long evaluation says how far it is (product.md section 9). */
const progressAfterMs = 300;

/**
 * The worker's work without the worker: holds the document, answers one message at a time.
 *
 * @param now a clock in milliseconds
 * @param send posts an answer; `transfer` goes along without being copied
 */
export class Evaluation {
  readonly #now: () => number;
  readonly #send: (message: FromWorker, transfer: readonly ArrayBuffer[]) => void;
  #manifests: Manifests = new Map();
  #ruleset: Ruleset = lower([]);
  #revision = 0;

  constructor(now: () => number, send: (message: FromWorker, transfer: readonly ArrayBuffer[]) => void) {
    this.#now = now;
    this.#send = send;
  }

  /** Never throws: a failure of the program is an answer too, and the next message finds the worker alive. */
  receive(message: ToWorker): void {
    try {
      this.#answer(message);
    } catch (error) {
      this.#send(
        {
          type: 'failed',
          request: message.type,
          token: 'token' in message ? message.token : null,
          revision: 'revision' in message ? message.revision : null,
          message: error instanceof Error ? error.message : String(error),
        },
        [],
      );
    }
  }

  #answer(message: ToWorker): void {
    switch (message.type) {
      case 'evaluate':
        return this.#evaluate(message.revision, message.delta);
      case 'preview': {
        const table = evaluateAll(lower(entriesOf(changed(this.#manifests, message.delta))));
        return this.#send({ type: 'previewed', token: message.token, table }, [bufferOf(table.pairs)]);
      }
      case 'explain-pair': {
        const result = evaluatePair(this.#ruleset, message.source, message.destination);
        return this.#send({ type: 'pair-explained', token: message.token, revision: this.#revision, result }, []);
      }
      case 'explain-flow': {
        const result = evaluateFlow(this.#ruleset, message.query);
        return this.#send({ type: 'flow-explained', token: message.token, revision: this.#revision, result }, []);
      }
      default:
        return unreachable(message);
    }
  }

  #evaluate(revision: number, delta: DocumentDelta): void {
    const started = this.#now();
    this.#manifests = changed(this.#manifests, delta);
    this.#ruleset = lower(entriesOf(this.#manifests));
    this.#revision = revision;
    const table = evaluateAll(this.#ruleset, (done, total) => {
      if (this.#now() - started > progressAfterMs) this.#send({ type: 'progress', revision, done, total }, []);
    });
    this.#send({ type: 'evaluated', revision, table, millis: this.#now() - started }, [bufferOf(table.pairs)]);
  }
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

function bufferOf(pairs: Uint32Array): ArrayBuffer {
  if (!(pairs.buffer instanceof ArrayBuffer)) throw new Error('tables are not in shared memory');
  return pairs.buffer;
}
