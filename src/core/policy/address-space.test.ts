import { expect, test } from 'vitest';
import {
  addressSetContains,
  addressSetOf,
  allAddresses,
  describeAddressSet,
  noAddresses,
  ofAddresses,
} from '../net/address-set.ts';
import { parseCidr, printAddress } from '../net/cidr.ts';
import type { Cidr } from '../net/cidr.ts';
import { internetAddresses, inventAddresses, takenBy } from './address-space.ts';

function net(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr.ok) throw new Error(text);
  return cidr.value;
}

test('the Internet is what is routable and nobody else’s', () => {
  const others = addressSetOf([net('0.0.0.0/1'), net('192.0.0.0/3')]);
  expect(describeAddressSet({ ...internetAddresses(others), v6: [] })).toBe('128.0.0.0/2');
  const whole = internetAddresses(noAddresses);
  for (const text of ['127.0.0.1', '0.1.2.3', '224.0.0.1', '240.0.0.1', 'fe80::1', '::1'])
    expect([text, addressSetContains(whole, net(text).base)]).toEqual([text, false]);
});

test('invented addresses are distinct, outside every written net, and the same each time', () => {
  const taken = takenBy([net('240.0.0.0/30'), net('0.0.0.0/0'), net('128.0.0.0/1')], [net('240.0.0.5').base]);
  const invented = inventAddresses(3, taken).map(printAddress);
  expect(invented).toEqual(['240.0.0.4', '240.0.0.6', '240.0.0.7']);
});

test('where the reserved range is written somewhere, another one serves', () => {
  expect(inventAddresses(1, takenBy([net('240.0.0.0/4')], [])).map(printAddress)).toEqual(['198.18.0.0']);
});

test('where nothing is free nothing is invented', () => {
  expect(inventAddresses(2, allAddresses)).toEqual([]);
  expect(inventAddresses(0, ofAddresses([]))).toEqual([]);
});
