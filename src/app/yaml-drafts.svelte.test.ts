import { expect, test } from 'vitest';
import { openDesign } from '../core/file/design-file.ts';
import type { ResourceId } from '../core/model/ids.ts';
import { valueAt, type JsonPath, type JsonValue } from '../core/model/json.ts';
import { Session, untitled } from './session.svelte.ts';
import { FakeClock } from './test-bench.ts';
import { YamlDrafts } from './yaml-drafts.svelte.ts';

const web = 'Namespace/web' as ResourceId; // as the text names it
const text = '# mine\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: web\n  labels:\n    a: b\n';
const labelPath: JsonPath = ['metadata', 'labels', 'a'];

function bench(): { session: Session; clock: FakeClock; drafts: YamlDrafts; label: () => JsonValue | undefined } {
  const session = new Session(() => undefined);
  const { document } = openDesign([{ name: 'a.yaml', text }]);
  session.replace({ document, file: untitled, problems: [], isSaved: true, history: null });
  const clock = new FakeClock();
  const drafts = new YamlDrafts(session, clock);
  return { session, clock, drafts, label: () => valueAt(session.document.resources[web]?.manifest, labelPath) };
}

test('what rests is in the design, as one step for what was typed without a rest', () => {
  const { session, clock, drafts, label } = bench();
  drafts.edit(web, text.replace('a: b', 'a: c'));
  clock.pass(200);
  drafts.edit(web, text.replace('a: b', 'a: cc'));
  clock.pass(299);
  expect(label()).toBe('b');
  clock.pass(1);
  expect(label()).toBe('cc');
  expect(session.history.map((step) => step.label)).toEqual(['Edit web']);
  expect(drafts.textOf(web)).toContain('# mine');
});

test('blank lines that were typed stay while the editor is in use, and make no step', () => {
  const { session, clock, drafts } = bench();
  drafts.edit(web, `${text}\n\n`);
  clock.pass(300);
  expect(drafts.textOf(web)).toBe(`${text}\n\n`);
  expect(session.history).toEqual([]);
  drafts.settle(web);
  expect(drafts.textOf(web)).toBe(text);
});

test('what can’t be read leaves the design as it is, says where, and is there when one comes back', () => {
  const { session, clock, drafts, label } = bench();
  const broken = text.replace('a: b', 'a: [b');
  drafts.edit(web, broken);
  clock.pass(300);
  expect(drafts.stateOf(web)).toMatchObject({ kind: 'mistake', line: 8 });
  drafts.settle(web);
  expect([label(), session.history, drafts.textOf(web)]).toEqual(['b', [], broken]);
  drafts.revert(web);
  expect(drafts.textOf(web)).toBe(text);
});

test('a new name is taken when the editor is left, not while it is typed', () => {
  const { session, clock, drafts } = bench();
  drafts.edit(web, text.replace('name: web', 'name: webs'));
  clock.pass(300);
  expect(drafts.stateOf(web)).toEqual({ kind: 'renames', to: 'Namespace/webs' });
  expect(session.document.resources[web]).toBeDefined();
  expect(drafts.settle(web)).toBe('Namespace/webs');
  expect(Object.keys(session.document.resources)).toEqual(['Namespace/webs']);
});

test('a name that another object has is refused in words', () => {
  const { session, drafts } = bench();
  const other = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } };
  session.dispatch({ type: 'add-resources', manifests: [other], positions: [] });
  drafts.edit(web, text.replace('name: web', 'name: other'));
  expect(drafts.settle(web)).toBe(web);
  expect(drafts.stateOf(web)).toMatchObject({
    kind: 'mistake',
    line: null,
    message: expect.stringContaining('exists already'),
  });
});

test('a change from elsewhere is shown at once where nothing waits', () => {
  const { session, clock, drafts } = bench();
  drafts.edit(web, text.replace('a: b', 'a: c'));
  clock.pass(300);
  session.undo();
  expect(drafts.textOf(web)).toBe(text);
  expect(drafts.isOvertaken(web)).toBe(false);
  session.dispatch({ type: 'set-field', resource: web, path: labelPath, value: 'd' });
  expect(drafts.textOf(web)).toContain('a: d');
});

test('where a text waits the user chooses: the design’s, or what was typed', () => {
  const { session, clock, drafts, label } = bench();
  drafts.edit(web, text.replace('a: b', 'a: [typed'));
  clock.pass(300);
  session.dispatch({ type: 'set-field', resource: web, path: labelPath, value: 'd' });
  expect(drafts.isOvertaken(web)).toBe(true);
  drafts.edit(web, text.replace('a: b', 'a: typed'));
  clock.pass(300);
  expect(label()).toBe('d');
  drafts.insist(web);
  expect(label()).toBe('typed');
  expect(drafts.isOvertaken(web)).toBe(false);
});

test('texts of another design are forgotten', () => {
  const { session, drafts } = bench();
  drafts.edit(web, 'a: [');
  const { document } = session;
  session.replace({ document, file: untitled, problems: [], isSaved: true, history: null });
  expect(drafts.textOf(web)).toBe(text);
});

test('a text is open until the design holds it, or its object or its design is gone', () => {
  const { session, clock, drafts } = bench();
  expect(drafts.isOpen).toBe(false);
  drafts.edit(web, text.replace('a: b', 'a: c'));
  expect(drafts.isOpen).toBe(true);
  clock.pass(300);
  expect(drafts.isOpen).toBe(false);
  drafts.edit(web, text.replace('a: b', 'a: [b'));
  clock.pass(300);
  expect(drafts.isOpen).toBe(true);
  session.dispatch({ type: 'remove-resources', ids: [web] });
  expect(drafts.isOpen).toBe(false);
  session.undo();
  expect(drafts.isOpen).toBe(true);
  const { document } = openDesign([{ name: 'b.yaml', text }]);
  session.replace({ document, file: untitled, problems: [], isSaved: true, history: null });
  expect(drafts.isOpen).toBe(false);
});
