import { expect, test } from 'vitest';
import { calicoVersions } from '../model/settings.ts';
import { isAtLeast, versionHasKind } from './kinds.ts';

const cases: readonly [kind: string, versions: readonly string[]][] = [
  ['GlobalNetworkPolicy', ['3.29', '3.30', '3.31', '3.32', '3.33']],
  ['AdminNetworkPolicy', ['3.29', '3.30', '3.31']],
  ['BaselineAdminNetworkPolicy', ['3.30', '3.31']],
  ['ClusterNetworkPolicy', ['3.32', '3.33']],
  ['StagedNetworkPolicy', ['3.30', '3.31', '3.32', '3.33']],
  ['constructor', ['3.29', '3.30', '3.31', '3.32', '3.33']],
];

test.each(cases)('%s is enforced by %j (R1.1)', (kind, versions) => {
  expect(calicoVersions.filter((version) => versionHasKind(version, kind))).toEqual(versions);
});

test('versions are in order', () => {
  expect([isAtLeast('3.31', '3.31'), isAtLeast('3.31', '3.32'), isAtLeast('3.33', '3.29')]).toEqual([
    true,
    false,
    true,
  ]);
});
