import { stat } from 'node:fs/promises';

/**
 * Whether two paths lead to one file: by a link, by another name of a folder, or by letters in another case where the
 * system tells them not apart. What can't be looked at is the same as nothing but itself.
 */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  try {
    const [a, b] = await Promise.all([stat(one, { bigint: true }), stat(other, { bigint: true })]);
    return a.dev === b.dev && a.ino === b.ino;
  } catch {
    return false;
  }
}
