import { type BrowserParts, createBrowserHost } from '../browser-host.ts';
import type { FilePickers, PickedFile } from '../file-pickers.ts';
import { pageStore } from '../key-value-store.ts';

/** A file of the user's disk, with the members of a handle that are used. */
export class FakeHandle {
  readonly kind = 'file';
  readonly name: string;
  text: string;
  modified = 1;
  permission: PermissionState = 'granted';
  failure: DOMException | null = null;

  constructor(name: string, text = '') {
    this.name = name;
    this.text = text;
  }
  change(text: string): void {
    this.text = text;
    this.modified += 1;
  }
  getFile = (): Promise<File> =>
    this.failure === null
      ? Promise.resolve(new File([this.text], this.name, { lastModified: this.modified }))
      : Promise.reject(this.failure);
  queryPermission = (): Promise<PermissionState> => Promise.resolve('prompt');
  requestPermission = (): Promise<PermissionState> => Promise.resolve(this.permission);
  isSameEntry = (other: unknown): Promise<boolean> => Promise.resolve(other === this);
  createWritable = () => {
    let written = '';
    return Promise.resolve({
      write: (text: string) => {
        if (this.failure !== null) return Promise.reject(this.failure);
        written = text;
        return Promise.resolve();
      },
      abort: () => Promise.resolve(),
      close: () => {
        this.change(written);
        return Promise.resolve();
      },
    });
  };
  /** As the adapter sees it. */
  get handle(): FileSystemFileHandle {
    return this as unknown as FileSystemFileHandle;
  }
}

/** A folder with the members that are used. */
export class FakeFolder {
  readonly name = 'out';
  readonly files: Map<string, FakeHandle>;
  constructor(...files: FakeHandle[]) {
    this.files = new Map(files.map((file) => [file.name, file]));
  }
  async *keys(): AsyncGenerator<string> {
    yield* this.files.keys();
  }
  getFileHandle(name: string): Promise<FakeHandle> {
    const file = this.files.get(name) ?? new FakeHandle(name);
    this.files.set(name, file);
    return Promise.resolve(file);
  }
}

interface Setup {
  readonly pick?: readonly FakeHandle[] | DOMException;
  readonly picked?: readonly PickedFile[];
  readonly target?: FakeHandle | DOMException;
  readonly folder?: FakeFolder;
  readonly mayReplace?: boolean;
  readonly store?: BrowserParts['store'];
  readonly locks?: Set<string>;
}

let ids = 0;
/** The host of the browser build with a page that does as `setup` says, and what the page was made to do. */
export function browser(setup: Setup = {}) {
  const downloads: string[] = [];
  const held = setup.locks ?? new Set<string>();
  const page = {
    title: '',
    beforeUnload: (_event: Event): void => undefined,
    launch: (..._files: FakeHandle[]): void => undefined,
    newVersion: (): void => undefined,
    taken: 0,
    tabs: 0,
    isFull: false,
    screenChanged: (): void => undefined,
    presenters: [] as string[],
  };
  const storage = new Map<string, string>();
  const orReject = <T>(value: T | DOMException): Promise<T> =>
    value instanceof DOMException ? Promise.reject(value) : Promise.resolve(value);
  const pickers: FilePickers = {
    open: async () => {
      if (setup.picked) return setup.picked;
      const handles = await orReject(setup.pick ?? []);
      return Promise.all(handles.map(async ({ name, handle, getFile }) => ({ name, handle, file: await getFile() })));
    },
    saveTarget: async () => (await orReject(setup.target ?? null))?.handle ?? null,
    folderTarget: () => Promise.resolve((setup.folder ?? null) as unknown as FileSystemDirectoryHandle | null),
    download: (name, text) => void downloads.push(`${name}: ${text}`),
    confirm: () => setup.mayReplace === true,
  };
  const host = createBrowserHost({
    pickers,
    store: setup.store ?? pageStore(),
    preferences: { getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => storage.set(key, value) },
    clipboard: null,
    claim: (name) => Promise.resolve(!held.has(name) && held.add(name) !== undefined),
    newId: () => `id-${(ids += 1)}`,
    platform: 'linux',
    userAgent: 'Test/1.0',
    setTitle: (title) => (page.title = title),
    openTab: () => void (page.tabs += 1),
    screen: {
      enter: () => Promise.resolve(void (page.isFull = true)),
      leave: () => Promise.resolve(void (page.isFull = false)),
      isFull: () => page.isFull,
      onChange: (listener) => void (page.screenChanged = listener),
      keepAwake: () => Promise.resolve(() => undefined),
      onSeen: () => undefined,
    },
    openPresenter: (channel) => page.presenters.push(channel) > 0,
    onBeforeUnload: (listener) => (page.beforeUnload = listener),
    onLaunch: (receive) => (page.launch = (...launched) => receive(launched.map(({ handle }) => handle))),
    updates: { follow: (ready) => (page.newVersion = ready), take: () => void (page.taken += 1) },
  });
  return { host, downloads, page, storage };
}
