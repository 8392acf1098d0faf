import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryHost } from '../host/memory-host.ts';
import { printDesign } from '../core/file/design-file.ts';
import type { Camera } from '../core/model/scene.ts';
import type { ResourceId } from '../core/model/ids.ts';
import { changedElements, turnShownMs } from './scene-turn.svelte.ts';
import { TestBench } from './test-bench.ts';
import type { CanvasPort } from './view.svelte.ts';

const pods = ['web', 'db']
  .map(
    (name) =>
      `---\n# ${name}\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: x, labels: {app: ${name}}}\nspec: {containers: []}\nstatus: {podIP: 10.0.0.${name.length}}\n`,
  )
  .join('');
const deny = `---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: deny, namespace: x}
spec: {selector: app == 'db', types: [Ingress]}
`;
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: x}\n';
const indented = (text: string): string => text.replaceAll(/^/gm, '          ');
const scenes = `---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec:
  flows: [{from: x/web, to: x/db, protocol: TCP, port: 80}]
  scenes:
    - {id: live, title: As it is, lens: all, focus: [Pod/x/web]}
    - id: denied
      title: Denied
      lens: denied
      focus: [x/web → x/db]
      camera: {centre: [10, 20], zoom: 0.5}
      content: |
${indented(`${namespace}${pods}${deny}---\napiVersion: firewright.dev/v1\nkind: Design\nmetadata: {name: design}\nspec:\n  flows: [{from: x/web, to: x/db, protocol: TCP, port: 80}]\n`)}
    - {id: broken, title: Broken, content: 'a: ['}
    - {id: empty, title: Empty, content: ''}
`;
const text = namespace + pods + scenes;
const [web, db, policy] = ['Pod/x/web', 'Pod/x/db', 'NetworkPolicy.projectcalico.org/x/deny'] as ResourceId[];

let bench: TestBench<MemoryHost>;
let moves: (Camera | null)[] = [];
let isWhole = false;
const atDesk: Camera = { centre: { x: 1.4, y: 2.6 }, zoom: 0.87654 };

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(text);
  [moves, isWhole] = [[], false];
  const canvas: Pick<CanvasPort, 'camera' | 'isWholeInSight' | 'moveTo'> = {
    camera: () => atDesk,
    isWholeInSight: () => isWhole,
    moveTo: (to) => void moves.push(to),
  };
  bench.app.view.canvas = canvas as CanvasPort; // it is asked for nothing else
});

const printed = (): string => printDesign(bench.app.session.document);
const titles = (): string => bench.app.scenes.list.map(({ title }) => title).join(', ');
const label = (resource: ResourceId, value: string): void => {
  bench.app.session.dispatch({ type: 'set-label', resource, key: 'tried', value });
};
const steps = (): readonly string[] =>
  bench.app.session.history.slice(0, bench.app.session.position).map((step) => step.label);

describe('showing scenes', () => {
  test('a scene takes the design’s place by one step; unchanged objects stay the same ones', () => {
    const { scenes, session, view } = bench.app;
    const before = session.document;
    scenes.show('denied');
    expect(scenes.current?.title).toBe('Denied');
    expect(scenes.isChanged).toBe(false);
    expect(steps()).toEqual(['Show scene Denied']);
    expect(session.document.resources[policy!]).toBeDefined();
    expect(session.document.resources[web!]).toBe(before.resources[web!]);
    expect(titles()).toBe('As it is, Denied, Broken, Empty');
    expect([view.lens, scenes.focus, moves]).toEqual([
      'denied',
      ['x/web → x/db'],
      [{ centre: { x: 10, y: 20 }, zoom: 0.5 }],
    ]);
    session.undo();
    expect(printed()).toBe(text);
  });
  test('a scene without a content of its own shows the design as it is', () => {
    const { scenes, view } = bench.app;
    scenes.show('live');
    expect([steps(), view.lens, scenes.focus, moves]).toEqual([[], 'all', [web], [null]]);
    expect(scenes.isChanged).toBe(false);
    label(web!, '1');
    expect(scenes.isChanged).toBe(true);
    scenes.reset();
    expect(printed()).toBe(text);
    expect(bench.notice).toBe('As it is is as it was.');
  });
  test('what does not read is not shown, and why is said', () => {
    const { scenes } = bench.app;
    scenes.show('live');
    scenes.show('broken');
    expect(scenes.current?.id).toBe('live');
    expect(bench.notice).toMatch(/^Broken can’t be shown: line 1, column \d+ of its content: /);
    expect(bench.app.model.problems.map(({ code }) => code)).toContain('SCENE-CONTENT');
    expect(printed()).toBe(text);
  });
  test('next and previous walk the list, from nowhere to the first one, and stop at its ends', () => {
    const { scenes } = bench.app;
    scenes.previous();
    expect(scenes.current).toBeNull();
    for (const id of ['live', 'denied']) {
      scenes.next();
      expect(scenes.current?.id).toBe(id);
    }
    scenes.show('empty');
    scenes.next();
    expect(scenes.current?.id).toBe('empty');
    expect(bench.app.session.document.resources[web!]).toBeUndefined();
    scenes.previous();
    expect(scenes.current?.id).toBe('empty'); // the one before can’t be shown
  });
  test('another design has no scene shown', async () => {
    bench.app.scenes.show('denied');
    bench.app.session.replace({
      document: bench.app.session.document,
      file: bench.app.session.file,
      problems: [],
      isSaved: true,
      history: null,
    });
    expect([bench.app.scenes.current, bench.app.scenes.isVisited]).toEqual([null, false]);
  });
});

