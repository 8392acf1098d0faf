import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a command line asks for. */
export interface LaunchRequest {
  readonly files: readonly string[];
  /** `--new-window`, as the desktop's own menu of the program says it. */
  readonly newWindow: boolean;
}

/**
 * Chromium's and Electron's own options may stand anywhere in the command line, but for what follows `--`; run from the
 * sources, the first argument is the program's folder. Linux desktops give files as `file:` addresses.
 */
export function launchRequest(argv: readonly string[], folder: string, packaged: boolean): LaunchRequest {
  const given = argv.slice(1);
  const end = given.includes('--') ? given.indexOf('--') : given.length;
  const options = given.slice(0, end).filter((argument) => argument.startsWith('-'));
  const plain = given.filter(
    (argument, at) => argument !== '' && (at > end || (at < end && !argument.startsWith('-'))),
  );
  const files = plain.slice(packaged ? 0 : 1).flatMap((argument) => pathOf(argument, folder));
  return { files, newWindow: options.includes('--new-window') };
}

/** None for an address that leads to no file of this machine. */
function pathOf(argument: string, folder: string): readonly string[] {
  if (!/^file:/i.test(argument)) return [resolve(folder, argument)];
  try {
    return [fileURLToPath(argument)];
  } catch {
    return [];
  }
}
