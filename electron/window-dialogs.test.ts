import type { BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import { dialogsOf, sentenceOf } from './window-dialogs.ts';

// Only handed on.
const window = { id: 1 } as BrowserWindow;

function dialog(response: number) {
  return {
    showOpenDialog: vi.fn(() => Promise.resolve({ canceled: true, filePaths: [] })),
    showSaveDialog: vi.fn(() => Promise.resolve({ canceled: true, filePath: '' })),
    showMessageBox: vi.fn(() => Promise.resolve({ response, checkboxChecked: false })),
  };
}

test('every dialog hangs on its window', async () => {
  const system = dialog(0);
  const dialogs = dialogsOf(window, system);
  await dialogs.open({ properties: ['openFile'] });
  await dialogs.save({ defaultPath: 'a' });
  await dialogs.mayReplace(['a.yaml'], 'out');
  expect(system.showOpenDialog).toHaveBeenCalledExactlyOnceWith(window, { properties: ['openFile'] });
  expect(system.showSaveDialog).toHaveBeenCalledExactlyOnceWith(window, { defaultPath: 'a' });
  expect(system.showMessageBox).toHaveBeenCalledExactlyOnceWith(window, expect.objectContaining({ detail: 'a.yaml' }));
});

test.each([
  ['only on the user’s word', 0, true],
  ['not when the question is waved off', 1, false],
])('files are replaced %s', async (_title, response, replaced) => {
  expect(await dialogsOf(window, dialog(response)).mayReplace(['a.yaml'], 'out')).toBe(replaced);
});

test.each([
  [{ reason: 'not-found', name: 'a' }, 'It is not there.'],
  [{ reason: 'forbidden', name: 'a' }, 'You are not allowed to read it.'],
  [{ reason: 'failed', name: 'a', message: 'i/o error (EIO)' }, 'i/o error (EIO).'],
  [{ reason: 'unknown-token' }, 'The system says: unknown-token.'],
] as const)('%o is told as a sentence', (error, sentence) => {
  expect(sentenceOf(error)).toBe(sentence);
});
