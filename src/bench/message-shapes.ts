import type { Random } from '../core/policy/reference/random.ts';
import type { IpcChannel } from '../host/ipc-contract.ts';

/**
 * What a message may hold, told a second time and as plainly as possible: the fuzz holds the program's own parsers
 * against it. Nothing of it is part of the program.
 */
export type Shape =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'flag' | 'count' | 'channel' | 'file-name' | 'file-text' | 'bytes' | 'png' }
  | { readonly kind: 'word'; readonly among: readonly string[] }
  | { readonly kind: 'text'; readonly least: number; readonly most: number }
  | { readonly kind: 'or-null'; readonly of: Shape }
  | { readonly kind: 'list'; readonly of: Shape }
  | {
      readonly kind: 'fields';
      readonly of: Readonly<Record<string, Shape>>;
      readonly mayLack: readonly string[];
    };

export const mostElements = 10_000;
export const mostFields = 64;
/** PNG, 5.2. */
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
export const mostFileBytes = 50 * 1024 * 1024;

const nothing: Shape = { kind: 'nothing' };
const flag: Shape = { kind: 'flag' };
const fileName: Shape = { kind: 'file-name' };
const fileText: Shape = { kind: 'file-text' };
const bytes: Shape = { kind: 'bytes' };
const word = (...among: readonly string[]): Shape => ({ kind: 'word', among });
const text = (most: number, least = 0): Shape => ({ kind: 'text', least, most });
const orNull = (of: Shape): Shape => ({ kind: 'or-null', of });
const list = (of: Shape): Shape => ({ kind: 'list', of });
const fields = (of: Readonly<Record<string, Shape>>, ...mayLack: readonly string[]): Shape => ({
  kind: 'fields',
  of,
  mayLack,
});

const token = text(64);
const history = text(20 * 1024 * 1024);
const undoListKey = { file: orNull(token), name: text(255, 1) };

export const messageShapes: Readonly<Record<IpcChannel, Shape>> = {
  'file:open': fields({ what: word('design', 'manifests', 'folder'), multiple: flag }),
  'file:open-recent': token,
  'file:recent': nothing,
  'file:save-text': fields({
    suggestedName: fileName,
    text: fileText,
    file: orNull(token),
    expectedVersion: orNull(text(255)),
  }),
  'file:save-folder': fields({ suggestedName: fileName, files: list(fields({ name: fileName, text: fileText })) }),
  'file:save-bytes': fields({ suggestedName: fileName, kind: word('png', 'svg', 'html', 'pdf'), bytes }),
  'file:save-pdf': fields({ suggestedName: fileName, paper: word('a4', 'letter') }),
  'clipboard:copy-picture': { kind: 'png' },
  'recovery:write': fields({
    name: text(255),
    text: fileText,
    file: orNull(token),
    version: orNull(text(255)),
    savedAt: text(64),
    history: orNull(history),
    objects: orNull({ kind: 'count' }),
    changes: orNull({ kind: 'count' }),
  }),
  'recovery:read': nothing,
  'recovery:clear': nothing,
  'recovery:postpone': nothing,
  'undo-list:keep': fields({ ...undoListKey, history: orNull(history) }),
  'undo-list:read': fields(undoListKey),
  'cluster:contexts': nothing,
  'cluster:plan': text(1_000),
  'cluster:read': fields({ context: text(1_000), kind: text(255) }),
  'cluster:cancel': nothing,
  'preferences:read': nothing,
  'preferences:write': fields(
    {
      theme: word('system', 'light', 'dark'),
      colours: word('standard', 'safe'),
      started: flag,
      lessons: list(fields({ lesson: text(400), at: orNull(text(400)), passed: list(text(400)) })),
    },
    'colours',
    'lessons',
  ),
  'menu:set-actions': list(
    fields({
      id: text(64),
      label: text(100),
      group: word('file', 'edit', 'arrange', 'view', 'present', 'help'),
      shortcut: orNull(text(32)),
      isSwitch: flag,
      beginsGroup: flag,
    }),
  ),
  'window:show-state': fields({
    title: text(1_000),
    unsaved: flag,
    file: orNull(token),
    isVacant: flag,
    enabledActions: list(text(64)),
    checkedActions: list(text(64)),
  }),
  'window:answer-close': word('close', 'stay'),
  'present:set': flag,
  'present:open-presenter': { kind: 'channel' },
  'window:new': nothing,
  'window:listening': nothing,
};

