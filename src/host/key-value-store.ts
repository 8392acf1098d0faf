/** Where the browser keeps what must survive the page: file handles, recent files, recovery. */
export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  keys(): Promise<readonly string[]>;
}

const storeName = 'firewright';

/** A store in IndexedDB; every call rejects with the browser's error where storage is switched off or full. */
export function indexedDbStore(factory: IDBFactory): KeyValueStore {
  const opened = lazily(() => openDatabase(factory));
  const run = async <T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const database = await opened();
    // Strict: what counts as kept has to outlive a loss of power, not only this page.
    const transaction = database.transaction(storeName, mode, { durability: 'strict' });
    const request = ask(transaction.objectStore(storeName));
    // A page that is going away has no turn left in which the browser would see that nothing follows.
    transaction.commit();
    await completed(transaction);
    return request.result;
  };
  return {
    get: (key) => run<unknown>('readonly', (store) => store.get(key)),
    set: async (key, value) => {
      await run('readwrite', (store) => store.put(value, key));
    },
    delete: async (key) => {
      await run('readwrite', (store) => store.delete(key));
    },
    keys: async () => {
      const keys = await run('readonly', (store) => store.getAllKeys());
      return keys.filter((key) => typeof key === 'string');
    },
  };
}

/** One database for all calls, but a failed opening is tried again at the next call. */
function lazily<T>(open: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | null = null;
  return () => {
    current ??= open().catch((error: unknown) => {
      current = null;
      throw error;
    });
    return current;
  };
}

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(storeName, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName);
  return settled(request);
}

/** A put that succeeded is not kept yet: a full disk may show only when the transaction ends. */
function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('IndexedDB failed without saying why'));
    };
  });
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB failed without saying why'));
    };
  });
}

/** For a page whose browser gives no storage: keeps values as long as the page lives. */
export function pageStore(): KeyValueStore {
  const values = new Map<string, unknown>();
  return {
    get: (key) => Promise.resolve(values.get(key)),
    set: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
    delete: (key) => {
      values.delete(key);
      return Promise.resolve();
    },
    keys: () => Promise.resolve([...values.keys()]),
  };
}
