import type { Random } from '../core/policy/reference/random.ts';

interface Frame {
  readonly url: string;
}

/** The event of a message, as far as it says who sent it. */
export interface Caller {
  readonly sender: { readonly id: number; readonly mainFrame: unknown };
  readonly senderFrame: Frame | null;
}

const start = 'app://firewright/index.html';

/** The two windows of the fuzz. */
const frames: readonly Frame[] = [{ url: start }, { url: `${start}?window=2#canvas` }];

/** The page of one of the two windows, 1 or 2. */
export function ownCaller(window: number): Caller {
  const frame = frames[window - 1] ?? null;
  return { sender: { id: window, mainFrame: frame }, senderFrame: frame };
}

const foreignAddresses = [
  ...['', 'about:blank', 'about:srcdoc', 'javascript:0', 'data:text/html,app://firewright/index.html', 'blob:null/0'],
  ...['https://firewright/index.html', 'http://127.0.0.1/index.html', 'file:///index.html', 'devtools://devtools/'],
  ...['app://evil/index.html', 'app://firewright.evil/index.html', 'app://firewright@evil/index.html'],
  ...[
    'app://evil@firewright/index.html',
    'app://firewright:1/index.html',
    'app:firewright/index.html',
    'app:///index.html',
  ],
  ...[
    'apps://firewright/index.html',
    'app://FIREWRIGHT/index.html',
    'app://firewright/',
    'app://firewright/assets/a.svg',
  ],
  ...[
    'app://firewright/index.html/',
    'app://firewright/index.html%00',
    'app://firewright/INDEX.HTML',
    'app://firewright/index%2ehtml',
  ],
  ...['blob:app://firewright/0-1', 'filesystem:app://firewright/index.html', 'view-source:app://firewright/index.html'],
];

function from(url: string, id = 1): Caller {
  const frame = { url };
  return { sender: { id, mainFrame: frame }, senderFrame: frame };
}

function gone(): never {
  throw new Error('Render frame was disposed before WebFrameMain could be accessed');
}

const destroyedFrame = Object.defineProperty({ url: '' }, 'url', { get: gone });
const destroyedSender = Object.defineProperty({ id: 1, mainFrame: null }, 'mainFrame', { get: gone });

/** Who may not send: each with a way to make its event. */
export const foreignCallers: readonly (readonly [who: string, make: (random: Random) => Caller])[] = [
  ['another origin', (random) => from(random.pick(foreignAddresses))],
  ['no frame', (random) => ({ ...ownCaller(random.between(1, 2)), senderFrame: null })],
  ['no frame at all', () => ({ sender: { id: 1, mainFrame: null }, senderFrame: null })],
  ['a frame within our page', (random) => ({ ...ownCaller(random.between(1, 2)), senderFrame: { url: start } })],
  ['the frame of another window', () => ({ sender: ownCaller(1).sender, senderFrame: ownCaller(2).senderFrame })],
  ['an unknown window', (random) => from(start, random.pick([0, 3, -1, NaN, Infinity, 2 ** 31]))],
  ['a frame that was destroyed', () => ({ sender: { id: 1, mainFrame: destroyedFrame }, senderFrame: destroyedFrame })],
  ['a window that was destroyed', () => ({ sender: destroyedSender, senderFrame: { url: start } })],
];
