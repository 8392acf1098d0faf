import { expect, test } from 'vitest';
import { defaultSizes, Panels, readSizes } from './panel-sizes.svelte.ts';

test.each([
  ['nothing stored', null, defaultSizes],
  ['rubbish', '{"palette":"wide"', defaultSizes],
  [
    'too small and too large',
    '{"palette":1,"inspector":99999}',
    { palette: 168, lesson: 380, inspector: 720, drawer: 288, board: 300 },
  ],
  [
    'good sizes',
    '{"palette":200,"inspector":400,"drawer":300}',
    { palette: 200, lesson: 380, inspector: 400, drawer: 300, board: 300 },
  ],
])('%s is read', (_what, text, sizes) => {
  expect(readSizes(text)).toEqual(sizes);
});

test('a resized panel is as large at the next start', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  new Panels(storage).resize('inspector', 411.6);
  expect(new Panels(storage).sizes).toEqual({ ...defaultSizes, inspector: 412 });
});

test('the tier board is where it was at the next start', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  expect(new Panels(storage).isBoardBeside).toBe(false);
  new Panels(storage).rememberBoard(true);
  expect(new Panels(storage).isBoardBeside).toBe(true);
});
