import { expect, test } from 'vitest';
import { controlFile, readArguments } from './fpm-by-dpkg.mjs';

const args = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libnss3', '-d', 'libgtk-3-0'],
  ...['--architecture', 'amd64', '--name', 'firewright', '--version', '0.1.0', '--maintainer', 'A <a@b.c>'],
  ...['--description', 'Short\n Long.\n\n More.', '--url', 'https://firewright.dev', '/a/=/opt/A', 'b=/usr/b'],
];

test('options are told from paths, and one that comes twice keeps both', () => {
  const { options, paths } = readArguments(args);
  expect(paths).toEqual(['/a/=/opt/A', 'b=/usr/b']);
  expect(options.get('-d')).toEqual(['libnss3', 'libgtk-3-0']);
});

test('the control file says what fpm was told, and leaves out what it was not', () => {
  expect(controlFile(readArguments(args).options)).toBe(
    [
      'Package: firewright',
      'Version: 0.1.0',
      'Architecture: amd64',
      'Maintainer: A <a@b.c>',
      'Depends: libnss3, libgtk-3-0',
      'Homepage: https://firewright.dev',
      'Description: Short',
      ' Long.',
      ' .',
      ' More.',
      '',
    ].join('\n'),
  );
});
