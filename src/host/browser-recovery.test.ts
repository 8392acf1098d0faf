import { beforeEach, expect, test } from 'vitest';
import type { FileToken, RecoverySnapshot } from './app-host.ts';
import type { BrowserFiles } from './browser-files.ts';
import { BrowserRecovery } from './browser-recovery.ts';
import { type KeyValueStore, pageStore } from './key-value-store.ts';

const work: RecoverySnapshot = {
  name: 'a.yaml',
  text: 'first',
  file: null,
  version: null,
  savedAt: '2026-01-01T00:00:01Z',
  history: null,
  objects: 2,
  changes: 1,
};

let store: KeyValueStore;
let ids: number;
beforeEach(() => {
  store = pageStore();
  ids = 0;
});

/** A tab of one browser; `gone` names are those of tabs that ended. */
class Tab {
  static held = new Map<string, Tab>();
  isGone = false;
  readonly written: string[] = [];
  readonly recovery: BrowserRecovery;

  constructor(known: readonly FileToken[] = []) {
    // Of the files only these two are used.
    const files = {
      knows: (token: FileToken) => Promise.resolve(known.includes(token)),
      keep: () => Promise.resolve(),
    };
    const claim = (name: string): Promise<boolean> => {
      const holder = Tab.held.get(name);
      const isFree = holder === undefined || holder.isGone;
      if (isFree) Tab.held.set(name, this);
      return Promise.resolve(isFree);
    };
    const watched: KeyValueStore = {
      ...store,
      set: (key, value) => {
        this.written.push(key);
        return store.set(key, value);
      },
    };
    this.recovery = new BrowserRecovery(watched, files as unknown as BrowserFiles, claim, () => `id-${(ids += 1)}`);
  }
}
beforeEach(() => {
  Tab.held = new Map();
});

async function textIn(tab: Tab): Promise<string | null> {
  const found = await tab.recovery.read();
  return found.ok ? (found.value?.text ?? null) : found.error.reason;
}

test('the work of a tab that is gone is found, with all that is known of it', async () => {
  const tab = new Tab();
  await tab.recovery.write(work);
  tab.isGone = true;
  expect(await new Tab().recovery.read()).toEqual({ ok: true, value: { ...work, folder: '' } });
});

test('the newest is found first, the others by the tabs after', async () => {
  const tabs = [new Tab(), new Tab(), new Tab()];
  for (const [index, tab] of tabs.entries())
    await tab.recovery.write({ ...work, text: String(index), savedAt: `2026-01-01T00:00:0${index}Z` });
  for (const tab of tabs) tab.isGone = true;
  expect([await textIn(new Tab()), await textIn(new Tab()), await textIn(new Tab()), await textIn(new Tab())]).toEqual([
    '2',
    '1',
    '0',
    null,
  ]);
});

test('two tabs never write the same place, nor where one was that only seemed to be gone', async () => {
  const asleep = new Tab();
  await asleep.recovery.write(work);
  asleep.isGone = true;
  const next = new Tab();
  expect(await textIn(next)).toBe('first');
  await next.recovery.write({ ...work, text: 'next' });
  await asleep.recovery.write({ ...work, text: 'awake again' });
  expect(next.written.filter((key) => asleep.written.includes(key))).toEqual([]);
  expect([await textIn(next), await textIn(asleep)]).toEqual(['next', 'awake again']);
});

test('cleared work is offered to nobody', async () => {
  const tab = new Tab();
  await tab.recovery.write(work);
  await tab.recovery.clear();
  tab.isGone = true;
  expect(await textIn(new Tab())).toBeNull();
});

test('work that was put off is found at the next visit, and what is kept meanwhile is kept beside it', async () => {
  const tab = new Tab();
  await tab.recovery.write(work);
  tab.isGone = true;
  const next = new Tab();
  await next.recovery.read();
  await next.recovery.postpone();
  expect(await textIn(next)).toBeNull();
  await next.recovery.write({ ...work, text: 'new' });
  await next.recovery.clear();
  next.isGone = true;
  expect(await textIn(new Tab())).toBe('first');
});

test('its file comes back only where it can be reached', async () => {
  const file = 'token' as FileToken;
  const tab = new Tab();
  await tab.recovery.write({ ...work, file, version: 'v' });
  expect(await tab.recovery.read()).toMatchObject({ value: { file: null } });
  tab.isGone = true;
  expect(await new Tab([file]).recovery.read()).toMatchObject({ value: { file, version: 'v' } });
});

test('what an earlier version kept lacks some of it', async () => {
  await store.set('recovery:old', { name: 'a', text: 'old', file: null, savedAt: '' });
  expect(await new Tab().recovery.read()).toMatchObject({
    value: { text: 'old', version: null, history: null, objects: null, changes: null },
  });
});
