import type { OpenedFile } from './app-host.ts';
import { readFileContent } from './decode-file.ts';
import { byName, isManifestName } from './file-pickers.ts';

/** The part of a DataTransfer that is read. */
export interface DroppedData {
  readonly items: Iterable<Pick<DataTransferItem, 'kind' | 'webkitGetAsEntry'>>;
}

/**
 * Reads the files dropped on the window, folders with all manifests below them. Call it within the drop event, as a
 * DataTransfer is emptied when the event is over. Files that can't be read are left out.
 *
 * @returns in the order of the drop, a folder's files by name; they can't be written again, so they have no token
 */
export function readDroppedFiles(data: DroppedData): Promise<readonly OpenedFile[]> {
  const entries = [...data.items]
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  return readEntries(entries);
}

/** Files dropped anywhere on the window reach `receive`; without this a browser would leave the page for the file. */
export function acceptDrops(target: Window, receive: (files: readonly OpenedFile[]) => void): void {
  const isOfFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true;
  target.addEventListener('dragover', (event) => {
    if (isOfFiles(event)) event.preventDefault();
  });
  target.addEventListener('drop', (event) => {
    if (!isOfFiles(event) || event.dataTransfer === null) return;
    event.preventDefault();
    void readDroppedFiles(event.dataTransfer).then(receive);
  });
}

async function readEntries(entries: readonly FileSystemEntry[]): Promise<readonly OpenedFile[]> {
  const found: OpenedFile[] = [];
  for (const entry of entries) found.push(...(await filesOf(entry, '')));
  return found;
}

async function filesOf(entry: FileSystemEntry, folder: string): Promise<readonly OpenedFile[]> {
  const name = folder + entry.name;
  if (isFolder(entry)) return filesOfFolder(entry, `${name}/`);
  return isFile(entry) ? openFile(entry, name) : [];
}

async function filesOfFolder(entry: FileSystemDirectoryEntry, prefix: string): Promise<readonly OpenedFile[]> {
  const found: OpenedFile[] = [];
  for (const child of [...(await childrenOf(entry))].sort(byName)) {
    if (child.name.startsWith('.') || child.name === 'node_modules') continue;
    if (child.isDirectory || isManifestName(child.name)) found.push(...(await filesOf(child, prefix)));
  }
  return found;
}

/** `readEntries` gives a hundred at a time and an empty list at the end. */
async function childrenOf(entry: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = entry.createReader();
  const next = (): Promise<FileSystemEntry[]> =>
    new Promise((resolve) => {
      reader.readEntries(resolve, () => {
        resolve([]);
      });
    });
  const all: FileSystemEntry[] = [];
  for (let batch = await next(); batch.length > 0; batch = await next()) all.push(...batch);
  return all;
}

async function openFile(entry: FileSystemFileEntry, name: string): Promise<readonly OpenedFile[]> {
  try {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    return [{ name, file: null, version: null, content: await readFileContent(file) }];
  } catch {
    return [];
  }
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
