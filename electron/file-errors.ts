import { getSystemErrorMap } from 'node:util';
import type { HostError } from '../src/host/app-host.ts';

type NamedReason = Exclude<Extract<HostError, { readonly name: string }>['reason'], 'failed'>;

/** A failure that no system call tells of by itself. */
export class FileFault extends Error {
  readonly reason: NamedReason;

  constructor(reason: NamedReason) {
    super(reason);
    this.reason = reason;
  }
}

/** What the codes of system calls mean to the user. */
const reasons: Readonly<Record<string, NamedReason>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'quota-full',
  EIO: 'disk-error',
  EISDIR: 'no-file',
  ENOTEMPTY: 'no-file',
  EBUSY: 'in-use',
  ETXTBSY: 'in-use',
  // A network folder whose server forgot it, is slow or gone, and a disk that was pulled out.
  ESTALE: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ENOTCONN: 'unreachable',
  ENODEV: 'unreachable',
  ENXIO: 'unreachable',
};

/** What a failed file call means to the user. The message never holds a path: the window knows names only. */
export function hostErrorOf(error: unknown, name: string): HostError {
  if (error instanceof FileFault) return { reason: error.reason, name };
  const code = codeOf(error);
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  return reason === undefined ? { reason: 'failed', name, message: messageOf(error) } : { reason, name };
}

/** `ENOENT` and the like; '' for an error that is not the system's. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function messageOf(error: unknown): string {
  const code = codeOf(error);
  if (code === '') return error instanceof Error ? error.message : String(error);
  const known = [...getSystemErrorMap().values()].find(([name]) => name === code);
  return known === undefined ? code : `${known[1]} (${code})`;
}
