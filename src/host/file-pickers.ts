import type { OpenRequest, SavedKind } from './app-host.ts';

/** A file that the user chose; `handle` where it can be written again. */
export interface PickedFile {
  readonly name: string;
  readonly handle: FileSystemFileHandle | null;
  readonly file: File;
}

export type FileBytes = string | Uint8Array<ArrayBuffer>;

/** The browser's file dialogs. Every call rejects with an `AbortError` when the user cancels. */
export interface FilePickers {
  open(request: OpenRequest): Promise<readonly PickedFile[]>;
  /** A handle to write to, or null: then the text goes to the downloads. */
  saveTarget(suggestedName: string, kind?: SavedKind): Promise<FileSystemFileHandle | null>;
  folderTarget(): Promise<FileSystemDirectoryHandle | null>;
  /** Starts a download; where it lands is the browser's affair. */
  download(name: string, content: FileBytes, kind?: SavedKind): void;
  confirm(question: string): boolean;
}

/** File System Access, not yet in TypeScript's DOM library. */
interface PickerWindow {
  showOpenFilePicker?: (options: object) => Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?: (options: object) => Promise<FileSystemFileHandle>;
  showDirectoryPicker?: (options: object) => Promise<FileSystemDirectoryHandle>;
}

const accepted = ['.yaml', '.yml', '.json'];
const types = [{ description: 'Designs and manifests', accept: { 'application/yaml': accepted } }];
const savedTypes: Readonly<Record<SavedKind, { readonly description: string; readonly mime: string }>> = {
  png: { description: 'PNG picture', mime: 'image/png' },
  svg: { description: 'SVG picture', mime: 'image/svg+xml' },
  html: { description: 'Page', mime: 'text/html' },
  pdf: { description: 'PDF document', mime: 'application/pdf' },
};
const maxFolderFiles = 5_000;

/** File System Access where the browser has it at the time of the call, else an `<input>` and downloads. */
export function browserPickers(scope: Window & PickerWindow): FilePickers {
  return {
    open: async (request) => {
      if (request.what === 'folder' && scope.showDirectoryPicker !== undefined)
        return filesOfFolder(await scope.showDirectoryPicker({ mode: 'read' }));
      if (request.what !== 'folder' && scope.showOpenFilePicker !== undefined)
        return filesOfHandles(await scope.showOpenFilePicker({ multiple: request.multiple, types }));
      return filesOfInput(scope.document, request);
    },
    saveTarget: async (suggestedName, kind) =>
      (await scope.showSaveFilePicker?.({ suggestedName, types: kind === undefined ? types : typesOf(kind) })) ?? null,
    folderTarget: async () => (await scope.showDirectoryPicker?.({ mode: 'readwrite' })) ?? null,
    download: (name, content, kind) => {
      const mime = kind === undefined ? 'application/yaml' : savedTypes[kind].mime;
      downloadFile(scope.document, name, new Blob([content], { type: mime }));
    },
    confirm: (question) => scope.confirm(question),
  };
}

function typesOf(kind: SavedKind): readonly object[] {
  const { description, mime } = savedTypes[kind];
  return [{ description, accept: { [mime]: [`.${kind}`] } }];
}

function filesOfHandles(handles: readonly FileSystemFileHandle[]): Promise<readonly PickedFile[]> {
  return Promise.all(handles.map(async (handle) => ({ name: handle.name, handle, file: await handle.getFile() })));
}

/** Every manifest below a folder, named from that folder on, in the order of their names. */
export async function filesOfFolder(folder: FileSystemDirectoryHandle): Promise<readonly PickedFile[]> {
  const found: PickedFile[] = [];
  await collect(folder, `${folder.name}/`, found);
  return found.sort(byName);
}

async function collect(folder: FileSystemDirectoryHandle, prefix: string, found: PickedFile[]): Promise<void> {
  for await (const entry of folder.values()) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (isFolder(entry)) await collect(entry, `${prefix}${entry.name}/`, found);
    else if (isFile(entry) && isManifestName(entry.name))
      found.push({ name: prefix + entry.name, handle: entry, file: await entry.getFile() });
    if (found.length > maxFolderFiles) throw new Error(`the folder holds more than ${maxFolderFiles} manifests`);
  }
}

function isFolder(entry: FileSystemHandle): entry is FileSystemDirectoryHandle {
  return entry.kind === 'directory';
}

function isFile(entry: FileSystemHandle): entry is FileSystemFileHandle {
  return entry.kind === 'file';
}

/** Files of a folder that are looked at; files chosen one by one may have any name. */
export function isManifestName(name: string): boolean {
  return accepted.some((ending) => name.toLowerCase().endsWith(ending));
}

export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

function filesOfInput(document: Document, request: OpenRequest): Promise<readonly PickedFile[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = request.multiple;
  input.webkitdirectory = request.what === 'folder';
  if (request.what !== 'folder') input.accept = accepted.join(',');
  return new Promise((resolve, reject) => {
    input.addEventListener('change', () => {
      const chosen = [...(input.files ?? [])].map((file) => ({
        name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
        handle: null,
        file,
      }));
      // An order that the user gave is kept; a folder has none.
      resolve(request.what === 'folder' ? chosen.filter((picked) => isManifestName(picked.name)).sort(byName) : chosen);
    });
    input.addEventListener('cancel', () => {
      reject(new DOMException('closed by the user', 'AbortError'));
    });
    input.click();
  });
}

// Long enough for the slowest start of a download; the text is only in memory.
const keepDownloadMs = 60_000;

function downloadFile(document: Document, name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, keepDownloadMs);
}
