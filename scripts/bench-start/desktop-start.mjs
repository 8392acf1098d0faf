import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { _electron } from '@playwright/test';
import { KillableProgram } from '../../e2e/electron/stand-in/killable.mjs';
import { chromiumLaunchOptions } from '../browser.mjs';
import { withinAMinute } from '../canvas-bench/bench-window.mjs';
import { untilUsable } from './in-page.mjs';
import { privateMemory, windowMemory } from './memory.mjs';

/** @typedef {import('./measures.mjs').Figures} Figures */
/** @typedef {{ readonly began: number, readonly usable: number }} PageTimes */

/** The machine's clock, finer than `Date.now()`. */
function now() {
  return performance.timeOrigin + performance.now();
}

/**
 * Starts the built main process on the stand-in for Electron. Its process holds Playwright and the TypeScript compiler
 * too: what it takes in time is at least what Electron would not, and its memory says nothing.
 * @param {string} dist with `electron/` and `renderer/`
 * @returns {Promise<Figures>}
 */
export function standInStart(dist) {
  return withUserData(async (userData) => {
    const asked = now();
    const program = await KillableProgram.start({ dist, args: [], userData, browser: chromiumLaunchOptions() });
    try {
      /** @type {PageTimes} */
      const times = await withinAMinute(program.call('evaluate', `(${untilUsable})()`), 'the first verdicts');
      return figuresOf(asked, times, null);
    } finally {
      await program.quit();
    }
  });
}

/**
 * Starts it on Electron.
 * @param {string} dist
 * @param {string} executablePath Electron's program file
 * @returns {Promise<Figures>}
 */
export function electronStart(dist, executablePath) {
  return withUserData(async (userData) => {
    const asked = now();
    const args = [join(dist, 'electron/main.js'), `--user-data-dir=${userData}`];
    const program = await _electron.launch({ executablePath, args });
    try {
      const page = await program.firstWindow();
      const times = await withinAMinute(page.evaluate(untilUsable), 'the first verdicts');
      return figuresOf(asked, times, program.process().pid ?? null);
    } finally {
      await program.close();
    }
  });
}

/** @param {number} asked @param {PageTimes} times @param {number | null} mainProcess @returns {Figures} */
function figuresOf(asked, { began, usable }, mainProcess) {
  return {
    usable: usable - asked,
    navigation: usable - began,
    renderer: windowMemory(),
    main: mainProcess === null ? null : privateMemory(mainProcess),
  };
}

/**
 * @template T
 * @param {(folder: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withUserData(work) {
  const folder = await mkdtemp(join(tmpdir(), 'firewright-start-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
