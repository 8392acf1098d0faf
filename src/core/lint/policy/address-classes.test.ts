import { expect, test } from 'vitest';
import { parseAddress, type Address } from '../../net/cidr.ts';
import { globalPolicy, node, pod, rulesetOf } from '../../policy/testing/design-of.ts';
import { AddressClasses } from './address-classes.ts';

const ruleset = rulesetOf([
  node('n1', '10.0.0.1', { spec: { interfaces: [{ name: 'eth1', addresses: ['10.9.0.1'] }] } }),
  pod('prod/a', { app: 'a' }, '10.65.0.1', { nodeName: 'n1' }),
  pod('prod/b', { app: 'a' }, '10.65.0.2', { nodeName: 'n1' }),
  pod('prod/c', { app: 'c' }, '10.65.0.3 fd00::3', { nodeName: 'n1' }),
  globalPolicy('p', {
    selector: 'all()',
    types: ['Ingress'],
    ingress: [
      { action: 'Allow', source: { selector: "app == 'a'" } },
      { action: 'Deny', source: { nets: ['192.0.2.0/24'] } },
      { action: 'Deny', source: { nets: ['127.0.0.5/32'] } },
    ],
  }),
]);
const [v4, v6] = [new AddressClasses(ruleset, 4), new AddressClasses(ruleset, 6)];

function at(text: string): Address {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

test('addresses that no rule tells apart are one class', () => {
  expect(v4.classOf(at('10.65.0.1'))).toBe(v4.classOf(at('10.65.0.2')));
  expect(v4.classOf(at('10.65.0.1'))).not.toBe(v4.classOf(at('10.65.0.3')));
});

test('there are those of pods, of the node, of nets and one loopback address that rules name, and the rest', () => {
  expect(v4.sizes.length).toBe(5);
  expect(v6.sizes.length).toBe(1);
});

test('a class knows how many addresses it has', () => {
  expect(v4.sizes[v4.classOf(at('10.65.0.1'))]).toBe(2);
});

test('loopback is more than one address', () => {
  expect([...v4.loopback]).toContain(v4.classOf(at('127.0.0.1')));
  expect(v4.loopback.size).toBe(2);
});

test('a cluster node answers at all its addresses, an endpoint at one of each family', () => {
  const site = ruleset.sites.get('n1');
  expect(v4.classesOfSite(site!)).toHaveLength(2);
  expect(v6.classesOfSite(site!)).toHaveLength(0);
  expect(v6.classOfAny([at('10.65.0.3'), at('fd00::3')])).toBe(0);
  expect(v6.classOfAny([at('10.65.0.1')])).toBeNull();
});
