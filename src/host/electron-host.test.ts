import { expect, test } from 'vitest';
import { findElectronHost } from './electron-host.ts';

test.each([
  ['nothing exposed', {}],
  ['something else of that name', { appHost: 'electron' }],
  ['null', { appHost: null }],
  ['another kind', { appHost: { kind: 'browser' } }],
])('no Electron: %s', (_why, scope) => {
  expect(findElectronHost(scope)).toBeNull();
});

test('the exposed port is used as it is', () => {
  const appHost = { kind: 'electron' };
  expect(findElectronHost({ appHost })).toBe(appHost);
});
