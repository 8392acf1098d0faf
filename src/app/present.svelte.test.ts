import { describe, expect, test } from 'vitest';
import type { EndpointId } from '../core/model/ids.ts';
import type { Scene } from '../core/model/scene.ts';
import { MemoryHost } from '../host/memory-host.ts';
import type { LessonText } from './lessons.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { noScenesHint, Present } from './present.svelte.ts';
import { Results } from './results.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { FakeClock } from './test-bench.ts';
import { type CanvasPort, View } from './view.svelte.ts';

const scene = (id: string): Scene => ({
  ...{ id, title: id, notes: '', camera: null, focus: [], lens: 'drawn', content: null },
});

/** Scenes that are shown one by one, and all that is asked of them. */
function player(...ids: readonly string[]) {
  const list = ids.map(scene);
  const asked: string[] = [];
  let at = -1;
  const go = (to: number): void => {
    at = Math.min(list.length - 1, Math.max(0, to));
  };
  return {
    asked,
    list,
    get current() {
      return list[at] ?? null;
    },
    begin: () => void asked.push('begin'),
    leave: () => void asked.push('leave'),
    show: (id: string) => go(ids.indexOf(id)),
    next: () => go(at + 1),
    previous: () => go(at - 1),
    reset: () => void asked.push('reset'),
  };
}

/** Each step of it has a scene of its own. */
function lesson(scenes: ReturnType<typeof player>) {
  return {
    isPlayed: false,
    text: null as LessonText | null,
    next: () => Promise.resolve(scenes.next()),
    previous: () => Promise.resolve(scenes.previous()),
  };
}

function presentation(...ids: readonly string[]) {
  const host = new MemoryHost();
  const scenes = player(...ids);
  const clock = new FakeClock();
  const view = new View();
  const notices = new Notices();
  // The selection looks at these two only for what is asked of it elsewhere.
  const selection = new Selection({
    results: new Results(),
    session: {},
    stacks: {},
  } as unknown as ConstructorParameters<typeof Selection>[0]);
  const lessons = lesson(scenes);
  const present = new Present({ host, scenes, lessons, view, selection, notices, clock });
  const start = (): void => {
    present.start();
    present.showFirst();
  };
  const selectPair = (): void => {
    const [source, destination] = ['a/x', 'a/y'] as readonly string[] as readonly [EndpointId, EndpointId]; // never looked up
    selection.select({ kind: 'pair', source, destination });
  };
  return { present, start, host, scenes, lessons, clock, view, notices, selectPair };
}

test('it starts on the canvas, in light whatever the window is, and ends as it was', () => {
  const { present, start, host, scenes, view } = presentation('one');
  view.theme = 'dark';
  view.stage = 'tiers';
  start();
  expect([present.isOn, present.theme, view.stage, host.isPresenting]).toEqual([true, 'light', 'canvas', true]);
  present.toggleTheme();
  expect([present.theme, view.theme]).toEqual(['dark', 'dark']);
  present.stop();
  expect([present.isOn, host.isPresenting, scenes.asked]).toEqual([false, false, ['begin', 'leave']]);
  start();
  expect(present.theme).toBe('light');
});

test('started or stopped twice it is so once', () => {
  const { present, start, scenes } = presentation('one');
  start();
  present.start();
  present.stop();
  present.stop();
  expect(scenes.asked).toEqual(['begin', 'leave']);
});

describe('scenes', () => {
  test('are stepped through; at the ends it says so for a while', () => {
    const { present, start, scenes, clock } = presentation('one', 'two');
    start();
    present.next();
    expect([scenes.current?.id, present.hint]).toEqual(['two', '']);
    present.next();
    expect(present.hint).toBe('This is the last scene.');
    clock.pass(6_000);
    expect(present.hint).toBe('');
    present.previous();
    present.previous();
    expect([scenes.current?.id, present.hint]).toEqual(['one', 'This is the first scene.']);
    present.show('two');
    expect(scenes.current?.id).toBe('two');
  });

  test('that are not there are missed gently', () => {
    const { present, start, notices } = presentation();
    start();
    expect(present.hint).toBe(noScenesHint);
    for (const ask of [() => present.next(), () => present.previous(), () => present.reset()]) {
      ask();
      expect(present.hint).toBe(noScenesHint);
    }
    expect([present.isOn, notices.all]).toEqual([true, []]);
  });

  test('are reset as they were captured, and with them what was drawn', () => {
    const { present, start, scenes } = presentation('one');
    start();
    present.addStroke({ pen: 0, points: [] });
    present.reset();
    expect([scenes.asked, present.strokes]).toEqual([['begin', 'reset'], []]);
  });
});

