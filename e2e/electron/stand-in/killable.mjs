import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./program.mjs', import.meta.url));

/**
 * A program on the stand-in in a process of its own, which can be killed as a system kills one: its main process and,
 * as their pipe breaks, its browser.
 */
export class KillableProgram {
  /** @type {import('node:child_process').ChildProcess} */
  #process;
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  #lastId = 0;
  /** Resolves when the process is gone, however it went. @type {Promise<void>} */
  gone;

  /** @param {import('node:child_process').ChildProcess} child */
  constructor(child) {
    this.#process = child;
    this.gone = new Promise((resolve) => {
      child.once('exit', () => {
        for (const { reject } of this.#waiting.values()) reject(new Error('The program is gone'));
        this.#waiting.clear();
        resolve();
      });
    });
    child.on('message', (/** @type {{ id: number, value?: unknown, error?: string }} */ { id, value, error }) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(value);
      else waiting?.reject(new Error(error));
    });
  }

  /**
   * Starts it and waits for its first window.
   * @param {Omit<import('./launch.ts').StandInOptions, 'browser'> & { browser: object }} options as JSON can hold them
   */
  static async start(options) {
    const child = fork(program, [JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const killable = new KillableProgram(child);
    await killable.#answer(0);
    return killable;
  }

  /**
   * Calls a method of Playwright's page: `call('keyboard.press', 'Control+S')`, `call('evaluate', 'document.title')`.
   * @param {string} path
   * @param {...unknown} args as JSON can hold them
   * @returns {Promise<any>} what JSON can hold of the answer
   */
  call(path, ...args) {
    const id = (this.#lastId += 1);
    const answer = this.#answer(id);
    this.#process.send({ id, path, args });
    return answer;
  }

  /** Nobody is asked, nothing is written any more. */
  async kill() {
    this.#process.kill('SIGKILL');
    await this.gone;
  }

  /** As the user quits; resolves when the process has ended. */
  async quit() {
    void this.call('quit').catch(() => undefined);
    await this.gone;
  }

  /** @param {number} id */
  #answer(id) {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
  }
}
