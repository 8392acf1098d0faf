import type { HistoryWriter } from '../core/edit/kept-history.ts';
import { printDesign } from '../core/file/design-file.ts';
import { err, type Result } from '../core/result.ts';
import type { AppHost, HostError, RecoverySnapshot } from '../host/app-host.ts';
import type { Clock } from './clock.ts';
import type { Session } from './session.svelte.ts';

/** A crash costs at most five seconds of work (product.md, promise 3): more than half of that is left for writing. */
const writeAfterMs = 2000;
/** A disk that refused may have room again, and the user may have stopped editing. */
const retryAfterMs = 5000;

/** Keeps the work in progress in the host's recovery place, never in the user's file. */
export class Recovery {
  readonly #host: AppHost;
  readonly #session: Session;
  readonly #clock: Clock;
  readonly #histories: HistoryWriter;
  readonly #onFailure: (error: HostError) => void;
  #isFailing = false;
  #isDue = false;
  /** What the host has is of this design; what an earlier run left is not ours to forget. */
  #isOurs = false;
  #last: Promise<void> = Promise.resolve();

  /** @param onFailure told once when the work can't be kept, and again only after it could be in between */
  constructor(
    host: AppHost,
    session: Session,
    clock: Clock,
    histories: HistoryWriter,
    onFailure: (error: HostError) => void,
  ) {
    this.#histories = histories;
    this.#host = host;
    this.#session = session;
    this.#clock = clock;
    this.#onFailure = onFailure;
  }

  /** Called after every change; the first one that is not kept sets the time, so that a steady hand can't put it off. */
  changed(): void {
    if (this.#session.unsaved) this.#keepAfter(writeAfterMs);
    else void this.keep();
  }

  /** Keeps the work as it is now; what is saved needs no recovery, and what was kept of it is forgotten. */
  keep(): Promise<void> {
    this.#isDue = false;
    if (this.#session.unsaved) this.#last = this.#write();
    else if (this.#isOurs) this.#last = this.#forget();
    return this.#last;
  }

  /** The user took over what an earlier run had left. */
  adopt(): void {
    this.#isOurs = true;
  }

  #keepAfter(delayMs: number): void {
    if (this.#isDue) return;
    this.#isDue = true;
    // On a slow disk the next copy waits for the one before: only the newest is worth writing.
    this.#clock.after(delayMs, () => void this.#last.then(() => this.keep()));
  }

  async #forget(): Promise<void> {
    this.#isOurs = false;
    await this.#host.clearRecovery().catch(() => undefined);
  }

  async #write(): Promise<void> {
    this.#isOurs = true;
    const written = await this.#written(this.#snapshot());
    if (!written.ok && !this.#isFailing) this.#onFailure(written.error);
    this.#isFailing = !written.ok;
    if (this.#isFailing) this.#keepAfter(retryAfterMs);
  }

  /** A host that breaks on it (a design too large for one message) is a failure like the others. */
  #written(snapshot: RecoverySnapshot): Promise<Result<void, HostError>> {
    return this.#host.writeRecovery(snapshot).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      return err({ reason: 'failed', name: 'the recovery copy', message });
    });
  }

  #snapshot(): RecoverySnapshot {
    const { document, file, wholeHistory, savedPosition, position } = this.#session;
    return {
      ...file,
      text: printDesign(document),
      savedAt: this.#clock.timestamp(),
      history: this.#histories.write(wholeHistory),
      objects: Object.keys(document.resources).length,
      changes: savedPosition === null ? null : Math.abs(position - savedPosition),
    };
  }
}