describe('what a scene changed', () => {
  test('is told with the verdicts, for a moment', () => {
    const { scenes } = bench.app;
    scenes.show('denied');
    const { change } = scenes;
    expect(change?.isJudged).toBe(true);
    expect(change?.added.map(({ id }) => id)).toEqual([policy]);
    expect([change?.removed, change?.changed]).toEqual([[], []]);
    expect(change?.pairs.map(({ source, destination }) => `${source} ${destination}`)).toContain('x/web x/db');
    expect(changedElements(change!)).toEqual(expect.arrayContaining([policy, 'x/web → x/db']));
    bench.clock.pass(turnShownMs);
    expect(scenes.change).toBeNull();
  });
  test('the verdicts come when they are there', () => {
    bench.worker.isHeld = true;
    bench.app.scenes.show('denied');
    expect(bench.app.scenes.change).toMatchObject({ isJudged: false, pairs: [], totalPairs: 0 });
    bench.worker.letGo();
    expect(bench.app.scenes.change?.isJudged).toBe(true);
    expect(bench.app.scenes.change?.totalPairs).toBeGreaterThan(0);
  });
  test('the moment of a scene does not end that of the next one', () => {
    const { scenes } = bench.app;
    scenes.show('denied');
    bench.clock.pass(turnShownMs - 1000);
    scenes.show('empty');
    bench.clock.pass(1000);
    expect(scenes.change?.removed).toHaveLength(4);
    bench.clock.pass(turnShownMs);
    expect(scenes.change).toBeNull();
  });
});

describe('leaving the scenes', () => {
  test('without an edit the design goes back to where it was, and is saved as it was', () => {
    const { scenes, session, view } = bench.app;
    label(db!, 'before');
    const [before, position] = [session.document, session.position];
    view.lens = 'changed';
    scenes.begin();
    scenes.next();
    scenes.next();
    scenes.show('empty');
    scenes.leave();
    expect(session.document).toEqual(before);
    expect(printed()).toContain('tried: before');
    expect([session.position, view.lens, moves.at(-1)]).toEqual([position, 'changed', atDesk]);
    expect([scenes.current, scenes.isVisited, scenes.focus, scenes.change]).toEqual([null, false, [], null]);
  });
  test('edits are taken back by a step of their own, and can be had again', () => {
    const { scenes, session, notices } = bench.app;
    scenes.show('denied');
    label(web!, '1');
    label(db!, '1');
    const edited = printed();
    scenes.leave();
    expect(printed()).toBe(text);
    expect(notices.all.at(-1)).toMatchObject({
      text: '2 changes made while presenting were taken back.',
      undo: true,
      undoLabel: 'Keep them',
    });
    session.undo();
    expect(printed()).toBe(edited);
  });
  test('an edit whose update was undone is one again; what was taken into the scene or taken back is none', () => {
    const { scenes, session } = bench.app;
    scenes.show('denied');
    label(db!, '0');
    scenes.reset();
    label(web!, '1');
    scenes.update();
    expect(scenes.isChanged).toBe(false);
    session.undo();
    expect(scenes.isChanged).toBe(true);
    scenes.leave();
    expect(bench.notice).toBe('1 change made while presenting was taken back.');
    expect(printed()).toBe(text);
  });
  test('edits before a scene took the design’s place are edits of the design', () => {
    const { scenes, notices } = bench.app;
    scenes.begin();
    scenes.show('live');
    label(web!, 'mine');
    const edited = printed();
    scenes.show('denied');
    expect(bench.notice).toBe('1 change to As it is was left behind.');
    scenes.leave();
    expect(printed()).toBe(edited);
    expect(notices.all).toEqual([]);
  });
  test('edits that a later scene left behind are found in the history', () => {
    const { scenes } = bench.app;
    scenes.show('denied');
    label(web!, '1');
    scenes.show('empty');
    scenes.leave();
    expect(printed()).toBe(text);
    expect(bench.notice).toBe('1 change made in scenes can be found in the history.');
    expect(steps()).toContain('Set label tried=1 on web');
  });
  test('a scene that was captured or named meanwhile stays', () => {
    const { scenes } = bench.app;
    scenes.show('denied');
    scenes.edit('denied', { title: 'No way' });
    scenes.capture();
    scenes.leave();
    expect(titles()).toBe('As it is, No way, Scene 5, Broken, Empty');
    expect(bench.app.session.document.resources[policy!]).toBeUndefined();
  });
  test('who went back behind the scenes by undoing stays there', () => {
    const { scenes, session } = bench.app;
    label(web!, 'mine');
    scenes.show('denied');
    session.undo();
    session.undo();
    scenes.leave();
    expect(printed()).toBe(text);
  });
  test('without a scene nothing happens', () => {
    bench.app.scenes.leave();
    bench.app.scenes.begin();
    bench.app.scenes.leave();
    expect([steps(), printed()]).toEqual([[], text]);
  });
});

