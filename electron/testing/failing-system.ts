import * as fs from 'node:fs/promises';
import type { WriteSystem } from '../atomic-write.ts';

/** Where a write may fail. `write` is the one in place, `readBack` reads the temporary file. */
export type Step = 'access' | 'open' | 'writeFile' | 'chown' | 'sync' | 'readBack' | 'write' | 'rename' | 'syncFolder';

/** For tests: an error as the system gives it. */
export function failure(code: string): Error {
  return Object.assign(new Error(`${code}: failed`), { code });
}

/** For tests: the real calls, but one of them fails. Where the owner can't be given, the file is somebody else's. */
export function failing(step: Step, code: string): WriteSystem {
  const reject = (): Promise<never> => Promise.reject(failure(code));
  switch (step) {
    case 'access':
    case 'rename':
      return { ...fs, [step]: reject };
    case 'open':
      return withOpen((flags, open) => (flags === 'wx' ? reject() : open()));
    case 'syncFolder':
      return withOpen((flags, open) => (flags === 'r' ? reject() : open()));
    case 'readBack':
      // Only the buffers of temporary files are read through it.
      return { ...fs, readFile: reject as WriteSystem['readFile'] };
    case 'write':
      return failingInPlace(reject);
    case 'chown':
      return withHandle({ chown: reject, stat: () => Promise.resolve({ uid: -1, gid: -1 }) });
    case 'writeFile':
    case 'sync':
      return withHandle({ [step]: reject });
  }
}

function withOpen(answer: (flags: string, open: () => Promise<fs.FileHandle>) => Promise<fs.FileHandle>): WriteSystem {
  const open: WriteSystem['open'] = (path, flags, mode) => answer(String(flags), () => fs.open(path, flags, mode));
  return { ...fs, open };
}

/** Temporary files have these members in the place of their own. */
function withHandle(members: object): WriteSystem {
  return withOpen(async (flags, open) => {
    const handle = await open();
    return flags === 'wx' ? Object.assign(handle, members) : handle;
  });
}

/** The second byte in place fails, once. */
function failingInPlace(reject: () => Promise<never>): WriteSystem {
  return withOpen(async (flags, open) => {
    const handle = await open();
    if (flags !== 'r+') return handle;
    const write = handle.write.bind(handle);
    let writes = 0;
    const failOnce = (bytes: Buffer, offset: number, _length: number, position: number): Promise<unknown> =>
      (writes += 1) === 2 ? reject() : write(bytes, offset, 1, position);
    return Object.assign(handle, { write: failOnce });
  });
}
