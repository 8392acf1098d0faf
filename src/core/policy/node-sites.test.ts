import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import { printAddress } from '../net/cidr.ts';
import { hostEndpoint, node, rulesetOf } from './testing/design-of.ts';

const twoInterfaces = {
  spec: {
    interfaces: [
      { name: 'ens1', addresses: ['10.0.0.1'] },
      { name: 'ens2', addresses: ['192.168.0.1'] },
    ],
  },
};

function governed(guards: readonly Manifest[], extra: JsonObject = {}): unknown {
  const site = rulesetOf([node('n1', '10.0.0.1', extra), ...guards]).sites.get('n1');
  return [site?.primary?.name, site?.wildcard?.name, site?.loopback?.name].map((name) => name ?? null);
}

describe('which host endpoint governs (primary interface, wildcard, loopback; R5.5, R5.6)', () => {
  const rows: readonly [string, readonly Manifest[], readonly (string | null)[], JsonObject?][] = [
    ['nothing', [], [null, null, null]],
    ['a wildcard governs every interface', [hostEndpoint('star', 'n1', {})], ['star', 'star', 'star']],
    [
      'a named one comes first on its interface',
      [hostEndpoint('star', 'n1', {}), hostEndpoint('x', 'n1', { interfaceName: 'eth0' })],
      ['x', 'star', 'star'],
    ],
    ['of several the smallest name', [hostEndpoint('b', 'n1', {}), hostEndpoint('a', 'n1', {})], ['a', 'a', 'a']],
    ['an unknown interface governs nothing', [hostEndpoint('x', 'n1', { interfaceName: 'wlan0' })], [null, null, null]],
    [
      'without a name the expected address says which',
      [hostEndpoint('x', 'n1', { interfaceName: '', expectedIPs: ['10.0.0.1'] })],
      ['x', null, null],
    ],
    [
      'an expected address that is nowhere binds nothing',
      [hostEndpoint('x', 'n1', { interfaceName: '', expectedIPs: ['10.9.9.9'] })],
      [null, null, null],
    ],
    ['loopback by name', [hostEndpoint('x', 'n1', { interfaceName: 'lo' })], [null, null, 'x']],
    [
      'the primary interface has the first internal address',
      [hostEndpoint('x', 'n1', { interfaceName: 'ens1' })],
      ['x', null, null],
      twoInterfaces,
    ],
    [
      'another interface is not the primary one',
      [hostEndpoint('x', 'n1', { interfaceName: 'ens2' })],
      [null, null, null],
      twoInterfaces,
    ],
  ];
  test.each(rows.map((row) => [row[0], row] as const))('%s', (_name, [, guards, names, extra]) => {
    expect(governed(guards, extra)).toEqual(names);
  });
});

test.each([
  ['the first internal address', node('n1', '10.0.0.1'), '10.0.0.1'],
  ['else the first expected one', { ...node('n1', '10.0.0.1'), status: {} }, '10.7.7.7'],
])('a node is dialled at %s (R5.4)', (_what, manifest, address) => {
  const guard = hostEndpoint('star', 'n1', { expectedIPs: ['10.7.7.7'] });
  expect(rulesetOf([manifest, guard]).sites.get('n1')?.addresses.map(printAddress)).toEqual([address]);
});

test('a node without any address gets one that nobody has', () => {
  const site = rulesetOf([{ ...node('n1', ''), status: {} }]).sites.get('n1');
  expect(site?.addresses.map(printAddress)).toEqual(['240.0.0.0']);
});
