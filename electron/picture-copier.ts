import type { Clipboard, ClipboardItem } from 'electron';
import { err, ok, type Result } from '../src/core/result.ts';
import type { HostError } from '../src/host/app-host.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Puts a PNG on the system's clipboard; what is none is refused, and the clipboard keeps what it has. */
export function pictureCopier(
  clipboard: Pick<Clipboard, 'write'>,
  itemOf: (forms: Record<string, Blob>) => ClipboardItem,
): (png: Uint8Array<ArrayBuffer>) => Promise<Result<void, HostError>> {
  return async (png) => {
    const failed = (message: string): Result<void, HostError> =>
      err({ reason: 'failed', name: 'The picture', message });
    if (signature.some((byte, index) => png[index] !== byte)) return failed('it is no PNG');
    try {
      await clipboard.write([itemOf({ 'image/png': new Blob([png], { type: 'image/png' }) })]);
      return ok(undefined);
    } catch {
      return failed('the clipboard does not take it');
    }
  };
}
