import { getSystemErrorMap } from 'node:util';
import type { HostError } from '../src/host/app-host.ts';

/** What a failed file call means to the user. The message never holds a path: the window knows names only. */
export function hostErrorOf(error: unknown, name: string): HostError {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { reason: 'not-found', name };
    case 'EACCES':
    case 'EPERM':
      return { reason: 'forbidden', name };
    case 'EROFS':
      return { reason: 'read-only', name };
    case 'ENOSPC':
    case 'EDQUOT':
      return { reason: 'disk-full', name };
    default:
      return { reason: 'failed', name, message: messageOf(error) };
  }
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