describe('Escape takes one layer away', () => {
  test('blank, then the tool, then the focus, then the chrome, then the presentation', () => {
    const { present, start, selectPair } = presentation('one');
    start();
    selectPair();
    present.toggleChrome();
    present.toggleFocus();
    present.toggleTool('laser');
    present.toggleBlank();
    const layers = () => [present.isBlank, present.tool, present.isFocusing, present.isChromeShown, present.isOn];
    expect(layers()).toEqual([true, 'laser', true, true, true]);
    const seen = Array.from({ length: 5 }, () => {
      present.escape();
      return layers();
    });
    expect(seen).toEqual([
      [false, 'laser', true, true, true],
      [false, 'none', true, true, true],
      [false, 'none', false, true, true],
      [false, 'none', false, false, true],
      [false, 'none', false, false, false],
    ]);
  });

  test('what a presentation leaves is gone at the next one', () => {
    const { present, start } = presentation('one');
    start();
    present.toggleTool('draw');
    present.addStroke({ pen: 2, points: [] });
    present.toggleBlank();
    present.stop();
    start();
    expect([present.isBlank, present.tool, present.strokes, present.isChromeShown]).toEqual([false, 'none', [], false]);
  });
});

describe('tools', () => {
  test('are taken and put down, one at a time', () => {
    const { present } = presentation();
    present.toggleTool('laser');
    present.toggleTool('spotlight');
    expect(present.tool).toBe('spotlight');
    present.toggleTool('spotlight');
    expect(present.tool).toBe('none');
  });

  test('a pen’s colour takes the pen', () => {
    const { present } = presentation();
    present.choosePen(3);
    expect([present.tool, present.pen]).toEqual(['draw', 3]);
  });

  test('what was drawn goes with its scene or when it is cleared, and not by itself', () => {
    const { present, start, clock } = presentation('one', 'two');
    start();
    present.addStroke({ pen: 0, points: [] });
    clock.pass(600_000);
    expect(present.strokes).toHaveLength(1);
    present.next();
    expect(present.strokes).toEqual([]);
    present.addStroke({ pen: 1, points: [] });
    present.next();
    expect(present.strokes).toHaveLength(1);
    present.clearDrawing();
    expect(present.strokes).toEqual([]);
  });

  test('the spotlight grows and shrinks within reason', () => {
    const { present } = presentation();
    present.growSpot(100);
    expect(present.spotRadius).toBe(900);
    present.growSpot(1 / 1_000);
    expect(present.spotRadius).toBe(60);
  });
});

describe('focus', () => {
  test.each([
    ['its own key', (present: Present) => present.toggleFocus()],
    ['Escape', (present: Present) => present.escape()],
  ])('brings what is selected into the middle, and gives the whole back by %s', (_, end) => {
    const { present, view, selectPair } = presentation();
    const asked: string[] = [];
    const canvas: Pick<CanvasPort, 'moveTo' | 'fitSelection'> = {
      moveTo: (camera) => void asked.push(camera === null ? 'all' : 'camera'),
      fitSelection: () => void asked.push('selection'),
    };
    // It is asked for nothing else.
    view.canvas = canvas as CanvasPort;
    selectPair();
    present.toggleFocus();
    end(present);
    expect(present.isFocusing).toBe(false);
    expect(asked).toEqual(['selection', 'all']);
  });

  test('without anything selected it says what to do', () => {
    const { present } = presentation();
    present.toggleFocus();
    expect([present.isFocusing, present.hint]).toEqual([false, expect.stringContaining('Nothing is selected')]);
  });
});

describe('the presenter’s window', () => {
  test('is the host’s to open', async () => {
    const { present, host } = presentation();
    await present.openPresenter();
    expect(host.presenters).toEqual([present.channel]);
  });

  test('one that the browser refuses is told of', async () => {
    const { present, host, notices } = presentation();
    host.refusesWindows = true;
    await present.openPresenter();
    expect(notices.all).toMatchObject([{ kind: 'error', text: expect.stringContaining('was not opened') as string }]);
  });
});

test('where a lesson is played, the keys of the scenes step through it', async () => {
  const { present, start, scenes, lessons } = presentation('a', 'b', 'c');
  const stepped: string[] = [];
  lessons.isPlayed = true;
  lessons.next = () => {
    stepped.push('next');
    scenes.show('c');
    return Promise.resolve();
  };
  lessons.previous = () => Promise.resolve(void stepped.push('previous'));
  start();
  present.addStroke({ pen: 0, points: [] });
  present.next();
  await Promise.resolve();
  expect([stepped, scenes.current?.id, present.strokes]).toEqual([['next'], 'c', []]);
  present.addStroke({ pen: 0, points: [] });
  present.previous();
  await Promise.resolve();
  // It may have been asked first, and refused: nothing was shown, so what was drawn stays.
  expect([stepped, present.strokes.length]).toEqual([['next', 'previous'], 1]);
});

test('a lesson’s step is left when all of its text was shown', () => {
  const { present, start, lessons } = presentation('a');
  const asked: (string | number)[] = [];
  const pagesLeft = [true, false, true];
  lessons.isPlayed = true;
  lessons.text = { page: (by) => (asked.push(by), pagesLeft.shift() === true) };
  lessons.next = () => Promise.resolve(void asked.push('next'));
  start();
  present.next();
  present.next();
  present.previous();
  expect(asked).toEqual([1, 1, 'next', -1]);
});

test('the timer runs while something is presented', () => {
  const { present, start } = presentation();
  start();
  expect(present.timer.isRunning).toBe(true);
  present.stop();
  expect(present.timer.isRunning).toBe(false);
});
