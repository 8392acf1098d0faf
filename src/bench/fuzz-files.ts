import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { readCorpus } from './fuzz-corpus.ts';
import { hostileFile } from './hostile-files.ts';
import { longestMs, timedOrdeal } from './timed-ordeal.ts';

export interface FileFuzz {
  readonly files: number;
  readonly firstSeed: number;
  /** Threads. */
  readonly jobs: number;
}

/** A busy machine may stop a thread for a while; one that stands still for so long hangs. */
const hangsAfterMs = 30_000;
const lookEveryMs = 250;
const heapMiB = 768;
const progressEvery = 5_000;
const reportEvery = 100;

/** What a thread works on, for whoever watches it: it can't tell any more once it hangs. */
type Watch = Float64Array<SharedArrayBuffer>;
const [seedAt, startedAt] = [0, 1];

interface Task {
  readonly first: number;
  /** Behind the last one. */
  readonly end: number;
  readonly step: number;
  readonly watch: SharedArrayBuffer;
}

interface Tally {
  readonly files: number;
  readonly notUtf8: number;
  readonly objects: number;
  readonly keptTexts: number;
  readonly evaluated: number;
  readonly slowestMs: number;
}

type FromThread =
  | { readonly type: 'tally'; readonly tally: Tally }
  | { readonly type: 'failed'; readonly seed: number; readonly what: string };

const nothing: Tally = { files: 0, notUtf8: 0, objects: 0, keptTexts: 0, evaluated: 0, slowestMs: 0 };

/** The part that runs in a thread: file after file, telling of each that fails. */
export function workThrough({ first, end, step, watch }: Task, tell: (message: FromThread) => void): void {
  const corpus = readCorpus();
  const seen: Watch = new Float64Array(watch);
  let tally = nothing;
  for (let seed = first; seed < end; seed += step) {
    seen[seedAt] = seed;
    seen[startedAt] = Date.now();
    const { bytes, mutations } = hostileFile(seed, corpus);
    const { ordeal, millis } = timedOrdeal(bytes, seed);
    const slow = millis > longestMs ? `it takes ${Math.round(millis)} ms` : null;
    const what = ordeal.kind === 'failed' ? ordeal.what : slow;
    if (what !== null) tell({ type: 'failed', seed, what: `${mutations.join(', ')}: ${what}` });
    tally = {
      files: tally.files + 1,
      notUtf8: tally.notUtf8 + Number(ordeal.kind === 'not-utf8'),
      objects: tally.objects + (ordeal.kind === 'survived' ? ordeal.objects : 0),
      keptTexts: tally.keptTexts + (ordeal.kind === 'survived' ? ordeal.keptTexts : 0),
      evaluated: tally.evaluated + Number(ordeal.kind === 'survived' && ordeal.evaluated),
      slowestMs: Math.max(tally.slowestMs, millis),
    };
    if (tally.files < reportEvery) continue;
    tell({ type: 'tally', tally });
    tally = nothing;
  }
  tell({ type: 'tally', tally });
}

/** Called at the start of each thread; does nothing in the program's first one. */
export function workIfThread(): boolean {
  if (parentPort === null) return false;
  const port = parentPort;
  workThrough(workerData as Task, (message) => port.postMessage(message)); // what `#start` gives it
  return true;
}

/** @returns the exit status: 0 if all files came through, 1 if some did not */
export async function fuzzFiles(wishes: FileFuzz): Promise<number> {
  const corpus = readCorpus();
  console.log(`${wishes.files} files from seed ${wishes.firstSeed}, made of ${corpus.length} honest ones`);
  const run = new Run(wishes);
  await run.toTheEnd();
  return run.report() ? 0 : 1;
}

class Run {
  readonly #wishes: FileFuzz;
  readonly #failures = new Map<number, string>();
  #tally = nothing;
  #mostBytes = 0;

  constructor(wishes: FileFuzz) {
    this.#wishes = wishes;
  }

  async toTheEnd(): Promise<void> {
    const { firstSeed, files, jobs } = this.#wishes;
    const lanes = Array.from({ length: jobs }, (_, lane) => this.#lane(firstSeed + lane, firstSeed + files, jobs));
    await Promise.all(lanes);
  }

  /** @returns whether all files came through */
  report(): boolean {
    const { files, notUtf8, objects, keptTexts, evaluated, slowestMs } = this.#tally;
    console.log(
      `${files} files: ${objects} objects read, ${keptTexts} documents kept as text, ${notUtf8} files not UTF-8, ${evaluated} designs judged`,
    );
    console.log(`slowest ${Math.round(slowestMs)} ms, at most ${Math.round(this.#mostBytes / 1024 / 1024)} MiB in use`);
    console.log(`${this.#failures.size} failed`);
    return this.#failures.size === 0;
  }

  /** A thread that hangs or dies is replaced by one that goes on behind the file. */
  async #lane(first: number, end: number, step: number): Promise<void> {
    for (let next: number | null = first; next !== null && next < end;) {
      const stopped: number | null = await this.#thread({ first: next, end, step, watch: new SharedArrayBuffer(16) });
      next = stopped === null ? null : stopped + step;
    }
  }

  /** @returns the file on which it stopped; null: it came to its end */
  #thread(task: Task): Promise<number | null> {
    const watch: Watch = new Float64Array(task.watch);
    watch[startedAt] = Date.now();
    watch[seedAt] = task.first;
    const thread = new Worker(fileURLToPath(import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: heapMiB },
    });
    return new Promise((settle) => {
      const end = (stoppedOn: number | null): void => {
        clearInterval(look);
        settle(stoppedOn);
      };
      const giveUp = (what: string): void => {
        const seed = watch[seedAt] ?? task.first;
        this.#fail(seed, what);
        void thread.terminate().then(() => end(seed));
      };
      const look = setInterval(() => {
        this.#mostBytes = Math.max(this.#mostBytes, process.memoryUsage.rss());
        if (Date.now() - (watch[startedAt] ?? 0) > hangsAfterMs) giveUp(`it hangs for more than ${hangsAfterMs} ms`);
      }, lookEveryMs);
      thread.on('message', (message: FromThread) => this.#receive(message));
      thread.on('error', (error) => giveUp(error.message));
      thread.on('exit', (status) => void (status === 0 && end(null)));
    });
  }

  /** Said at once: a long run may be given up. */
  #fail(seed: number, what: string): void {
    this.#failures.set(seed, what);
    console.log(`seed ${seed}: ${what}`);
    console.log(`kept as ${keep(seed)}`);
  }

  #receive(message: FromThread): void {
    if (message.type === 'failed') {
      this.#fail(message.seed, message.what);
      return;
    }
    const before = this.#tally;
    const { tally } = message;
    this.#tally = {
      files: before.files + tally.files,
      notUtf8: before.notUtf8 + tally.notUtf8,
      objects: before.objects + tally.objects,
      keptTexts: before.keptTexts + tally.keptTexts,
      evaluated: before.evaluated + tally.evaluated,
      slowestMs: Math.max(before.slowestMs, tally.slowestMs),
    };
    if (Math.floor(before.files / progressEvery) < Math.floor(this.#tally.files / progressEvery))
      console.error(`${this.#tally.files} of ${this.#wishes.files} files, ${this.#failures.size} failed`);
  }
}

/** @returns where the file is now */
function keep(seed: number): string {
  const folder = join(tmpdir(), 'firewright-fuzz');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${seed}.yaml`);
  writeFileSync(path, hostileFile(seed, readCorpus()).bytes);
  return path;
}
