import { resolve } from 'node:path';

/**
 * The files that a command line asks to open. Chromium's and Electron's own options may stand anywhere in it; run from
 * the sources, the first argument is the program's folder.
 */
export function launchFiles(argv: readonly string[], folder: string, packaged: boolean): readonly string[] {
  const plain = argv.slice(1).filter((argument) => argument !== '' && !argument.startsWith('-'));
  return plain.slice(packaged ? 0 : 1).map((argument) => resolve(folder, argument));
}
