import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lives, type Lives, markOf, type ProcessMark } from './process-stamp.ts';
import { type KeptSnapshot, parseKept } from './recovery.ts';
import { RecoverySlot } from './recovery-slot.ts';
import { StoredJson } from './stored-json.ts';

// The owner stands in the name, not in the file: taking a file over is one renaming, which only one process succeeds in.
const namePattern = /^(\d+)-([a-z0-9]+)-[0-9a-f-]{36}\.json$/i;

interface Leftover {
  readonly slot: RecoverySlot;
  readonly savedAt: string;
}

/** The work in progress of all windows of all instances of the program, each window's in a file of its own. */
export class RecoveryFolder {
  readonly #folder: string;
  readonly #earlierFile: string | null;
  readonly #self: ProcessMark;
  readonly #lives: Lives;
  readonly #slots = new Set<RecoverySlot>();

  /**
   * @param folder made when it is needed
   * @param earlierFile where earlier versions of the program kept the work of their one window; null: nowhere
   */
  constructor(
    folder: string,
    earlierFile: string | null = null,
    self: ProcessMark = markOf(process.pid) ?? { pid: process.pid, stamp: 'x' },
    isAlive: Lives = lives,
  ) {
    this.#folder = folder;
    this.#earlierFile = earlierFile;
    this.#self = self;
    this.#lives = isAlive;
  }

  /** The slot of a new window. Nothing is written yet, so it can't fail. */
  claim(): RecoverySlot {
    return this.#slotAt(this.#newPath());
  }

  /**
   * The work of windows whose process is gone, the newest first. Each becomes the slot of whoever asked, and is offered
   * to nobody else. Work of processes that still run is theirs. Never rejects: what can't be read is left alone.
   */
  async leftovers(): Promise<readonly RecoverySlot[]> {
    await this.#adoptEarlier().catch(() => undefined);
    const names = await readdir(this.#folder).catch(() => []);
    const taken = await Promise.all(names.filter((name) => this.#isLeft(name)).map((name) => this.#takeOver(name)));
    return taken
      .filter((leftover) => leftover !== null)
      .sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
      .map(({ slot }) => slot);
  }

  /** Resolves when no slot is being written any more. */
  async settled(): Promise<void> {
    await Promise.all([...this.#slots].map((slot) => slot.settled()));
  }

  #isLeft(name: string): boolean {
    const [, pid, stamp] = namePattern.exec(name) ?? [];
    return pid !== undefined && stamp !== undefined && !this.#lives({ pid: Number(pid), stamp });
  }

  /** null: there is no work in it, or another instance was quicker. */
  async #takeOver(name: string): Promise<Leftover | null> {
    const left = join(this.#folder, name);
    try {
      const kept = await this.#fileAt(left).read();
      if (kept === null) return null;
      const path = this.#newPath();
      await rename(left, path);
      return { slot: this.#slotAt(path), savedAt: kept.snapshot.savedAt };
    } catch {
      return null;
    }
  }

  async #adoptEarlier(): Promise<void> {
    if (this.#earlierFile === null) return;
    const kept = await this.#fileAt(this.#earlierFile).read();
    if (kept === null) return rm(this.#earlierFile, { force: true });
    await mkdir(this.#folder, { recursive: true });
    // No process has the number 0: from here on it is a leftover like the others.
    await rename(this.#earlierFile, this.#pathFor({ pid: 0, stamp: 'earlier' }));
  }

  #slotAt(path: string): RecoverySlot {
    const slot = new RecoverySlot(this.#fileAt(path), () => this.#fileAt(this.#newPath()));
    this.#slots.add(slot);
    return slot;
  }

  #fileAt(path: string): StoredJson<KeptSnapshot> {
    return new StoredJson(path, parseKept);
  }

  #newPath(): string {
    return this.#pathFor(this.#self);
  }

  #pathFor({ pid, stamp }: ProcessMark): string {
    return join(this.#folder, `${pid}-${stamp}-${randomUUID()}.json`);
  }
}
