import { type ChildProcess, spawn } from 'node:child_process';
import { maxFileBytes } from '../../src/host/app-host.ts';
import { findProgram, programFolders } from './find-program.ts';

/** How kubectl came to its end. */
export type KubectlEnd =
  | { readonly kind: 'exited'; readonly code: number; readonly output: Buffer; readonly complaint: string }
  | { readonly kind: 'missing' }
  /** The system would not start it, or ended it. */
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'timed-out'; readonly seconds: number }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'cancelled' };

/** Runs kubectl with these words; it ends at once when `signal` says so. Never rejects. */
export type Kubectl = (words: readonly string[], signal: AbortSignal) => Promise<KubectlEnd>;

export interface KubectlLimits {
  readonly bytes: number;
  readonly millis: number;
}

const usualLimits: KubectlLimits = { bytes: maxFileBytes, millis: 120_000 };
/** Of what it says of itself no more is kept, in bytes. */
const longestComplaint = 64 * 1024;

/**
 * The user's own kubectl, without a shell: each word reaches it as it is. It has the environment of Firewright (its
 * configuration and what signs it in), and no input: what would ask for a password fails instead of waiting.
 */
export function kubectlOf(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  limits: KubectlLimits = usualLimits,
): Kubectl {
  return (words, signal) => {
    const folders = programFolders(environment, platform);
    const program = findProgram('kubectl', folders, platform);
    if (program === null) return Promise.resolve({ kind: 'missing' });
    if (signal.aborted) return Promise.resolve({ kind: 'cancelled' });
    const child = spawn(program, words, {
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what kubectl started to sign in is ended with it. Windows has no such groups.
      detached: platform !== 'win32',
      windowsHide: true,
      env: platform === 'darwin' ? { ...environment, PATH: folders } : environment,
    });
    return endOf(child, limits, signal);
  };
}

function endOf(child: ChildProcess, limits: KubectlLimits, signal: AbortSignal): Promise<KubectlEnd> {
  return new Promise((resolve) => {
    const output = new Collected(limits.bytes);
    const complaint = new Collected(longestComplaint);
    const finish = (end: KubectlEnd): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      resolve(end);
    };
    // Told at once: what kubectl started may hold its output open a while longer.
    const stop = (end: KubectlEnd): void => {
      finish(end);
      kill(child);
    };
    const cancel = (): void => {
      stop({ kind: 'cancelled' });
    };
    const timer = setTimeout(() => {
      stop({ kind: 'timed-out', seconds: Math.round(limits.millis / 1000) });
    }, limits.millis);
    signal.addEventListener('abort', cancel, { once: true });
    child.stdout?.on('data', (part: Buffer) => {
      if (!output.add(part)) stop({ kind: 'too-large' });
    });
    child.stderr?.on('data', (part: Buffer) => complaint.add(part));
    child.on('error', (error) => {
      finish({ kind: 'broken', message: error.message });
    });
    child.on('close', (code, endedBy) => {
      if (code === null) finish({ kind: 'broken', message: `kubectl was ended by ${endedBy ?? 'the system'}` });
      else finish({ kind: 'exited', code, output: output.bytes, complaint: complaint.bytes.toString('utf8') });
    });
  });
}

/** The parts of an output, up to a limit. */
class Collected {
  readonly #limit: number;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  /** False where it would become too long: the part is not kept. */
  add(part: Buffer): boolean {
    if (this.#length + part.length > this.#limit) return false;
    this.#parts.push(part);
    this.#length += part.length;
    return true;
  }
}

/** With everything that it started. It only reads, so nothing is lost where it is not asked first. */
function kill(child: ChildProcess): void {
  const { pid } = child;
  // Its streams may be kept open by others; nobody listens any more.
  child.stdout?.destroy();
  child.stderr?.destroy();
  if (pid === undefined || process.platform === 'win32') {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
