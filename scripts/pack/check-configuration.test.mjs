import { expect, test } from 'vitest';
import configuration from '../../electron-builder.config.js';
import { configurationChecks, refusals } from './check-configuration.mjs';

test('the configuration holds', async () => {
  expect((await configurationChecks()).flatMap((row) => ('faults' in row ? row.faults : []))).toEqual([]);
});

// electron-builder's schema would be worth nothing here if it let these through.
test.each([
  ['an installer’s option', { nsis: { ...configuration.nsis, oneclick: true } }, 'configuration.nsis'],
  ['a disk image’s option', { dmg: { ...configuration.dmg, writeUpdateInfo: 'no' } }, 'configuration.dmg'],
  ['a fuse', { electronFuses: { ...configuration.electronFuses, runAsnode: false } }, 'configuration.electronFuses'],
  ['a toolset', { toolsets: { appimage: '2' } }, 'configuration.toolsets'],
  ['a platform’s option', { linux: { ...configuration.linux, categories: 'Development' } }, 'configuration.linux'],
])('a mistake in %s is refused', async (_name, change, told) => {
  expect((await refusals({ ...configuration, ...change })).join('\n')).toContain(told);
});

// The tools of AppImages before version 1 start the program without its sandbox, and so would this argument.
test('no package starts the program without its sandbox', () => {
  expect(configuration.toolsets?.appimage).toMatch(/^1\./);
  expect(configuration.appImage?.executableArgs).toEqual([]);
  expect(JSON.stringify(configuration)).not.toContain('no-sandbox');
});
