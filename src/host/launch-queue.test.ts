import { expect, test } from 'vitest';
import { type LaunchScope, onLaunch } from './launch-queue.ts';

/** A handle with the members that are used. */
const handle = (kind: FileSystemHandleKind, name: string): FileSystemHandle => ({ kind, name }) as FileSystemHandle;

function launchedWith(files?: readonly FileSystemHandle[]): readonly string[] {
  const received: string[] = [];
  const launch = files === undefined ? {} : { files };
  const scope: LaunchScope = { launchQueue: { setConsumer: (consumer) => consumer(launch) } };
  onLaunch(scope, (handles) => received.push(...handles.map(({ name }) => name)));
  return received;
}

test('files are received, folders are not', () => {
  expect(launchedWith([handle('file', 'a.yaml'), handle('directory', 'b'), handle('file', 'c.yaml')])).toEqual([
    'a.yaml',
    'c.yaml',
  ]);
});

test.each([[undefined], [[]], [[handle('directory', 'b')]]])('a start without a file gives nothing: %#', (files) => {
  expect(launchedWith(files)).toEqual([]);
});

test('a browser without the queue gives nothing', () => {
  expect(() => onLaunch({}, () => expect.unreachable())).not.toThrow();
});
