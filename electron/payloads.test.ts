import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxContextLength, maxFileBytes, maxUndoListLength } from '../src/host/app-host.ts';
import type { IpcChannel } from '../src/host/ipc-contract.ts';
import { parsers } from './payloads.ts';

const save = { suggestedName: 'a.yaml', text: 'x', file: null, expectedVersion: null };
const action = { id: 'undo', label: 'Undo', group: 'edit', shortcut: 'Mod+Z', isSwitch: false, beginsGroup: false };
const state = {
  title: 'a',
  unsaved: false,
  file: null,
  isVacant: true,
  enabledActions: ['undo'],
  checkedActions: [],
};
const snapshot = {
  name: 'a',
  text: 'x',
  file: null,
  version: null,
  savedAt: '2026-01-01',
  history: null,
  objects: null,
  changes: null,
};
const undoList = { file: null, name: 'a.yaml', history: '{}' };

const good: Readonly<Record<IpcChannel, readonly unknown[]>> = {
  'file:open': [{ what: 'folder', multiple: true }],
  'file:open-recent': ['token'],
  'file:recent': [undefined],
  'file:save-text': [save, { ...save, file: 'token', expectedVersion: 'abc' }],
  'file:save-bytes': [{ suggestedName: 'a.png', kind: 'png', bytes: Uint8Array.of(1, 2) }],
  'file:save-pdf': [{ suggestedName: 'a.pdf', paper: 'letter' }],
  'clipboard:copy-picture': [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 7)],
  'file:save-folder': [{ suggestedName: 'bundle', files: [{ name: '00-tiers.yaml', text: '' }] }],
  'recovery:write': [snapshot, { ...snapshot, file: 'token', version: 'v', history: '{}', objects: 3, changes: 0 }],
  'undo-list:keep': [undoList, { ...undoList, file: 'token', history: null }],
  'undo-list:read': [{ file: 'token', name: 'a.yaml' }],
  'recovery:read': [undefined],
  'recovery:clear': [undefined],
  'recovery:postpone': [undefined],
  'cluster:contexts': [undefined],
  'cluster:plan': ['dev'],
  'cluster:read': [{ context: 'dev', kind: 'pods' }],
  'cluster:cancel': [undefined],
  'preferences:read': [undefined],
  'preferences:write': [
    { theme: 'dark', colours: 'safe', started: true, lessons: [{ lesson: 'nodes', at: 'one', passed: ['one read'] }] },
  ],
  'menu:set-actions': [[], [action, { ...action, shortcut: null }]],
  'window:show-state': [state, { ...state, file: 'token' }],
  'window:answer-close': ['close', 'stay'],
  'present:set': [true, false],
  'present:open-presenter': ['presenter-ab12'],
  'window:new': [undefined],
  'window:listening': [undefined],
};
const channels = Object.keys(good) as IpcChannel[];

test.each(channels)('%s takes what the contract says, and drops every other field', (channel) => {
  for (const payload of good[channel]) {
    expect(parsers[channel](payload)).toEqual(payload);
    if (typeof payload === 'object' && payload !== null && !Array.isArray(payload) && !ArrayBuffer.isView(payload))
      expect(parsers[channel]({ ...payload, more: 1 })).toEqual(payload);
  }
});

