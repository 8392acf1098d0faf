import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { OpenDialogOptions, SaveDialogOptions } from 'electron';
import { err, ok, type Result } from '../src/core/result.ts';
import type {
  FileToken,
  FileVersion,
  HostError,
  OpenedFile,
  OpenRequest,
  RecentFile,
  SaveBytesRequest,
  SavedKind,
  SaveFolderOutcome,
  SaveFolderRequest,
  SaveOutcome,
  SaveRequest,
} from '../src/host/app-host.ts';
import { type FileBytes, writeAtomically, type WriteOptions } from './atomic-write.ts';
import { readFileOnDisk, versionOf } from './file-content.ts';
import { FileFault, hostErrorOf } from './file-errors.ts';
import type { FileTokens } from './file-tokens.ts';
import type { RecentFiles } from './recent-files.ts';

/** The dialogs of one window. */
export interface Dialogs {
  readonly open: (options: OpenDialogOptions) => Promise<{ readonly canceled: boolean; readonly filePaths: string[] }>;
  readonly save: (options: SaveDialogOptions) => Promise<{ readonly canceled: boolean; readonly filePath: string }>;
  readonly mayReplace: (names: readonly string[], folder: string) => Promise<boolean>;
}

interface NamedPath {
  readonly name: string;
  readonly path: string;
}

const endings = ['yaml', 'yml', 'json'];
const filters = [
  { name: 'Designs and manifests', extensions: endings },
  { name: 'All files', extensions: ['*'] },
];
const savedFilters: Readonly<Record<SavedKind, { name: string; extensions: string[] }>> = {
  png: { name: 'PNG picture', extensions: ['png'] },
  svg: { name: 'SVG picture', extensions: ['svg'] },
  html: { name: 'Page', extensions: ['html'] },
  pdf: { name: 'PDF document', extensions: ['pdf'] },
};
const maxFolderFiles = 5_000;

/** Opening and saving for one window: dialogs, tokens, the disk. */
export class WindowFiles {
  readonly #dialogs: Dialogs;
  readonly #tokens: FileTokens;
  readonly #recent: RecentFiles;
  readonly #write: (path: string, content: FileBytes, options?: WriteOptions) => Promise<void>;

  constructor(dialogs: Dialogs, tokens: FileTokens, recent: RecentFiles, write = writeAtomically) {
    this.#dialogs = dialogs;
    this.#tokens = tokens;
    this.#recent = recent;
    this.#write = write;
  }

