import type { ClusterDocument } from '../core/model/document.ts';
import type { EndpointId } from '../core/model/ids.ts';
import type { Settings } from '../core/model/settings.ts';
import type { PairResult } from '../core/policy/trace.ts';
import { unreachable } from '../core/result.ts';
import type { Compared, FromComparer, ToComparer } from './compare-protocol.ts';
import { deltaBetween, type Resources } from './document-delta.ts';

/** A started worker, as much of it as the client needs; tests give a fake one. */
export interface ComparerPort {
  post(message: ToComparer): void;
  listen(listeners: { message(message: FromComparer): void; crash(reason: string): void }): void;
  terminate(): void;
}

export interface ComparerEvents {
  compared(compared: Compared): void;
  /** A sentence; what was found before stays. */
  failed(message: string): void;
}

interface Wanted {
  readonly before: Resources;
  readonly after: Resources;
  readonly settings: Partial<Settings>;
}

/** Keeps one comparison under way and remembers only the newest one behind it. Lives as long as two designs are compared. */
export class ComparerClient {
  readonly #port: ComparerPort;
  readonly #events: ComparerEvents;
  #held: { readonly before: Resources; readonly after: Resources } | null = null;
  #waiting: Wanted | null = null;
  #isBusy = false;
  #token = 0;
  #explained: { readonly token: number; readonly done: (result: PairResult | null) => void } | null = null;

  constructor(port: ComparerPort, events: ComparerEvents) {
    this.#port = port;
    this.#events = events;
    port.listen({
      message: (message) => this.#receive(message),
      crash: (reason) => events.failed(`The comparison stopped unexpectedly (${reason}). Compare again.`),
    });
  }

  compare(
    before: Pick<ClusterDocument, 'resources'>,
    after: Pick<ClusterDocument, 'resources'>,
    settings: Partial<Settings>,
  ): void {
    this.#waiting = { before: before.resources, after: after.resources, settings };
    this.#next();
  }

  /** Why the pair was as it was; only the newest question is answered. Answered with null where an end was not there. */
  explainBefore(source: EndpointId, destination: EndpointId, done: (result: PairResult | null) => void): void {
    this.#explained = { token: this.#newToken(), done };
    this.#port.post({ type: 'explain-before', token: this.#token, source, destination });
  }

  stop(): void {
    this.#port.terminate();
  }

  #newToken(): number {
    this.#token += 1;
    return this.#token;
  }

  #next(): void {
    if (this.#isBusy || this.#waiting === null) return;
    const { before, after, settings } = this.#waiting;
    this.#waiting = null;
    this.#isBusy = true;
    this.#port.post({
      type: 'compare',
      token: this.#newToken(),
      before: deltaBetween(this.#held?.before ?? null, before),
      after: deltaBetween(this.#held?.after ?? null, after),
      settings,
    });
    this.#held = { before, after };
  }

  #receive(message: FromComparer): void {
    switch (message.type) {
      case 'compared':
        this.#isBusy = false;
        // What was found is shown even if something newer waits, so that the picture keeps moving.
        this.#events.compared(message);
        return this.#next();
      case 'before-explained':
        if (this.#explained?.token === message.token) this.#explained.done(message.result);
        return;
      case 'failed':
        this.#isBusy = false;
        this.#events.failed(`The comparison failed: ${message.message}`);
        return this.#next();
      default:
        return unreachable(message);
    }
  }
}
