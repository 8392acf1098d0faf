import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryHost } from '../host/memory-host.ts';
import type { Sample } from './files.ts';
import { offerActions, openFirst, serveHost } from './start.ts';
import { file, settled, TestBench } from './test-bench.ts';
import { uiActions } from './ui-actions.ts';

const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: a}\n`;
const samples: readonly Sample[] = ['first', 'second'].map((name) => ({
  name: `${name}.firewright.yaml`,
  title: name,
  description: '',
  text: pod(name),
}));

let host: MemoryHost;
let bench: TestBench<MemoryHost>;
let app: TestBench<MemoryHost>['app'];

beforeEach(() => {
  host = new MemoryHost();
  bench = new TestBench(host, samples);
  app = bench.app;
});

const names = (): readonly string[] => Object.keys(app.session.document.resources);

describe('on start', () => {
  test('the first time the first sample is open', async () => {
    host.preferences = { theme: 'dark', colours: 'safe', started: false };
    await openFirst(app);
    expect([names(), app.view.dialog, app.view.theme, app.view.colours]).toEqual([
      ['Pod/a/first'],
      null,
      'dark',
      'safe',
    ]);
    expect(host.preferences).toEqual({ theme: 'dark', colours: 'safe', started: true });
  });

  test('later the start page is', async () => {
    await openFirst(app);
    expect([names(), app.view.dialog]).toEqual([[], 'start']);
  });

  describe('with work that a crash left behind', () => {
    beforeEach(() => {
      host.recovery = {
        name: 'w.firewright.yaml',
        text: pod('kept'),
        file: null,
        savedAt: '2026-03-04T05:06:07.000Z',
        history: null,
      };
    });

    async function answer(choice: string | null): Promise<void> {
      const starting = openFirst(app);
      await settled();
      expect(app.questions.current?.text).toBe(
        'w.firewright.yaml was not saved when the program ended (2026-03-04 05:06 UTC).',
      );
      app.questions.answer(choice);
      await starting;
    }

    test('it is restored on the user’s word, unsaved, and kept until it is saved', async () => {
      await answer('restore');
      expect([names(), app.session.unsaved, app.session.name]).toEqual([['Pod/a/kept'], true, 'w.firewright.yaml']);
      bench.clock.pass(5000);
      await settled();
      expect(host.recovery?.text).toBe(pod('kept'));
    });

    test('it is restored as well when the question is waved off', async () => {
      await answer(null);
      expect(names()).toEqual(['Pod/a/kept']);
    });

    test('it is thrown away on the user’s word only', async () => {
      await answer('discard');
      expect([names(), host.recovery, app.view.dialog]).toEqual([[], null, 'start']);
    });
  });

  test('a place for recovery that can’t be read keeps nobody from starting', async () => {
    host.readRecovery = () => Promise.resolve({ ok: false, error: { reason: 'forbidden', name: 'recovery' } });
    await openFirst(app);
    expect(app.view.dialog).toBe('start');
  });
});

test('the native menu gets every action', () => {
  offerActions(app);
  expect(host.actions.map(({ id }) => id)).toEqual(uiActions.map(({ id }) => id));
  expect(Object.keys(host.actions[0]!)).toEqual(['id', 'label', 'group', 'shortcut']);
});

describe('requests of the host', () => {
  test('a menu item runs its action', () => {
    serveHost(app);
    host.request({ kind: 'run-action', action: 'about' });
    expect(app.view.dialog).toBe('about');
  });

  test('files from outside are opened', async () => {
    serveHost(app);
    host.request({ kind: 'open-files', files: [file('x.yaml', pod('x'))] });
    await settled();
    expect(names()).toEqual(['Pod/a/x']);
  });

  test('the wish to close is answered', async () => {
    serveHost(app);
    host.request({ kind: 'close-requested' });
    await settled();
    expect(host.closeAnswers).toEqual(['close']);
  });

  test('nobody listens any more after stopping', () => {
    const stop = serveHost(app);
    stop();
    host.request({ kind: 'run-action', action: 'about' });
    expect(app.view.dialog).toBeNull();
  });
});

test('a new version is noted and in the menu; loading it asks for unsaved work, as closing does', async () => {
  const action = (): (typeof uiActions)[number] | undefined => uiActions.find(({ id }) => id === 'load-update');
  serveHost(app);
  expect([app.update.isNoted, action()?.offered?.(app), action()?.enabled(app)]).toEqual([false, false, false]);
  host.request({ kind: 'update-ready' });
  expect([app.update.isNoted, action()?.offered?.(app), action()?.enabled(app)]).toEqual([true, true, true]);
  app.update.dismiss();
  expect([app.update.isNoted, action()?.enabled(app)]).toEqual([false, true]);

  await bench.open(pod('first'));
  await bench.import([file('more.yaml', pod('more'))]);
  action()?.run(app);
  await settled();
  expect(host.closeAnswers).toEqual([]);
  app.questions.answer('discard');
  await settled();
  expect(host.closeAnswers).toEqual(['close']);
});
