import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** @typedef {{ readonly pid: number, readonly parent: number, readonly command: string }} RunningProcess */

/**
 * What belongs to a process alone, as the system counts it.
 * @param {number} pid
 * @returns {number | null} MiB; null where the system does not tell
 */
export function privateMemory(pid) {
  try {
    const kilobytes = [...readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB$/gm)];
    return kilobytes.reduce((sum, [, count]) => sum + Number(count), 0) / 1024;
  } catch {
    return null;
  }
}

/** @returns {number | null} MiB of the biggest page's process below this one; null where that is not told */
export function windowMemory() {
  const pages = descendants(runningProcesses(), process.pid).filter(({ command }) => / --type=renderer /.test(command));
  const known = pages.flatMap(({ pid }) => privateMemory(pid) ?? []);
  return known.length === 0 ? null : Math.max(...known);
}

/** @returns {RunningProcess[]} empty where there is no `ps` */
function runningProcesses() {
  try {
    return parseProcesses(execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 1 << 24 }));
  } catch {
    return [];
  }
}

/** @param {string} text of `ps -eo pid=,ppid=,args=` @returns {RunningProcess[]} */
export function parseProcesses(text) {
  return [...text.matchAll(/^\s*(\d+)\s+(\d+)\s(.*)$/gm)].map(([, pid, parent, command = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    // With spaces at both ends, so that a whole argument can be looked for.
    command: ` ${command} `,
  }));
}

/** @param {readonly RunningProcess[]} processes @param {number} ancestor @returns {RunningProcess[]} */
export function descendants(processes, ancestor) {
  const children = processes.filter(({ parent }) => parent === ancestor);
  return children.flatMap((child) => [child, ...descendants(processes, child.pid)]);
}