describe('capturing', () => {
  test('keeps what is seen now, behind the shown scene', () => {
    const { scenes, view, selection, session } = bench.app;
    scenes.show('live');
    view.lens = 'changed';
    selection.select({ kind: 'several', elements: [web!, db!] });
    scenes.capture();
    const [, scene] = scenes.list;
    expect(titles()).toBe('As it is, Scene 5, Denied, Broken, Empty');
    expect(scene).toMatchObject({
      id: 'scene-5',
      notes: '',
      camera: { centre: { x: 1, y: 3 }, zoom: 0.877 },
      focus: [web, db],
      lens: 'drawn',
    });
    expect(scene?.content).not.toContain('scenes');
    expect(scenes.current).toBe(scene);
    expect(scenes.isChanged).toBe(false);
    label(web!, '1');
    expect(scenes.isChanged).toBe(true);
    session.undo();
    expect(scenes.isChanged).toBe(false);
    session.undo();
    expect([titles(), scenes.current]).toEqual(['As it is, Denied, Broken, Empty', null]);
  });
  test('update takes what is seen into the same scene; reset then leads there', () => {
    const { scenes } = bench.app;
    scenes.show('denied');
    label(web!, '1');
    scenes.update();
    expect(scenes.isChanged).toBe(false);
    expect(scenes.current).toMatchObject({ id: 'denied', title: 'Denied', focus: ['x/web → x/db'], lens: 'denied' });
    expect(scenes.current?.content).toContain("tried: '1'");
    label(web!, '2');
    scenes.reset();
    expect(scenes.current?.content).toContain("tried: '1'");
    expect(scenes.isChanged).toBe(false);
    expect(bench.notice).toBe('Denied is as it was.');
  });
  test('where the whole design is in sight, so it is on any screen', () => {
    isWhole = true;
    bench.app.scenes.capture();
    expect(bench.app.scenes.current?.camera).toBeNull();
  });
  test('an update of what is the same already is no step', () => {
    const { scenes } = bench.app;
    scenes.capture();
    const { position } = bench.app.session;
    scenes.update();
    expect(bench.app.session.position).toBe(position);
    expect(bench.app.notices.all.at(-1)).toMatchObject({ text: 'Scene 5 holds what is seen already.', undo: false });
  });
  test.each([
    ['a pair', { kind: 'pair', source: 'x/web', destination: 'x/db' }, ['x/web → x/db']],
    ['a note', { kind: 'note', name: 'n' }, ['note/n']],
    ['an endpoint without an object', { kind: 'endpoint', id: 'external/internet' }, ['external/internet']],
    ['a rule', { kind: 'rule', policy: 'p', direction: 'ingress', index: 0 }, []],
    ['nothing', { kind: 'nothing' }, []],
  ] as const)('what stands out is what is selected: %s', (_what, selected, focus) => {
    bench.app.selection.select(selected as never); // ids of the test’s design
    bench.app.scenes.capture();
    expect(bench.app.scenes.list.at(-1)?.focus).toEqual(focus);
  });
});

test('scenes are copied, moved within the list, named and deleted; each is one step', () => {
  const { scenes, session } = bench.app;
  scenes.duplicate('denied');
  expect(titles()).toBe('As it is, Denied, Denied copy, Broken, Empty');
  expect(scenes.list[2]?.id).toBe('denied-2');
  scenes.move('empty', -3);
  scenes.move('live', 99);
  expect(titles()).toBe('Empty, Denied, Denied copy, Broken, As it is');
  scenes.move('live', 4);
  scenes.edit('denied', { title: 'Denied' });
  scenes.edit('denied', { notes: 'say it' });
  scenes.remove('broken');
  scenes.remove('broken');
  expect(steps()).toHaveLength(5);
  session.goTo(0);
  expect(printed()).toBe(text);
});

test('show, reset and leave in any order end with the design as it was', () => {
  const { scenes, session } = bench.app;
  const walks: readonly (() => void)[] = [
    () => scenes.show('denied'),
    () => scenes.show('empty'),
    () => scenes.reset(),
    () => scenes.next(),
    () => scenes.previous(),
  ];
  for (let seed = 1; seed < 40; seed += 1) {
    let state = seed;
    for (let turn = 0; turn < 6; turn += 1) {
      state = (state * 48271) % 2147483647;
      walks[state % walks.length]?.();
    }
    scenes.leave();
    expect(printed()).toBe(text);
    expect(session.unsaved).toBe(false);
  }
});
