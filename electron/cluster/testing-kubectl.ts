import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * For tests: a folder with a `kubectl` that does what `script` says, in the words of Node. `words` are its arguments,
 * `say` writes to its output, `complain` to its errors. The folder alone makes up a PATH.
 */
export async function fakeKubectl(folder: string, script: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const body = [
    `#!${process.execPath}`,
    "const { writeSync } = require('node:fs');",
    'const words = process.argv.slice(2);',
    'const say = (text) => { let rest = Buffer.from(text); while (rest.length > 0) try { rest = rest.subarray(writeSync(1, rest)); } catch (e) { if (e.code !== "EAGAIN") throw e; } };',
    'const complain = (text) => writeSync(2, text + "\\n");',
    script,
  ].join('\n');
  const path = join(folder, 'kubectl');
  await writeFile(path, body);
  await chmod(path, 0o755);
  return folder;
}
