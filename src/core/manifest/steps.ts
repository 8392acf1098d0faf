/** Work that pauses in between, for whoever must not be held up; a pause says how far it is. Given up by not going on. */
export type Steps<P, T> = Generator<P, T, void>;

/** The same work in one go. */
export function withoutPause<T>(steps: Steps<unknown, T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}
