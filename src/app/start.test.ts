import { beforeEach, describe, expect, test } from 'vitest';
import { resourceId } from '../core/model/ids.ts';
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

const web = { group: '', kind: 'Pod', namespace: 'a', name: 'x' };

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
    host.preferences = { theme: 'dark', colours: 'safe', started: false, lessons: [] };
    await openFirst(app);
    expect([names(), app.view.dialog, app.view.theme, app.view.colours]).toEqual([
      ['Pod/a/first'],
      null,
      'dark',
      'safe',
    ]);
    expect(host.preferences).toEqual({ theme: 'dark', colours: 'safe', started: true, lessons: [] });
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
        version: null,
        savedAt: '2026-03-04T05:06:07.000Z',
        history: null,
        objects: 12,
        changes: 1,
      };
      host.recoveryFolder = '/home/ada/designs';
    });

    async function answer(choice: string | null): Promise<void> {
      const starting = openFirst(app);
      await settled();
      expect(app.questions.current?.text).toBe(
        'w.firewright.yaml (in /home/ada/designs) was not saved when the program ended. ' +
          'The copy is from 2026-03-04 05:06:07 UTC, with 12 objects and 1 change that no file has.',
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

    test('it is left for the next start', async () => {
      const left = host.recovery;
      await answer('later');
      expect([names(), host.postponed, app.view.dialog]).toEqual([[], [left], 'start']);
    });

    test('it is not touched while the question stands, though the page is hidden', async () => {
      const starting = openFirst(app);
      await settled();
      await app.recovery.keep();
      expect(host.recovery).not.toBeNull();
      app.questions.answer('restore');
      await starting;
    });
  });

  test('a place for recovery that can’t be read keeps nobody from starting', async () => {
    host.readRecovery = () => Promise.resolve({ ok: false, error: { reason: 'forbidden', name: 'recovery' } });
    await openFirst(app);
    expect(app.view.dialog).toBe('start');
  });
});

test('the native menu gets every action that the host can do at all', () => {
  offerActions(app);
  const offered = uiActions.filter((action) => action.offered?.(app) !== false);
  expect(host.actions.map(({ id }) => id)).toEqual(offered.map(({ id }) => id));
  expect(Object.keys(host.actions[0]!)).toEqual(['id', 'label', 'group', 'shortcut', 'isSwitch', 'beginsGroup']);
  expect(host.actions.find(({ id }) => id === 'minimap')).toMatchObject({ isSwitch: true });
});

describe('what a text field has of its own', () => {
  const asked: string[] = [];
  const inText = async (did: boolean): Promise<void> => {
    const performInText = (what: string): boolean => asked.push(what) > 0 && did;
    app.clipboard.system = { perform: () => undefined, performInText };
    serveHost(app);
    await bench.open(pod('x'));
    app.session.dispatch({ type: 'set-label', resource: resourceId(web), key: 'app', value: 'new' });
    asked.length = 0;
    host.request({ kind: 'run-action', action: 'undo' });
  };

  test('is done in its text while it has the focus', async () => {
    await inText(true);
    expect([asked, app.session.canUndo]).toEqual([['undo'], true]);
  });

  test('is done to the design where no text has the focus', async () => {
    await inText(false);
    expect([asked, app.session.canUndo]).toEqual([['undo'], false]);
  });
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

  test('the work is kept at once when the end may be near', async () => {
    serveHost(app);
    await bench.open(pod('x'));
    host.request({ kind: 'keep-work' });
    await settled();
    expect(host.recovery).toBeNull();
    app.session.dispatch({ type: 'set-label', resource: resourceId(web), key: 'app', value: 'new' });
    host.request({ kind: 'keep-work' });
    await settled();
    expect(host.recovery?.text).toContain('app: new');
  });

  test('the look that was chosen in another window is shown, and is no wish of this one', () => {
    serveHost(app);
    host.request({
      kind: 'show-preferences',
      preferences: { theme: 'dark', colours: 'safe', started: true, lessons: [] },
    });
    expect([app.view.theme, app.view.colours]).toEqual(['dark', 'safe']);
    expect(app.view.keptLook).toEqual({ theme: 'dark', colours: 'safe' });
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
