import { expect, test } from 'vitest';
import { beforePageEnds } from './page-end.ts';

test.each([
  ['it is hidden', 'page', 'visibilitychange', 'hidden', 1],
  ['it is shown again', 'page', 'visibilitychange', 'visible', 0],
  ['it is frozen', 'page', 'freeze', 'hidden', 1],
  ['it is left', 'scope', 'pagehide', 'visible', 1],
  ['it is asked whether it may be left', 'scope', 'beforeunload', 'visible', 1],
] as const)('a page that ends when %s', (_title, where, event, visibilityState, times) => {
  const [scope, page] = [new EventTarget(), Object.assign(new EventTarget(), { visibilityState })];
  let runs = 0;
  // Only their events and the one property are used.
  beforePageEnds(scope as unknown as Window, page as unknown as Document, () => (runs += 1));
  (where === 'page' ? page : scope).dispatchEvent(new Event(event));
  expect(runs).toBe(times);
});
