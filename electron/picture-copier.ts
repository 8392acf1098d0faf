import type { Clipboard, ClipboardItem } from 'electron';
import { err, ok, type Result } from '../src/core/result.ts';
import type { HostError } from '../src/host/app-host.ts';

/** Puts a PNG on the system's clipboard. */
export function pictureCopier(
  clipboard: Pick<Clipboard, 'write'>,
  itemOf: (forms: Record<string, Blob>) => ClipboardItem,
): (png: Uint8Array<ArrayBuffer>) => Promise<Result<void, HostError>> {
  return async (png) => {
    const failed = (message: string): Result<void, HostError> =>
      err({ reason: 'failed', name: 'The picture', message });
    try {
      await clipboard.write([itemOf({ 'image/png': new Blob([png], { type: 'image/png' }) })]);
      return ok(undefined);
    } catch {
      return failed('the clipboard does not take it');
    }
  };
}
