import type { TimerState } from '../../app/present-timer.svelte.ts';

/** What the presenter's window shows. */
export interface PresenterState {
  readonly design: string;
  readonly isOn: boolean;
  readonly isBlank: boolean;
  readonly scenes: readonly { readonly id: string; readonly title: string }[];
  /** Id of the scene that is shown; null: none. */
  readonly current: string | null;
  readonly notes: string;
  readonly timer: TimerState;
  readonly theme: 'light' | 'dark';
}

/** From the window that presents. */
export type ToPresenter = { readonly kind: 'state'; readonly state: PresenterState } | { readonly kind: 'gone' };

export const presenterWishes = [
  ...(['hello', 'start', 'stop', 'next', 'previous', 'blank', 'reset'] as const),
  ...(['timer-start', 'timer-stop', 'timer-reset'] as const),
] as const;
export type PresenterWish = (typeof presenterWishes)[number];

/** From the presenter's window. */
export type FromPresenter =
  { readonly kind: 'wish'; readonly wish: PresenterWish } | { readonly kind: 'show'; readonly scene: string };

/** Whoever else is of our origin could send something: null for what is none of it. */
export function parseFromPresenter(raw: unknown): FromPresenter | null {
  const { kind, wish, scene } = fieldsOf(raw);
  if (kind === 'show' && typeof scene === 'string') return { kind, scene };
  const known = presenterWishes.find((one) => one === wish);
  return kind === 'wish' && known !== undefined ? { kind, wish: known } : null;
}

export function parseToPresenter(raw: unknown): ToPresenter | null {
  const { kind, state } = fieldsOf(raw);
  if (kind === 'gone') return { kind };
  const parsed = kind === 'state' ? parseState(fieldsOf(state)) : null;
  return parsed === null ? null : { kind: 'state', state: parsed };
}

type Fields = Readonly<Record<string, unknown>>;

function parseState({ design, isOn, isBlank, scenes, current, notes, timer, theme }: Fields): PresenterState | null {
  const list = Array.isArray(scenes) ? scenes.map((scene: unknown) => parseScene(fieldsOf(scene))) : [null];
  const { runningSince, before } = fieldsOf(timer);
  if (typeof design !== 'string' || typeof notes !== 'string') return null;
  if (typeof isOn !== 'boolean' || typeof isBlank !== 'boolean') return null;
  if (current !== null && typeof current !== 'string') return null;
  if (typeof before !== 'number' || (runningSince !== null && typeof runningSince !== 'number')) return null;
  if (theme !== 'light' && theme !== 'dark') return null;
  const known = list.filter((scene) => scene !== null);
  if (known.length !== list.length) return null;
  return { design, isOn, isBlank, scenes: known, current, notes, timer: { runningSince, before }, theme };
}

function parseScene({ id, title }: Fields): PresenterState['scenes'][number] | null {
  return typeof id === 'string' && typeof title === 'string' ? { id, title } : null;
}

function fieldsOf(raw: unknown): Fields {
  return typeof raw === 'object' && raw !== null ? (raw as Fields) : {}; // fields of an object are unknown ones
}
