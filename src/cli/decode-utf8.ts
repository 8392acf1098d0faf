import type { OfferedFile } from '../core/file/accept-files.ts';

/** Text, or the first byte that is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): OfferedFile['content'] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return { kind: 'text', text: decoder.decode(bytes) };
  } catch {
    return { kind: 'not-utf8', offset: firstBadByte(bytes) };
  }
}

/** Where a text decoded with replacement characters first differs from the bytes. */
function firstBadByte(bytes: Uint8Array): number {
  const lenient = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const at = bytes.findIndex((byte, index) => lenient[index] !== byte);
  return at === -1 ? bytes.length : at;
}