/** The channels of the contract: a channel that has no shape above does not compile. */
export const channels = Object.keys(messageShapes) as readonly IpcChannel[];

const names = ['a.firewright.yaml', '00-tiers.yaml', 'grün – 1.yaml', '.hidden', 'console.yaml', 'com10', '__proto__'];
const texts = ['', 'x', 'kind: Namespace\n', '__proto__', '../../etc/passwd', '\u0000', '\ud800', '🔥', '<img src=x>'];

const channelName = /^presenter-[0-9a-z]{1,32}$/;

/** A message of that shape. */
export function honest(shape: Shape, random: Random): unknown {
  switch (shape.kind) {
    case 'nothing':
      return undefined;
    case 'flag':
      return random.chance(0.5);
    case 'count':
      return random.below(1_000);
    case 'channel':
      return `presenter-${random.below(1_000_000).toString(36)}`;
    case 'file-name':
      return random.pick(names);
    case 'file-text':
      return random.pick(texts);
    case 'bytes':
      return new Uint8Array(random.times(random.between(0, 9), () => random.below(256)));
    case 'png':
      return Uint8Array.of(...pngSignature, ...random.times(random.between(0, 9), () => random.below(256)));
    case 'word':
      return random.pick(shape.among);
    case 'text': {
      const words = texts.filter(({ length }) => length >= shape.least && length <= shape.most);
      return random.chance(0.1) ? 'x'.repeat(Math.min(shape.most, 2_000)) : random.pick(words);
    }
    case 'or-null':
      return random.chance(0.4) ? null : honest(shape.of, random);
    case 'list':
      return random.times(random.between(1, 4), () => honest(shape.of, random));
    case 'fields':
      return Object.fromEntries(Object.entries(shape.of).map(([name, of]) => [name, honest(of, random)]));
  }
}

/** Whether a value has that shape. What throws when it is looked at has none. */
export function fits(shape: Shape, value: unknown): boolean {
  try {
    return has(shape, value);
  } catch {
    return false;
  }
}

function has(shape: Shape, value: unknown): boolean {
  switch (shape.kind) {
    case 'nothing':
      return value === undefined;
    case 'flag':
      return value === true || value === false;
    case 'count':
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case 'channel':
      return typeof value === 'string' && channelName.test(value);
    case 'file-name':
      return typeof value === 'string' && isFileName(value);
    case 'file-text':
      return typeof value === 'string' && value.length <= mostFileBytes && new Blob([value]).size <= mostFileBytes;
    case 'bytes':
      return value instanceof Uint8Array && value.length <= 256 * 1024 * 1024;
    case 'png':
      return has(bytes, value) && value instanceof Uint8Array && pngSignature.every((byte, at) => value[at] === byte);
    case 'word':
      return typeof value === 'string' && shape.among.includes(value);
    case 'text':
      return typeof value === 'string' && value.length >= shape.least && value.length <= shape.most;
    case 'or-null':
      return value === null || has(shape.of, value);
    case 'list':
      return isList(value) && value.every((element) => has(shape.of, element));
    case 'fields': {
      const own = ownFields(value);
      return (
        own !== null &&
        own.size <= mostFields &&
        Object.entries(shape.of).every(([name, of]) =>
          own.has(name) ? has(of, own.get(name)) : shape.mayLack.includes(name),
        )
      );
    }
  }
}

/** Without holes and getters: `every` would pass over the one and run the other. */
function isList(value: unknown): value is readonly unknown[] {
  if (!Array.isArray(value) || value.length > mostElements) return false;
  const own = Object.getOwnPropertyDescriptors(value);
  return Array.from(value.keys()).every((index) => 'value' in (own[index] ?? {}));
}

/** null: no plain object. What has a getter is left out. */
function ownFields(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  if (![null, Object.prototype].includes(Object.getPrototypeOf(value) as object | null)) return null;
  const found = new Map<string, unknown>();
  for (const [name, field] of Object.entries(Object.getOwnPropertyDescriptors(value)))
    if ('value' in field) found.set(name, field.value);
  return found;
}

const devices = ['con', 'prn', 'aux', 'nul', ...[...'0123456789'].flatMap((digit) => [`com${digit}`, `lpt${digit}`])];

function isFileName(name: string): boolean {
  if (name.length < 1 || name.length > 255 || name.endsWith('.') || name.endsWith(' ')) return false;
  if ([...name].some((sign) => sign < ' ' || '<>:"/\\|?*'.includes(sign))) return false;
  return !devices.includes(name.toLowerCase().replace(/\..*$/s, ''));
}