  async open({ what, multiple }: OpenRequest): Promise<Result<readonly OpenedFile[], HostError>> {
    const chosen = await this.#dialogs.open({
      properties: [
        what === 'folder' ? 'openDirectory' : 'openFile',
        ...(multiple ? (['multiSelections'] as const) : []),
      ],
      ...(what === 'folder' ? {} : { filters }),
    });
    if (chosen.canceled) return ok([]);
    const opened = await this.openPaths(chosen.filePaths);
    const [first] = chosen.filePaths;
    if (opened.ok && what === 'design' && first !== undefined) this.#recent.add(first);
    return opened;
  }

  /** Reads files, and folders with all manifests below them. The first one that fails fails all. */
  async openPaths(paths: readonly string[]): Promise<Result<readonly OpenedFile[], HostError>> {
    const opened: OpenedFile[] = [];
    for (const path of paths) {
      try {
        for (const file of await filesAt(path)) opened.push(await this.#read(file));
      } catch (error) {
        return err(hostErrorOf(error, basename(path)));
      }
    }
    return ok(opened);
  }

  async openRecent(token: FileToken): Promise<Result<OpenedFile, HostError>> {
    const path = this.#tokens.pathOf(token);
    if (path === null) return err({ reason: 'unknown-token' });
    try {
      const file = await this.#read({ path, name: basename(path) });
      this.#recent.add(path);
      return ok(file);
    } catch (error) {
      const failure = hostErrorOf(error, basename(path));
      if (failure.reason === 'not-found') this.#recent.remove(path);
      return err(failure);
    }
  }

  recentFiles(): readonly RecentFile[] {
    return this.#recent.shownTo(this.#tokens);
  }

  async save(request: SaveRequest): Promise<Result<SaveOutcome, HostError>> {
    if (request.file === null) return this.#saveAs(request);
    const path = this.#tokens.pathOf(request.file);
    return path === null ? err({ reason: 'unknown-token' }) : this.#saveTo(path, request.text, request.expectedVersion);
  }

  async saveFolder(request: SaveFolderRequest): Promise<Result<SaveFolderOutcome, HostError>> {
    const chosen = await this.#dialogs.open({ properties: ['openDirectory', 'createDirectory'] });
    const [folder] = chosen.filePaths;
    if (chosen.canceled || folder === undefined) return ok({ kind: 'cancelled' });
    try {
      const there = new Set(await readdir(folder));
      const replaced = request.files.map((file) => file.name).filter((name) => there.has(name));
      if (replaced.length > 0 && !(await this.#dialogs.mayReplace(replaced, basename(folder))))
        return ok({ kind: 'cancelled' });
      for (const file of request.files) await this.#write(join(folder, file.name), file.text);
      return ok({ kind: 'saved', folder: basename(folder), files: request.files.length });
    } catch (error) {
      return err(hostErrorOf(error, basename(folder)));
    }
  }

  /** What the program does not read again, wherever the user says. */
  async saveBytes({ suggestedName, kind, bytes }: SaveBytesRequest): Promise<Result<SaveOutcome, HostError>> {
    const chosen = await this.#dialogs.save({ defaultPath: suggestedName, filters: [savedFilters[kind]] });
    if (chosen.canceled || chosen.filePath === '') return ok({ kind: 'cancelled' });
    try {
      await this.#write(chosen.filePath, bytes);
    } catch (error) {
      return err(await saveErrorOf(error, chosen.filePath));
    }
    return ok({ kind: 'saved', name: basename(chosen.filePath), file: null, version: null });
  }

  async #saveAs(request: SaveRequest): Promise<Result<SaveOutcome, HostError>> {
    const chosen = await this.#dialogs.save({ defaultPath: request.suggestedName, filters });
    if (chosen.canceled || chosen.filePath === '') return ok({ kind: 'cancelled' });
    // The dialog has asked already whether to replace what is there.
    return this.#saveTo(chosen.filePath, request.text, null);
  }

  async #saveTo(path: string, text: string, expected: FileVersion | null): Promise<Result<SaveOutcome, HostError>> {
    const name = basename(path);
    try {
      const beforeReplacing = (): Promise<void> => assertVersion(path, expected);
      // At once as well: nothing should be written beside a file that won't be replaced.
      await beforeReplacing();
      await this.#write(path, text, { beforeReplacing });
    } catch (error) {
      return err(await saveErrorOf(error, path));
    }
    if (name.endsWith('.firewright.yaml')) this.#recent.add(path);
    return ok({ kind: 'saved', name, file: this.#tokens.tokenFor(path), version: versionOf(text) });
  }

  async #read({ name, path }: NamedPath): Promise<OpenedFile> {
    const { content, version } = await readFileOnDisk(path);
    return { name, file: this.#tokens.tokenFor(path), version, content };
  }
}

/** Where the file is not there, that may be because its folder is not. */
async function saveErrorOf(error: unknown, path: string): Promise<HostError> {
  const failure = hostErrorOf(error, basename(path));
  if (failure.reason !== 'not-found') return failure;
  const isFolderThere = await stat(dirname(path)).then(
    () => true,
    () => false,
  );
  return isFolderThere ? failure : { reason: 'folder-gone', name: failure.name };
}

/** A file that is gone is the user's to decide on as well: reading it says `not-found`. null: any will do. */
async function assertVersion(path: string, expected: FileVersion | null): Promise<void> {
  if (expected !== null && (await readFileOnDisk(path)).version !== expected) throw new FileFault('changed-on-disk');
}

/** The file itself, or the manifests below a folder, named from that folder on and in the order of their names. */
async function filesAt(path: string): Promise<readonly NamedPath[]> {
  if (!(await stat(path)).isDirectory()) return [{ path, name: basename(path) }];
  const found: NamedPath[] = [];
  await collect(path, `${basename(path)}/`, found);
  return found.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

/** Symbolic links are not followed: they may lead in circles. */
async function collect(folder: string, prefix: string, found: NamedPath[]): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const name = prefix + entry.name;
    if (entry.isDirectory()) await collect(join(folder, entry.name), `${name}/`, found);
    else if (entry.isFile() && isManifestName(entry.name)) found.push({ name, path: join(folder, entry.name) });
    if (found.length > maxFolderFiles) throw new Error(`the folder holds more than ${maxFolderFiles} manifests`);
  }
}

function isManifestName(name: string): boolean {
  return endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
}
