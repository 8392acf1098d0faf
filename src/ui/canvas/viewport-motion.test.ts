import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Viewport } from './canvas-gestures.ts';
import { ViewportMotion } from './viewport-motion.ts';

const at = (x: number, zoom = 1): Viewport => ({ x, y: 0, zoom });

/** A graph library that draws when it is told to, in `frame`. */
class Bench {
  readonly image = { transform: '', transformOrigin: '' };
  readonly drawnAt: number[] = [];
  now = at(0);
  resting = at(0);
  readonly motion = new ViewportMotion(at(0), {
    image: this.image,
    draw: ({ x }) => this.drawnAt.push(x),
    told: (now, resting) => ([this.now, this.resting] = [now, resting]),
  });

  frame(): void {
    this.motion.drawn();
  }
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a small picture', () => {
  test('is drawn with each movement', () => {
    const bench = new Bench();
    for (const x of [5, 9]) bench.motion.move(at(x), false);
    bench.frame();
    expect(bench.drawnAt).toEqual([5, 9]);
    expect([bench.now, bench.resting, bench.image.transform]).toEqual([at(9), at(9), '']);
  });
});

describe('a big picture', () => {
  test('is moved as an image, and drawn when it rests', () => {
    const bench = new Bench();
    bench.motion.move(at(30), true);
    vi.advanceTimersByTime(100);
    bench.motion.move(at(50), true);
    vi.advanceTimersByTime(100);
    expect(bench.drawnAt).toEqual([]);
    expect([bench.now, bench.resting]).toEqual([at(50), at(0)]);
    expect(bench.image.transform).toBe('translate(50px, 0px) scale(1)');
    vi.advanceTimersByTime(100);
    expect([bench.drawnAt, bench.resting]).toEqual([[50], at(50)]);
    // Until the frame in which it is drawn the image stays where it was seen.
    expect(bench.image.transform).toBe('translate(50px, 0px) scale(1)');
    bench.frame();
    expect(bench.image.transform).toBe('');
  });

  test('lies by its scale as well', () => {
    const bench = new Bench();
    bench.motion.follow(at(100, 2));
    bench.frame();
    bench.motion.move(at(40, 3), true);
    expect(bench.image.transform).toBe('translate(-110px, 0px) scale(1.5)');
  });

  test('that goes on moving is drawn twice a second', () => {
    const bench = new Bench();
    for (let x = 1; x <= 120; x += 1) {
      bench.motion.move(at(x), true);
      vi.advanceTimersByTime(16);
      bench.frame();
    }
    expect(bench.drawnAt.length).toBe(3);
    expect(bench.image.transform).not.toBe('');
  });

  test('is drawn at once where it is about to be touched, and only where it moved', () => {
    const bench = new Bench();
    bench.motion.rest();
    bench.motion.move(at(7), true);
    bench.motion.rest();
    bench.motion.rest();
    vi.runAllTimers();
    expect(bench.drawnAt).toEqual([7]);
  });

  test('that the graph library moves itself is where the library says', () => {
    const bench = new Bench();
    bench.motion.move(at(7), true);
    bench.motion.follow(at(90));
    bench.frame();
    vi.runAllTimers();
    expect([bench.drawnAt, bench.now, bench.resting, bench.image.transform]).toEqual([[], at(90), at(90), '']);
  });

  test('is drawn no more when it is gone', () => {
    const bench = new Bench();
    bench.motion.move(at(7), true);
    bench.motion.stop();
    vi.runAllTimers();
    expect(bench.drawnAt).toEqual([]);
  });
});
