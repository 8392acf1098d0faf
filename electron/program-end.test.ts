import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { quitWhenAgreed, quitWhenWritten } from './program-end.ts';

/** Electron's order of quitting, without windows of its own. */
class FakeApp extends EventEmitter {
  readonly log: string[] = [];

  quit(): void {
    const vetoed = (['before-quit', 'will-quit'] as const).find((event) => this.#isVetoed(event));
    this.log.push(vetoed ?? 'ended');
  }

  #isVetoed(event: string): boolean {
    let vetoed = false;
    this.emit(event, { preventDefault: () => (vetoed = true) });
    return vetoed;
  }
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('the process waits for what is being written', async () => {
  const app = new FakeApp();
  let write: () => void = () => undefined;
  const writing = new Promise<void>((resolve) => (write = resolve));
  quitWhenWritten(app, [{ settled: () => writing }, { settled: () => Promise.resolve() }]);
  app.quit();
  await settled();
  expect(app.log).toEqual(['will-quit']);
  write();
  await settled();
  expect(app.log).toEqual(['will-quit', 'ended']);
});

test('a window with unsaved work is asked before', async () => {
  const app = new FakeApp();
  const window = {
    holdsWork: true,
    askToClose: () => {
      window.holdsWork = false;
      return Promise.resolve('closed' as const);
    },
  };
  quitWhenAgreed(app, () => [window], 'linux');
  app.quit();
  await settled();
  expect(app.log).toEqual(['before-quit', 'ended']);
});

test.each([
  ['linux', ['ended']],
  ['win32', ['ended']],
  ['darwin', []],
] as const)('after the last window the program on %s ends as is the custom there', (platform, log) => {
  const app = new FakeApp();
  quitWhenAgreed(app, () => [], platform);
  app.emit('window-all-closed');
  expect(app.log).toEqual(log);
});
