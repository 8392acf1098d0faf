import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * Runs a program in the repository's folder and waits for its end.
 * `toStderr` keeps our stdout pure.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ toStderr?: boolean, shell?: boolean }} [options]
 * @returns {Promise<number>} its exit status; 1 if it could not be started or was killed
 */
export function run(command, args, { toStderr = false, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['inherit', toStderr ? 2 : 1, 2], shell });
    child.on('error', () => resolve(1));
    child.on('close', (status) => resolve(status ?? 1));
  });
}

/**
 * Runs a Node program and collects what it prints.
 * @param {readonly string[]} args file and arguments
 * @param {{ timeout?: number }} [options] `timeout` (ms) ends the program
 * @returns {Promise<{ status: number, output: string }>}
 */
export function capture(args, { timeout = 0 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.on('error', (error) => resolve({ status: 1, output: String(error) }));
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}
