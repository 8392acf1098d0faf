import { beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '../core/edit/command.ts';
import { historyDepth } from '../core/edit/history.ts';
import { openDesign } from '../core/file/design-file.ts';
import { emptyDocument } from '../core/model/document.ts';
import { resourceId } from '../core/model/ids.ts';
import type { Problem } from '../core/model/problem.ts';
import { Session, untitled } from './session.svelte.ts';

const { document: opened } = openDesign([
  { name: 'd.yaml', text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: a}\n' },
]);
const web = resourceId({ group: '', kind: 'Pod', namespace: 'a', name: 'web' });
const label = (value: string): Command => ({ type: 'set-label', resource: web, key: 'app', value });
const stored = { ...untitled, name: 'd.yaml' };

let changes: number[];
let session: Session;

beforeEach(() => {
  changes = [];
  session = new Session((revision, document) => {
    expect(document).toBe(session.document);
    changes.push(revision);
  });
  session.replace({ document: opened, file: stored, problems: [], isSaved: true, history: null });
});

describe('a command', () => {
  test('changes the document, is a step with a name, and is told with its revision', () => {
    expect(session.dispatch(label('web'))).toEqual({ ok: true, value: undefined });
    expect(session.document.resources[web]?.manifest).toMatchObject({ metadata: { labels: { app: 'web' } } });
    expect(session.history.map(({ label: name }) => name)).toEqual(['Set label app=web on web']);
    expect([session.revision, changes]).toEqual([2, [1, 2]]);
  });

  test('that changes nothing leaves no step', () => {
    session.dispatch(label('web'));
    expect(session.dispatch(label('web')).ok).toBe(true);
    expect([session.history.length, session.revision]).toEqual([1, 2]);
  });

  test('does what was planned of it, as long as the design is the same', () => {
    const command = label('web');
    const planned = session.plan(command);
    expect(session.plan(command)).toBe(planned);
    session.dispatch(command);
    expect(planned.ok && planned.value.resources[0]?.after).toBe(session.document.resources[web]);
    expect(session.plan(command)).not.toBe(planned);
  });

  test('that can’t be done changes nothing', () => {
    const gone = resourceId({ group: '', kind: 'Pod', namespace: 'a', name: 'gone' });
    const done = session.dispatch({ type: 'set-label', resource: gone, key: 'a', value: 'b' });
    expect(done).toEqual({ ok: false, error: { reason: 'no-such-resource', resource: gone } });
    expect([session.document, session.canUndo, changes]).toEqual([opened, false, [1]]);
  });
});

describe('undo and redo', () => {
  test('go back and forth over the same documents', () => {
    session.dispatch(label('one'));
    const one = session.document;
    session.dispatch(label('two'));
    const two = session.document;
    session.undo();
    expect(session.document).toEqual(one);
    session.undo();
    expect([session.document, session.canUndo, session.canRedo, session.position]).toEqual([opened, false, true, 0]);
    session.redo();
    session.redo();
    expect([session.document, session.canUndo, session.canRedo, session.position]).toEqual([two, true, false, 2]);
    expect(changes).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('with nothing to do do nothing', () => {
    session.undo();
    session.redo();
    expect(changes).toEqual([1]);
  });

  test('a new step takes the place of what could be redone', () => {
    session.dispatch(label('one'));
    session.undo();
    session.dispatch(label('two'));
    expect([session.history.length, session.canRedo]).toEqual([1, false]);
  });

  const positions: readonly (readonly [from: number, to: number, reached: number])[] = [
    [3, 0, 0],
    [0, 3, 3],
    [1, 2, 2],
    [2, 2, 2],
    [2, 9, 3],
    [2, -1, 0],
  ];
  test.each(positions)('from step %i the history leads to %i', (from, to, reached) => {
    for (const value of ['one', 'two', 'three']) session.dispatch(label(value));
    session.goTo(from);
    session.goTo(to);
    expect([session.position, session.history.length]).toEqual([reached, 3]);
  });
});

describe('the unsaved mark', () => {
  test('comes with the first change and goes with undoing it', () => {
    expect(session.unsaved).toBe(false);
    session.dispatch(label('one'));
    expect(session.unsaved).toBe(true);
    session.undo();
    expect(session.unsaved).toBe(false);
  });

  test('is about the state that was saved, in both directions', () => {
    session.dispatch(label('one'));
    session.markSaved(stored, session.lastStep);
    expect(session.unsaved).toBe(false);
    session.undo();
    expect(session.unsaved).toBe(true);
    session.redo();
    expect(session.unsaved).toBe(false);
    session.dispatch(label('two'));
    expect(session.unsaved).toBe(true);
  });

  test('stays when the saved state can no longer be reached', () => {
    session.dispatch(label('one'));
    session.markSaved(stored, session.lastStep);
    session.undo();
    session.dispatch(label('two'));
    session.undo();
    expect(session.unsaved).toBe(true);
  });

  test('stays when the user went on while the file was being written', () => {
    session.dispatch(label('one'));
    const { lastStep } = session;
    session.dispatch(label('two'));
    session.markSaved(stored, lastStep);
    expect(session.unsaved).toBe(true);
    session.undo();
    expect(session.unsaved).toBe(false);
  });

  test('stays when more was done than can be undone', () => {
    for (let step = 0; step <= historyDepth; step += 1) session.dispatch(label(`v${step}`));
    session.goTo(0);
    expect(session.canUndo).toBe(false);
    expect(session.document).not.toEqual(opened);
    expect(session.unsaved).toBe(true);
  });
});

test('another design takes the place with its file and problems, and nothing of the old one can be undone', () => {
  session.dispatch(label('one'));
  const problem: Problem = { severity: 'error', code: 'X', message: 'X.', path: [], resource: null, place: null };
  session.replace({ document: emptyDocument, file: untitled, problems: [problem], isSaved: false, history: null });
  expect(session).toMatchObject({
    name: untitled.name,
    problems: [problem],
    unsaved: true,
    canUndo: false,
    revision: 3,
  });
  session.markSaved(stored, session.lastStep);
  expect(session).toMatchObject({ name: 'd.yaml', unsaved: false });
});

test('what is said of a file takes the place of what was said of it before', () => {
  const about = (file: string, code: string): Problem => ({
    severity: 'error',
    code,
    message: 'X.',
    path: [],
    resource: null,
    place: { file, line: 1, column: 1 },
  });
  session.addProblems(['a', 'b'], [about('a', '1'), about('b', '2')]);
  session.addProblems(['a'], [about('a', '3')]);
  expect(session.problems.map(({ code }) => code)).toEqual(['2', '3']);
  session.addProblems(['b'], []);
  expect(session.problems.map(({ code }) => code)).toEqual(['3']);
});

test('what was said of imported files goes with undoing the import, and comes back with doing it again', () => {
  const problem: Problem = { severity: 'error', code: 'X', message: 'X.', path: [], resource: null, place: null };
  session.dispatch(label('imported'));
  session.addProblems(['a'], [problem], session.lastStep);
  session.undo();
  expect(session.problems).toEqual([]);
  session.redo();
  expect(session.problems).toEqual([problem]);
  session.undo();
  session.dispatch(label('other'));
  session.undo();
  expect(session.problems).toEqual([]);
});

test('a jump over many steps changes the design once', () => {
  for (const value of ['one', 'two', 'three']) session.dispatch(label(value));
  const { revision } = session;
  session.goTo(0);
  expect([session.document, session.revision, session.position]).toEqual([opened, revision + 1, 0]);
  session.goTo(9);
  expect([session.position, session.revision]).toEqual([3, revision + 2]);
});

test('the step after which the design was saved is known as long as it is in the list', () => {
  expect(session.savedPosition).toBe(0);
  session.dispatch(label('one'));
  session.markSaved(stored, session.lastStep);
  session.dispatch(label('two'));
  expect(session.savedPosition).toBe(1);
  session.goTo(0);
  session.dispatch(label('three'));
  expect(session.savedPosition).toBeNull();
});
