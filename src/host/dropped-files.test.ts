import { expect, test } from 'vitest';
import { type DroppedData, readDroppedFiles } from './dropped-files.ts';

type Tree = string | null | { readonly [name: string]: Tree };

/** An entry as the browser gives it; null is a file that can't be read. */
function entry(name: string, tree: Tree): FileSystemEntry {
  const isFile = typeof tree === 'string' || tree === null;
  const children = isFile ? [] : Object.entries(tree).map(([child, below]) => entry(child, below));
  const made = {
    name,
    isFile,
    isDirectory: !isFile,
    file: (resolve: (file: File) => void, reject: (error: Error) => void) => {
      if (typeof tree === 'string') resolve(new File([tree], name));
      else reject(new Error('no'));
    },
    createReader: () => {
      let at = 0;
      // Chromium gives a hundred at a time; two here.
      return { readEntries: (resolve: (batch: FileSystemEntry[]) => void) => resolve(children.slice(at, (at += 2))) };
    },
  };
  // The members that are used.
  return made as unknown as FileSystemEntry;
}

function drop(tree: Exclude<Tree, string | null>): DroppedData {
  const items = Object.entries(tree).map(([name, below]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entry(name, below),
  }));
  const text = { kind: 'string', webkitGetAsEntry: () => null };
  return { items: [text, ...items] };
}

const names = async (data: DroppedData): Promise<readonly string[]> =>
  (await readDroppedFiles(data)).map((file) => file.name);

test('files keep the order of the drop, whatever their names', async () => {
  expect(await readDroppedFiles(drop({ 'b.txt': 'B', 'a.yaml': 'A' }))).toEqual([
    { name: 'b.txt', file: null, version: null, content: { kind: 'text', text: 'B' } },
    { name: 'a.yaml', file: null, version: null, content: { kind: 'text', text: 'A' } },
  ]);
});

test('a folder gives all manifests below it by name, in as many batches as it takes', async () => {
  const cluster = {
    'c.json': '{}',
    'a.yml': '',
    'readme.md': '',
    '.git': { 'x.yaml': '' },
    node_modules: { 'y.yaml': '' },
    sub: { 'z.YAML': '' },
    'b.yaml': '',
  };
  expect(await names(drop({ cluster }))).toEqual([
    'cluster/a.yml',
    'cluster/b.yaml',
    'cluster/c.json',
    'cluster/sub/z.YAML',
  ]);
});

test('what can’t be read is left out, text that was dragged along is ignored', async () => {
  expect(await names(drop({ 'a.yaml': null, 'b.yaml': '' }))).toEqual(['b.yaml']);
  expect(await names(drop({}))).toEqual([]);
});
