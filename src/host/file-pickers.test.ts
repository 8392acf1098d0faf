import { describe, expect, test } from 'vitest';
import { browserPickers, filesOfFolder, isManifestName } from './file-pickers.ts';

type Scope = Parameters<typeof browserPickers>[0];

/** A file input that the user answers as soon as it is clicked. */
function scopeWithInput(answer: readonly File[] | 'cancel') {
  const input = {
    type: '',
    multiple: false,
    webkitdirectory: false,
    accept: '',
    files: answer === 'cancel' ? [] : answer,
    listeners: new Map<string, () => void>(),
    addEventListener(event: string, listener: () => void) {
      this.listeners.set(event, listener);
    },
    click() {
      this.listeners.get(answer === 'cancel' ? 'cancel' : 'change')?.();
    },
  };
  // The members that are used.
  const scope = { document: { createElement: () => input } } as unknown as Scope;
  return { scope, input };
}

const inFolder = (path: string): File =>
  Object.defineProperty(new File([''], path.split('/').at(-1) ?? ''), 'webkitRelativePath', { value: path });
const plain = (name: string): File => Object.defineProperty(new File([''], name), 'webkitRelativePath', { value: '' });

describe('without File System Access', () => {
  test('chosen files keep their order and have no handle', async () => {
    const { scope, input } = scopeWithInput([plain('b.yaml'), plain('a.txt')]);
    const picked = await browserPickers(scope).open({ what: 'manifests', multiple: true });
    expect(picked.map(({ name, handle }) => [name, handle])).toEqual([
      ['b.yaml', null],
      ['a.txt', null],
    ]);
    expect(input).toMatchObject({ type: 'file', multiple: true, webkitdirectory: false, accept: '.yaml,.yml,.json' });
  });

  test('a folder gives its manifests by name', async () => {
    const { scope, input } = scopeWithInput(['x/b.yaml', 'x/notes.txt', 'x/a.json'].map(inFolder));
    const picked = await browserPickers(scope).open({ what: 'folder', multiple: false });
    expect(picked.map((file) => file.name)).toEqual(['x/a.json', 'x/b.yaml']);
    expect(input.webkitdirectory).toBe(true);
  });

  test('closing the dialog rejects as the real pickers do', async () => {
    const { scope } = scopeWithInput('cancel');
    const picked = browserPickers(scope).open({ what: 'design', multiple: false });
    await expect(picked).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('there is nothing to save into', async () => {
    const { scope } = scopeWithInput('cancel');
    expect([await browserPickers(scope).saveTarget('a'), await browserPickers(scope).folderTarget()]).toEqual([
      null,
      null,
    ]);
  });
});

interface FakeEntry {
  readonly kind: 'file' | 'directory';
  readonly name: string;
  readonly getFile?: () => Promise<File>;
  readonly values?: () => AsyncGenerator<FakeEntry>;
}

const file = (name: string): FakeEntry => ({
  kind: 'file',
  name,
  getFile: () => Promise.resolve(new File([''], name)),
});
function folder(name: string, ...entries: FakeEntry[]): FakeEntry {
  return {
    kind: 'directory',
    name,
    async *values() {
      yield* entries;
    },
  };
}

test('a folder’s manifests come by name, from below it too, without hidden and installed ones', async () => {
  const cluster = folder(
    'cluster',
    file('b.yaml'),
    file('notes.txt'),
    folder('sub', file('a.YML'), folder('node_modules', file('x.yaml'))),
    folder('.git', file('y.yaml')),
    file('.z.yaml'),
  );
  const picked = await filesOfFolder(cluster as unknown as FileSystemDirectoryHandle);
  expect(picked.map(({ name, handle }) => [name, handle !== null])).toEqual([
    ['cluster/b.yaml', true],
    ['cluster/sub/a.YML', true],
  ]);
});

test.each([
  ['a.yaml', true],
  ['A.YML', true],
  ['a.firewright.yaml', true],
  ['a.json', true],
  ['yaml', false],
  ['a.yaml.txt', false],
])('%s is a manifest by its name: %s', (name, expected) => {
  expect(isManifestName(name)).toBe(expected);
});
