import type { RecoverySnapshot } from '../../src/host/app-host.ts';

/** Work in progress that says as little as possible. */
export const snapshot: RecoverySnapshot = {
  name: 'a',
  text: 'x',
  file: null,
  version: null,
  savedAt: 'now',
  history: null,
  objects: 1,
  changes: null,
};
