import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * The file that a command's name stands for, as a shell finds it; null: there is none. Only absolute folders count: what
 * lies in the folder that Firewright was started from (the first that Windows would look into) is never run.
 */
export function findProgram(name: string, folders: string, platform: NodeJS.Platform): string | null {
  const file = platform === 'win32' ? `${name}.exe` : name;
  const candidates = folders
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, file));
  return candidates.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there, or not for this user: the next folder may have it.
    return false;
  }
}

/** The folders of the environment's `PATH`, however it is written. */
export function programFolders(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = environment[name] ?? '';
  // A program that the Finder starts is given the system's folders only, not those of the user's shell.
  return platform === 'darwin' ? [folders, '/opt/homebrew/bin', '/usr/local/bin'].join(delimiter) : folders;
}
