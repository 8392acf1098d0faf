import type { HistoryWriter } from '../core/edit/kept-history.ts';
import { printDesign } from '../core/file/design-file.ts';
import type { AppHost, HostError } from '../host/app-host.ts';
import type { Clock } from './clock.ts';
import type { Session } from './session.svelte.ts';

/** A crash costs at most five seconds of work (product.md, promise 3): half of that is left for writing. */
const writeAfterMs = 2500;

/** Keeps the work in progress in the host's recovery place, never in the user's file. */
export class Recovery {
  readonly #host: AppHost;
  readonly #session: Session;
  readonly #clock: Clock;
  readonly #histories: HistoryWriter;
  readonly #onFailure: (error: HostError) => void;
  #isFailing = false;
  #isDue = false;

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

  /** Called after every change; writes once for all changes of the next moments. What is saved needs no recovery. */
  changed(): void {
    if (!this.#session.unsaved) void this.#host.clearRecovery();
    if (this.#isDue || !this.#session.unsaved) return;
    this.#isDue = true;
    this.#clock.after(writeAfterMs, () => void this.#write());
  }

  async #write(): Promise<void> {
    this.#isDue = false;
    if (!this.#session.unsaved) return void (await this.#host.clearRecovery());
    const { document, file, wholeHistory } = this.#session;
    const history = this.#histories.write(wholeHistory);
    const snapshot = { name: file.name, text: printDesign(document), file: file.file, history };
    const written = await this.#host.writeRecovery({ ...snapshot, savedAt: this.#clock.timestamp() });
    if (!written.ok && !this.#isFailing) this.#onFailure(written.error);
    this.#isFailing = !written.ok;
  }
}
