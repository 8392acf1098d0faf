/** What main hears of the end of things; Node's `process` and Electron's `powerMonitor`. */
interface Listenable {
  on(event: string, listener: (error: unknown) => void): unknown;
  off(event: string, listener: (error: unknown) => void): unknown;
}

export interface EmergencyParts {
  readonly process: Listenable;
  readonly powerMonitor: Listenable;
  /** Has the work of all windows written; resolves when it is, or when nobody answers. */
  readonly keepWork: () => Promise<void>;
  /** Ends the program without asking anybody. */
  readonly exit: (status: number) => void;
  /** Tells the user why the program ends; returns when it was read. */
  readonly tell: (title: string, text: string) => void;
  readonly log: (text: string) => unknown;
}

/** Signals that end the program from outside, with the numbers that shells add to 128. */
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Keeps the work when the program is about to end without being asked: signals, the end of the session or of the
 * machine, sleep (from which not every machine wakes), a fault of the main process itself.
 *
 * @returns ends the watch
 */
export function keepWorkInEmergencies({ process, powerMonitor, ...parts }: EmergencyParts): () => void {
  let isEnding = false;
  const end = async (status: number): Promise<void> => {
    // A second signal is from somebody who does not want to wait.
    if (isEnding) return parts.exit(status);
    isEnding = true;
    await parts.keepWork();
    parts.exit(status);
  };
  const fail = async (error: unknown): Promise<void> => {
    parts.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (isEnding) return parts.exit(1);
    isEnding = true;
    await parts.keepWork();
    parts.tell(
      'Firewright has to end',
      'Something went wrong in the program itself. Work that was not saved is offered when Firewright starts again.',
    );
    parts.exit(1);
  };
  const watched: readonly (readonly [Listenable, string, (error?: unknown) => void])[] = [
    ...Object.entries(signals).map(([name, number]) => [process, name, () => void end(128 + number)] as const),
    [process, 'uncaughtException', (error) => void fail(error)],
    // The session ends: nothing is held up, the system waits for programs anyway.
    [powerMonitor, 'shutdown', () => void parts.keepWork()],
    [powerMonitor, 'suspend', () => void parts.keepWork()],
    [powerMonitor, 'lock-screen', () => void parts.keepWork()],
  ];
  for (const [source, event, listener] of watched) source.on(event, listener);
  return () => {
    for (const [source, event, listener] of watched) source.off(event, listener);
  };
}

/** A window, as far as its work is to be kept. */
export interface WorkHolder {
  /** Asks its page for its work and resolves when that is written. */
  keepWork(): Promise<void>;
}

/** Resolves when all have written, or after `waitMs`: a page that hangs must not hold up the end of the program. */
export async function keepWorkOf(holders: readonly WorkHolder[], waitMs = 4000): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, waitMs);
  });
  await Promise.race([Promise.all(holders.map((holder) => holder.keepWork().catch(() => undefined))), late]);
  clearTimeout(timer);
}