const bad: readonly (readonly [IpcChannel, unknown])[] = [
  ['file:open', { what: 'design' }],
  ['file:open', { what: 'design', multiple: 1 }],
  ['file:open', Object.create({ what: 'design', multiple: true })],
  ['file:open-recent', 7],
  ['file:open-recent', 'x'.repeat(65)],
  ['file:recent', {}],
  ['file:save-text', { ...save, text: null }],
  ['file:save-text', { ...save, file: undefined }],
  ['file:save-text', { ...save, expectedVersion: 1 }],
  ['file:save-text', { ...save, text: { length: maxFileBytes } }],
  ['file:save-text', { ...save, text: 'x'.repeat(maxFileBytes + 1) }],
  // Short enough in code units, too long in bytes.
  ['file:save-text', { ...save, text: 'ä'.repeat(maxFileBytes / 2 + 1) }],
  ['file:save-folder', { suggestedName: 'b', files: [{ name: '../a', text: '' }] }],
  ['file:save-folder', { suggestedName: 'b', files: {} }],
  ['file:save-bytes', { suggestedName: '../a.png', kind: 'png', bytes: new Uint8Array() }],
  ['file:save-bytes', { suggestedName: 'a.exe', kind: 'exe', bytes: new Uint8Array() }],
  ['file:save-bytes', { suggestedName: 'a.png', kind: 'png', bytes: [1, 2] }],
  ['file:save-bytes', { suggestedName: 'a.png', kind: 'png', bytes: new Uint16Array(2) }],
  ['file:save-pdf', { suggestedName: 'a.pdf', paper: 'a3' }],
  ['clipboard:copy-picture', 'bytes'],
  ['clipboard:copy-picture', Uint8Array.of(1, 2, 3)],
  ['clipboard:copy-picture', new ArrayBuffer(2)],
  ['recovery:write', { ...snapshot, savedAt: new Date(0) }],
  ['recovery:write', { ...snapshot, history: undefined }],
  ['recovery:write', { ...snapshot, objects: -1 }],
  ['recovery:write', { ...snapshot, changes: 0.5 }],
  ['undo-list:keep', { ...undoList, history: {} }],
  ['undo-list:keep', { ...undoList, history: 'x'.repeat(maxUndoListLength + 1) }],
  ['undo-list:keep', { ...undoList, name: '' }],
  ['undo-list:read', { ...undoList, name: 7 }],
  ['undo-list:read', { name: 'a.yaml' }],
  ['cluster:contexts', 'dev'],
  ['cluster:plan', undefined],
  ['cluster:plan', 'x'.repeat(maxContextLength + 1)],
  ['cluster:read', { context: 'dev' }],
  ['cluster:read', { context: 'dev', kind: ['pods'] }],
  ['cluster:cancel', 'dev'],
  ['preferences:write', { theme: 'blue', colours: 'safe', started: true }],
  ['preferences:write', { theme: 'dark', colours: 'red', started: true }],
  [
    'preferences:write',
    { theme: 'dark', colours: 'safe', started: true, lessons: [{ lesson: 'a', at: 3, passed: [] }] },
  ],
  ['preferences:write', { theme: 'dark', colours: 'safe', started: true, lessons: [{ lesson: 'a', at: null }] }],
  ['menu:set-actions', [{ ...action, group: 'debug' }]],
  ['menu:set-actions', Array.from({ length: 10_001 }, () => action)],
  ['menu:set-actions', [{ ...action, isSwitch: 'yes' }]],
  ['menu:set-actions', [{ ...action, beginsGroup: 0 }]],
  ['menu:set-actions', [{ ...action, isSwitch: 'no' }]],
  ['window:show-state', { ...state, enabledActions: [1] }],
  ['window:show-state', { ...state, file: 7 }],
  ['window:show-state', { ...state, isVacant: null }],
  ['window:show-state', { ...state, checkedActions: null }],
  ['window:show-state', { ...state, title: 'x'.repeat(1_001) }],
  ['window:answer-close', 'perhaps'],
  ['window:answer-close', undefined],
];
test.each(bad)('%s refuses %o', (channel, payload) => {
  expect(parsers[channel](payload)).toBeNull();
});

test('a bundle may be four files as long as one may be, and no longer', () => {
  const bundle = (files: number): unknown => ({
    suggestedName: 'b',
    files: Array.from({ length: files }, (_, index) => ({ name: `${index}.yaml`, text: longText })),
  });
  const longText = 'x'.repeat(maxFileBytes);
  expect(parsers['file:save-folder'](bundle(4))).not.toBeNull();
  expect(parsers['file:save-folder'](bundle(5))).toBeNull();
});

describe('a file name', () => {
  const nameIn = (suggestedName: string): boolean => parsers['file:save-text']({ ...save, suggestedName }) !== null;
  test.each(['a', 'a.firewright.yaml', '.hidden', 'grün – 1.yaml', 'a b', 'console.yaml', 'com10.yaml'])(
    'may be %s',
    (name) => {
      expect(nameIn(name)).toBe(true);
    },
  );
  test.each([
    ...['', '.', '..', '...', '/a', 'a/b', '..\\a', 'C:a', 'a\0', 'a\n', 'a?', 'a.', 'a ', 'x'.repeat(256)],
    ...['con', 'NUL.yaml', 'com1', 'lpt9.txt'],
  ])('may not be %j', (name) => {
    expect(nameIn(name)).toBe(false);
  });
});

test('whatever arrives, a parser answers with a request or null and never throws', () => {
  const anything = fc.oneof(
    fc.anything({ withNullPrototype: true, withDate: true, withMap: true, withTypedArray: true }),
    // Near misses: a good payload with one field replaced.
    fc
      .tuple(fc.constantFrom(...channels.flatMap((channel) => good[channel])), fc.string(), fc.anything())
      .map(([payload, key, value]) =>
        typeof payload === 'object' && payload !== null ? { ...payload, [key]: value } : value,
      ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...channels), anything, (channel, payload) => {
      const parsed = parsers[channel](payload);
      // What passed once passes unchanged: nothing unparsed came through.
      if (parsed !== null) expect(parsers[channel](parsed)).toEqual(parsed);
    }),
    { numRuns: 5_000 },
  );
});
