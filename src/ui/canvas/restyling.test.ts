import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Restyling } from './restyling.ts';

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

describe('Restyling', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('styles a few elements at once and lets the next frame draw them', () => {
    const renderer = { skipFrame: false };
    const restyle = vi.fn();
    new Restyling<number>(renderer, restyle).start(numbers(20));
    expect(restyle.mock.calls).toEqual([[numbers(20)]]);
    expect(renderer.skipFrame).toBe(false);
  });

  it('styles many a slice at a time, each once, and leaves frames out until all are done', () => {
    const renderer = { skipFrame: false };
    const styled: number[] = [];
    new Restyling<number>(renderer, (some) => styled.push(...some)).start(numbers(1201));
    expect(styled.length).toBeLessThan(400);
    expect(renderer.skipFrame).toBe(true);
    renderer.skipFrame = false;
    vi.runAllTimers();
    expect(styled).toEqual(numbers(1201));
  });

  it('gives up what is left when it is started for others', () => {
    const styled: number[] = [];
    const restyling = new Restyling<number>({ skipFrame: false }, (some) => styled.push(...some));
    restyling.start(numbers(1000));
    const before = styled.length;
    restyling.start([-1]);
    vi.runAllTimers();
    expect(styled.slice(before)).toEqual([-1]);
  });

  it('styles nothing more once it is stopped', () => {
    const styled: number[] = [];
    const restyling = new Restyling<number>({ skipFrame: false }, (some) => styled.push(...some));
    restyling.start(numbers(1000));
    restyling.stop();
    const before = styled.length;
    vi.runAllTimers();
    expect(styled).toHaveLength(before);
  });
});
