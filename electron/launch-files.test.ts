import { expect, test } from 'vitest';
import { launchFiles } from './launch-files.ts';

test.each([
  ['packaged, no files', ['/opt/firewright'], true, []],
  ['packaged, relative and absolute', ['/opt/firewright', 'a.yaml', '/b.yaml'], true, ['/designs/a.yaml', '/b.yaml']],
  ['options are none', ['/opt/firewright', '--no-sandbox', 'a.yaml', '-x', ''], true, ['/designs/a.yaml']],
  ['from the sources', ['electron', '.', 'a.yaml'], false, ['/designs/a.yaml']],
  ['from the sources, options first', ['electron', '--inspect=0', '.', 'a.yaml'], false, ['/designs/a.yaml']],
])('%s', (_title, argv, packaged, expected) => {
  expect(launchFiles(argv, '/designs', packaged)).toEqual(expected);
});
