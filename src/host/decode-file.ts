import { type FileContent, maxFileBytes } from './app-host.ts';

/**
 * Reads a file as UTF-8. A byte order mark stays in the text, so that an untouched file is saved with the bytes it had.
 * Too large or not UTF-8 is told in the answer; rejects only when the file itself can't be read.
 */
export async function readFileContent(file: Blob): Promise<FileContent> {
  if (file.size > maxFileBytes) return { kind: 'too-large', bytes: file.size };
  return decodeFile(new Uint8Array(await file.arrayBuffer()));
}

/** As `readFileContent`, for bytes in memory. */
export function decodeFile(bytes: Uint8Array): FileContent {
  if (bytes.length > maxFileBytes) return { kind: 'too-large', bytes: bytes.length };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'not-utf8', offset: firstBadByte(bytes) };
  }
}

/** A decoder doesn't tell where it failed, but a lenient one puts U+FFFD there: the first difference after encoding. */
function firstBadByte(bytes: Uint8Array): number {
  const repaired = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  let at = repaired.findIndex((byte, index) => byte !== bytes[index]);
  // A cut-off sequence may begin like U+FFFD itself (EF BF BD): go back to where the replacement starts.
  while (((repaired[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}
