import type { HostRequest } from '../src/host/app-host.ts';

/** Requests to one window. What comes before its page listens waits for it, also while the page is loaded again. */
export class WindowRequests {
  readonly #deliver: (request: HostRequest) => void;
  #waiting: HostRequest[] = [];
  #listening = false;

  constructor(deliver: (request: HostRequest) => void) {
    this.#deliver = deliver;
  }

  get listening(): boolean {
    return this.#listening;
  }

  send(request: HostRequest): void {
    if (this.#listening) this.#deliver(request);
    else this.#waiting.push(request);
  }

  /** The page listens. */
  start(): void {
    this.#listening = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const request of waiting) this.#deliver(request);
  }

  /** The page is gone: crashed, or about to be loaded again. */
  stop(): void {
    this.#listening = false;
  }
}
