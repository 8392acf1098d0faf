import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Viewport } from './canvas-gestures.ts';
import { Glide } from './glide.ts';

const size = { width: 800, height: 600 };
const [start, goal]: readonly [Viewport, Viewport] = [
  { x: 0, y: 0, zoom: 1 },
  { x: -400, y: 100, zoom: 2 },
];
let frames: (() => void)[] = [];
let now = 0;
let isReduced = false;

class Picture {
  now = start;
  readonly seen: Viewport[] = [];
  move(to: Viewport): void {
    // The graph library keeps what it was told in numbers of its own.
    this.now = { ...to, x: to.x + 1e-9 };
    this.seen.push(to);
  }
}

function pass(millis: number): void {
  now += millis;
  const due = frames;
  frames = [];
  for (const run of due) run();
}

beforeEach(() => {
  [frames, now, isReduced] = [[], 0, false];
  vi.stubGlobal('matchMedia', () => ({ matches: isReduced }));
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('a glide', () => {
  test('goes to its goal in steps and ends there', () => {
    const picture = new Picture();
    new Glide(picture, () => false).start(goal, size);
    expect(picture.seen).toEqual([]);
    for (let frame = 0; frame < 10; frame += 1) pass(100);
    expect(picture.seen).toHaveLength(7);
    const zooms = picture.seen.map(({ zoom }) => zoom);
    expect(zooms).toEqual([...zooms].sort((a, b) => a - b));
    expect(picture.seen.at(-1)).toEqual(goal);
  });
  test('ends where somebody else moves the picture', () => {
    const picture = new Picture();
    new Glide(picture, () => false).start(goal, size);
    pass(100);
    picture.now = { ...picture.now, y: picture.now.y + 3 };
    pass(100);
    pass(100);
    expect(picture.seen).toHaveLength(1);
  });
  test('gives way to another one, and can be stopped', () => {
    const picture = new Picture();
    const glide = new Glide(picture, () => false);
    glide.start(goal, size);
    glide.start(start, size);
    expect(frames).toHaveLength(1);
    glide.stop();
    pass(1000);
    expect(picture.seen).toEqual([]);
  });
  test('is a jump for who wants less motion', () => {
    isReduced = true;
    const picture = new Picture();
    new Glide(picture, () => true).start(goal, size);
    expect([picture.seen, frames]).toEqual([[goal], []]);
  });
});
