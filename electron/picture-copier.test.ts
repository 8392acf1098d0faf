import type { ClipboardItem } from 'electron';
import { expect, test } from 'vitest';
import { pictureCopier } from './picture-copier.ts';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 7);

/** A clipboard that keeps what was written to it. */
function clipboard(write: () => Promise<void> = () => Promise.resolve()) {
  const items: ClipboardItem[] = [];
  const forms: Record<string, Blob>[] = [];
  const copy = pictureCopier(
    { write: (written) => write().then(() => void items.push(...written)) },
    // Electron's class can't be made outside of it.
    (of) => (forms.push(of), { types: Object.keys(of) } as unknown as ClipboardItem),
  );
  return { items, forms, copy };
}

test('a picture goes to the clipboard, byte for byte', async () => {
  const { items, forms, copy } = clipboard();
  expect(await copy(png)).toEqual({ ok: true, value: undefined });
  expect(items.map(({ types }) => types)).toEqual([['image/png']]);
  expect(new Uint8Array((await forms[0]?.['image/png']?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(png);
});

test('a clipboard that takes nothing is told of', async () => {
  const full = clipboard(() => Promise.reject(new Error('held by another program')));
  expect(await full.copy(png)).toMatchObject({ ok: false, error: { message: 'the clipboard does not take it' } });
});
