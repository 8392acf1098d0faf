import { expect, test } from 'vitest';
import { launchRequest } from './launch-files.ts';

test.each([
  ['packaged, no files', ['/opt/firewright'], true, []],
  ['packaged, relative and absolute', ['/opt/firewright', 'a.yaml', '/b.yaml'], true, ['/designs/a.yaml', '/b.yaml']],
  ['options are none', ['/opt/firewright', '--no-sandbox', 'a.yaml', '-x', ''], true, ['/designs/a.yaml']],
  [
    'but behind -- they are',
    ['/opt/firewright', '-x', '--', '-a.yaml', '--b'],
    true,
    ['/designs/-a.yaml', '/designs/--b'],
  ],
  ['addresses of files', ['/opt/firewright', 'file:///x/gr%C3%BCn%20a.yaml'], true, ['/x/grün a.yaml']],
  ['addresses of none', ['/opt/firewright', 'file://server/a.yaml', 'file:///%2f'], true, []],
  ['from the sources', ['electron', '.', 'a.yaml'], false, ['/designs/a.yaml']],
  ['from the sources, options first', ['electron', '--inspect=0', '.', 'a.yaml'], false, ['/designs/a.yaml']],
])('%s', (_title, argv, packaged, files) => {
  expect(launchRequest(argv, '/designs', packaged)).toEqual({ files, newWindow: false });
});

test('a new window may be asked for, with files or without', () => {
  const request = (...argv: string[]) => launchRequest(['firewright', ...argv], '/designs', true);
  expect(request('--new-window')).toEqual({ files: [], newWindow: true });
  expect(request('a.yaml', '--new-window').newWindow).toBe(true);
  expect(request('--', '--new-window')).toEqual({ files: ['/designs/--new-window'], newWindow: false });
});
