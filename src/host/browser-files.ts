import { err, ok, type Result } from '../core/result.ts';
import type {
  FileToken,
  FileVersion,
  HostError,
  OpenedFile,
  OpenRequest,
  RecentFile,
  SaveBytesRequest,
  SaveFolderOutcome,
  SaveFolderRequest,
  SaveOutcome,
  SaveRequest,
} from './app-host.ts';
import { hostErrorOf, isCancelled } from './browser-errors.ts';
import { readFileContent } from './decode-file.ts';
import type { FileBytes, FilePickers, PickedFile } from './file-pickers.ts';
import type { KeyValueStore } from './key-value-store.ts';

const maxRecent = 10;
const recentKey = 'recent';
const handlePrefix = 'handle:';

type Mode = 'read' | 'readwrite';
/** The permission calls of a handle, not yet in TypeScript's DOM library; Firefox and Safari lack them. */
interface AskableHandle {
  queryPermission?: (descriptor: { mode: Mode }) => Promise<PermissionState>;
  requestPermission?: (descriptor: { mode: Mode }) => Promise<PermissionState>;
}

/** Opening and saving in a browser: handles behind tokens, kept across visits for the recent files. */
export class BrowserFiles {
  readonly #pickers: FilePickers;
  readonly #store: KeyValueStore;
  readonly #newId: () => string;
  readonly #handles = new Map<FileToken, FileSystemFileHandle>();

  constructor(pickers: FilePickers, store: KeyValueStore, newId: () => string) {
    this.#pickers = pickers;
    this.#store = store;
    this.#newId = newId;
  }

