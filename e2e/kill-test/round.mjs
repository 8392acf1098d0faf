import { setTimeout as sleep } from 'node:timers/promises';
import { isSame, Ledger, manifestOf, stateIn } from '../../scripts/kill-test/ledger.mjs';

/** @typedef {import('../../scripts/kill-test/ledger.mjs').State} State */

/**
 * A program that runs. `call` asks a method of Playwright's page, by its path, and rejects once the program is gone.
 * @typedef {{ call(path: string, ...args: unknown[]): Promise<any>, kill(): Promise<void> }} Running
 */
/**
 * What is killed: `start` opens the user's file, `startAgain` is the start after the kill.
 * @typedef {{ start(): Promise<Running>, startAgain(): Promise<Running>, fileText(): Promise<string>, remove(): Promise<void> }} Target
 */
/**
 * `lost`: seconds; null: what was found never was. `file`: whether the user's file is one of the saved texts, whole.
 * @typedef {{ edits: number, saves: number, ranMs: number, offered: string, lost: number | null, file: boolean }} Outcome
 */

export const base = `apiVersion: v1
kind: Namespace
metadata:
  name: prod
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: prod
  labels: {app: web}
`;

const edits = `[...document.querySelectorAll('[role=treeitem]')].map((item) => /Namespace edit-(\\d+)/.exec(item.textContent + ' ' + item.ariaLabel)?.[1]).filter(Boolean).map(Number)`;
const shows = (/** @type {string} */ text) => `document.body.innerText.includes(${JSON.stringify(text)})`;
const isThere = (/** @type {string} */ name) =>
  `document.querySelector('[role=tree]')?.textContent.includes('${name}')`;

/**
 * Edits at random, kills at a random moment, starts again and looks what is there.
 * @param {Target} target
 * @param {() => number} random
 * @returns {Promise<Outcome>}
 */
export async function runRound(target, random) {
  const editor = new Editor(await target.start(), target);
  const after = { ms: 1000 + random() * 6500 };
  await editor.untilOpen();
  const [endedAt] = await Promise.all([
    sleep(after.ms).then(() => editor.kill()),
    // Ends with the program, wherever it is then.
    editor.editAtRandom(random).catch(() => undefined),
  ]);
  const { ledger, saves, savedStates } = editor;
  const again = await target.startAgain();
  try {
    const offered = await restored(again);
    const text = await target.fileText();
    const inFile = stateIn(text, base);
    const isSaved = inFile !== null && savedStates.some((state) => isSame(state, inFile));
    const found = [...(offered === null ? [] : [offered.state]), ...(inFile === null ? [] : [inFile])];
    const losses = found.map((state) => ledger.lostSeconds(state, endedAt)).filter((lost) => lost !== null);
    const lost = losses.length < found.length ? null : Math.min(...losses);
    const words = offered === null ? 'nothing' : offered.words;
    return { edits: ledger.length, saves, ranMs: after.ms, offered: words, lost, file: isSaved };
  } finally {
    await again.kill();
  }
}

/** A user with a design open. */
class Editor {
  saves = 0;
  /** What the user's file may hold. @type {State[]} */
  savedStates = [[]];
  #running;
  #target;
  #isDead = false;
  ledger = new Ledger(Date.now());

  /** @param {Running} running @param {Target} target */
  constructor(running, target) {
    this.#running = running;
    this.#target = target;
  }

  async untilOpen() {
    await until(() => this.#running.call('evaluate', isThere('Pod prod/web')));
    this.ledger = new Ledger(Date.now());
  }

  /** @returns {Promise<number>} when it was killed */
  async kill() {
    this.#isDead = true;
    const at = Date.now();
    await this.#running.kill();
    return at;
  }

  /** @param {() => number} random */
  async editAtRandom(random) {
    while (!this.#isDead) {
      const dice = random();
      if (dice < 0.12) await this.#save();
      else if (dice < 0.24 && this.ledger.canUndo) await this.#press('Control+z', (at) => this.ledger.undo(at));
      else if (dice < 0.36 && this.ledger.canRedo) await this.#press('Control+Shift+z', (at) => this.ledger.redo(at));
      else await this.#paste();
      await sleep(random() * 400);
    }
  }

  async #paste() {
    const edit = this.ledger.edit(Date.now());
    const event = `new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })`;
    const put = `clipboardData.setData('text/plain', ${JSON.stringify(manifestOf(edit))})`;
    await this.#running.call(
      'evaluate',
      `{ const clipboardData = new DataTransfer(); ${put}; document.body.dispatchEvent(${event}); }`,
    );
    await this.#untilShown();
  }

  /** @param {string} keys @param {(at: number) => void} note */
  async #press(keys, note) {
    note(Date.now());
    await this.#running.call('keyboard.press', keys);
    await this.#untilShown();
  }

  async #save() {
    const { state } = this.ledger;
    this.savedStates.push(state);
    await this.#running.call('keyboard.press', 'Control+s');
    await until(async () => isSame(stateIn(await this.#target.fileText(), base) ?? [-1], state));
    this.saves += 1;
  }

  async #untilShown() {
    await until(async () => {
      const shown = await this.#running.call('evaluate', edits);
      return isSame(
        [...shown].sort((a, b) => a - b),
        this.ledger.state,
      );
    });
  }
}

/**
 * Takes up what the start offers.
 * @param {Running} running
 * @returns {Promise<{ state: State, words: string } | null>} null: it offers nothing
 */
async function restored(running) {
  const question = 'Restore unsaved work?';
  const [startPage, canvas] = [shows('Samples'), `document.querySelector('[role=tree]') !== null`];
  const readyAt = { ms: Number.POSITIVE_INFINITY };
  const isOffered = async () => running.call('evaluate', shows(question));
  await until(async () => {
    if (await isOffered()) return true;
    if (readyAt.ms === Number.POSITIVE_INFINITY && (await running.call('evaluate', canvas))) readyAt.ms = Date.now();
    return Date.now() - readyAt.ms > 4000 || (Date.now() - readyAt.ms > 500 && running.call('evaluate', startPage));
  });
  if (!(await isOffered())) return null;
  const words = /\S+[^\n]* was not saved when[^\n]*/.exec(await running.call('evaluate', 'document.body.innerText'));
  await running.call('click', 'role=button[name="Restore"]');
  await until(() => running.call('evaluate', isThere('Pod prod/web')));
  const shown = await running.call('evaluate', edits);
  return { state: [...shown].sort((a, b) => a - b), words: words?.[0] ?? question };
}

/** @param {() => unknown} isSo asked again and again; rejections pass through */
async function until(isSo) {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(25)) if (await isSo()) return;
  throw new Error('It did not come to that within a minute');
}
