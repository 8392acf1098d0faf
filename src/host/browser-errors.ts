import type { HostError } from './app-host.ts';

/** What a failed file call of the browser means to the user; `name` is the file's. */
export function hostErrorOf(error: unknown, name: string): HostError {
  switch (errorName(error)) {
    case 'NotFoundError':
      return { reason: 'not-found', name };
    case 'NotAllowedError':
    case 'SecurityError':
    case 'NotReadableError':
      return { reason: 'forbidden', name };
    case 'NoModificationAllowedError':
      return { reason: 'read-only', name };
    case 'QuotaExceededError':
      return { reason: 'disk-full', name };
    default:
      return { reason: 'failed', name, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Every picker rejects with this when the user closes it. */
export function isCancelled(error: unknown): boolean {
  return errorName(error) === 'AbortError';
}

// Not `instanceof DOMException`: the errors of another realm (a worker, an iframe, a test) have a class of their own.
function errorName(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}
