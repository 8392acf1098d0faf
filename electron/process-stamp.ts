import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process of this machine, told apart from any other that had or will have its number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it was started, in the system's own measure and without meaning; letters and digits only. */
  readonly stamp: string;
}

/** Whether the process with this mark still runs. */
export type Lives = (mark: ProcessMark) => boolean;

// Windows tells start times only through programs that take half a second to answer.
const unknown = 'x';

/** The mark of the process with that number; null if there is none. */
export function markOf(pid: number, platform: NodeJS.Platform = process.platform): ProcessMark | null {
  const stamp = stampOf(pid, platform);
  return stamp === null ? null : { pid, stamp };
}

/**
 * Whether a process runs. Where the system tells no start times only our own process counts as one that does: the
 * single instance lock, held by whoever asks, has told already that no other uses the same folder.
 */
export function lives({ pid, stamp }: ProcessMark, platform: NodeJS.Platform = process.platform): boolean {
  const now = stampOf(pid, platform);
  return now === unknown ? pid === process.pid : now === stamp;
}

function stampOf(pid: number, platform: NodeJS.Platform): string | null {
  try {
    if (platform === 'linux') return linuxStamp(pid);
    return platform === 'darwin' ? macStamp(pid) : unknown;
  } catch {
    return null;
  }
}

/** Clock ticks between the start of the system and that of the process; the system's start has an id of its own. */
function linuxStamp(pid: number): string | null {
  const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name, in parentheses, may hold blanks and parentheses itself (proc(5)): fields count from its end.
  const [state, ...fields] = status.slice(status.lastIndexOf(')') + 2).split(' ');
  const startTime = fields[18];
  if (state === 'Z' || startTime === undefined) return null;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
  return `${boot.replace(/\W/g, '').slice(0, 12)}t${startTime}`;
}

function macStamp(pid: number): string {
  const env = { LC_ALL: 'C', TZ: 'UTC' };
  const started = execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env });
  return started.replace(/\W/g, '');
}