  async open(request: OpenRequest): Promise<Result<readonly OpenedFile[], HostError>> {
    try {
      const picked = await this.#pickers.open(request);
      const opened = await Promise.all(picked.map((file) => this.#opened(file)));
      const first = opened[0];
      if (request.what === 'design' && first?.file) await this.#remember(first.file, first.name);
      return ok(opened);
    } catch (error) {
      return isCancelled(error) ? ok([]) : err(hostErrorOf(error, 'what was chosen'));
    }
  }

  /** Files that came from outside with the right to read them; those that can't be read are left out. */
  async given(handles: readonly FileSystemFileHandle[]): Promise<readonly OpenedFile[]> {
    const read = await Promise.allSettled(
      handles.map(async (handle) => this.#opened({ name: handle.name, handle, file: await handle.getFile() })),
    );
    const opened = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const [first] = opened;
    if (first?.file) await this.#remember(first.file, first.name);
    return opened;
  }

  async openRecent(token: FileToken): Promise<Result<OpenedFile, HostError>> {
    const handle = await this.#handleOf(token);
    if (handle === null) return err({ reason: 'unknown-token' });
    try {
      if (!(await mayUse(handle, 'read'))) return err({ reason: 'forbidden', name: handle.name });
      const file = await handle.getFile();
      await this.#remember(token, handle.name);
      return ok({ name: handle.name, file: token, version: versionOf(file), content: await readFileContent(file) });
    } catch (error) {
      return err(hostErrorOf(error, handle.name));
    }
  }

  async recent(): Promise<readonly RecentFile[]> {
    // Written by `#remember` only.
    const kept = (await this.#store.get(recentKey).catch(() => [])) as readonly RecentFile[] | undefined;
    return kept ?? [];
  }

  async save(request: SaveRequest): Promise<Result<SaveOutcome, HostError>> {
    try {
      return request.file === null
        ? await this.#saveAs(request)
        : await this.#saveTo(request.file, await this.#handleOf(request.file), request);
    } catch (error) {
      if (isCancelled(error)) return ok({ kind: 'cancelled' });
      return err(hostErrorOf(error, request.suggestedName));
    }
  }

  async saveFolder(request: SaveFolderRequest): Promise<Result<SaveFolderOutcome, HostError>> {
    const saved = { kind: 'saved', folder: '', files: request.files.length } as const;
    try {
      const folder = await this.#pickers.folderTarget();
      if (folder === null) {
        for (const file of request.files) this.#pickers.download(file.name, file.text);
        return ok(saved);
      }
      const there = await namesThere(folder, request);
      if (there.length > 0 && !this.#pickers.confirm(`Replace ${there.join(', ')} in “${folder.name}”?`))
        return ok({ kind: 'cancelled' });
      for (const file of request.files) await write(await folder.getFileHandle(file.name, { create: true }), file.text);
      return ok({ ...saved, folder: folder.name });
    } catch (error) {
      return isCancelled(error) ? ok({ kind: 'cancelled' }) : err(hostErrorOf(error, request.suggestedName));
    }
  }

  async saveBytes({ suggestedName, kind, bytes }: SaveBytesRequest): Promise<Result<SaveOutcome, HostError>> {
    const saved = { kind: 'saved', file: null, version: null } as const;
    try {
      const handle = await this.#pickers.saveTarget(suggestedName, kind);
      if (handle === null) this.#pickers.download(suggestedName, bytes, kind);
      else await write(handle, bytes);
      return ok({ ...saved, name: handle?.name ?? suggestedName });
    } catch (error) {
      return isCancelled(error) ? ok({ kind: 'cancelled' }) : err(hostErrorOf(error, suggestedName));
    }
  }

  /** Whether the file behind a token of an earlier visit can still be reached. */
  async knows(token: FileToken): Promise<boolean> {
    return (await this.#handleOf(token)) !== null;
  }

  /** Keeps a token's handle beyond this visit, as the recovery snapshot needs it. */
  async keep(token: FileToken): Promise<void> {
    const handle = this.#handles.get(token);
    if (handle !== undefined) await this.#store.set(handlePrefix + token, handle);
  }

  async #saveAs(request: SaveRequest): Promise<Result<SaveOutcome, HostError>> {
    const handle = await this.#pickers.saveTarget(request.suggestedName);
    if (handle === null) {
      this.#pickers.download(request.suggestedName, request.text);
      return ok({ kind: 'saved', name: request.suggestedName, file: null, version: null });
    }
    // The browser's dialog has asked already whether to replace what is there.
    return this.#saveTo(this.#tokenFor(handle), handle, { ...request, expectedVersion: null });
  }

  async #saveTo(
    token: FileToken,
    handle: FileSystemFileHandle | null,
    request: SaveRequest,
  ): Promise<Result<SaveOutcome, HostError>> {
    if (handle === null) return err({ reason: 'unknown-token' });
    const name = handle.name;
    if (!(await mayUse(handle, 'readwrite'))) return err({ reason: 'forbidden', name });
    if (request.expectedVersion !== null && versionOf(await handle.getFile()) !== request.expectedVersion)
      return err({ reason: 'changed-on-disk', name });
    await write(handle, request.text);
    if (name.endsWith('.firewright.yaml')) await this.#remember(token, name);
    return ok({ kind: 'saved', name, file: token, version: versionOf(await handle.getFile()) });
  }

  async #opened({ name, handle, file }: PickedFile): Promise<OpenedFile> {
    const content = await readFileContent(file);
    if (handle === null) return { name, file: null, version: null, content };
    return { name, file: this.#tokenFor(handle), version: versionOf(file), content };
  }

  #tokenFor(handle: FileSystemFileHandle): FileToken {
    // The only place where a browser makes tokens.
    const token = this.#newId() as FileToken;
    this.#handles.set(token, handle);
    return token;
  }

  async #handleOf(token: FileToken): Promise<FileSystemFileHandle | null> {
    const known = this.#handles.get(token);
    if (known !== undefined) return known;
    // Only `keep` writes under this prefix.
    const kept = (await this.#store.get(handlePrefix + token).catch(() => undefined)) as
      FileSystemFileHandle | undefined;
    if (kept !== undefined) this.#handles.set(token, kept);
    return kept ?? null;
  }

  /** Best effort: a browser that refuses to store has no recent files, and nothing else is lost. */
  async #remember(token: FileToken, name: string): Promise<void> {
    try {
      const handle = this.#handles.get(token);
      const others: RecentFile[] = [];
      for (const recent of await this.recent()) {
        const other = await this.#handleOf(recent.file);
        if (other !== null && !(await handle?.isSameEntry(other))) others.push(recent);
      }
      await this.keep(token);
      for (const dropped of others.slice(maxRecent - 1)) await this.#store.delete(handlePrefix + dropped.file);
      await this.#store.set(recentKey, [{ file: token, name, folder: '' }, ...others.slice(0, maxRecent - 1)]);
    } catch {
      return;
    }
  }
}

/** Handles carry no hash; time and size tell every change but one made within a millisecond to the same length. */
function versionOf(file: File): FileVersion {
  return `${file.lastModified}-${file.size}`;
}

async function mayUse(handle: FileSystemFileHandle & AskableHandle, mode: Mode): Promise<boolean> {
  if (handle.queryPermission === undefined || handle.requestPermission === undefined) return true;
  if ((await handle.queryPermission({ mode })) === 'granted') return true;
  return (await handle.requestPermission({ mode })) === 'granted';
}

/** The browser writes to a swap file and moves it into place at `close`. */
async function write(handle: FileSystemFileHandle, content: FileBytes): Promise<void> {
  const stream = await handle.createWritable();
  try {
    await stream.write(content);
  } catch (error) {
    await stream.abort().catch(() => undefined);
    throw error;
  }
  await stream.close();
}

async function namesThere(folder: FileSystemDirectoryHandle, request: SaveFolderRequest): Promise<readonly string[]> {
  const there: string[] = [];
  for await (const name of folder.keys()) if (request.files.some((file) => file.name === name)) there.push(name);
  return there.sort();
}
