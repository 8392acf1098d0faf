import { expect, test } from 'vitest';
import { addressSetOf } from '../../net/address-set.ts';
import { parseCidr, type Cidr } from '../../net/cidr.ts';
import { allTraffic, trafficOf } from '../../net/traffic.ts';
import { parseSelector } from '../../selector/parse.ts';
import { covers, implies, termsOf, type Claim } from './rule-claims.ts';

type Side = Claim['source'];

const anySide: Side = { terms: null, excluded: null, nets: null, notNets: null, service: '' };
const anything: Claim = { source: anySide, destination: anySide, family: null, traffic: allTraffic, ports: '' };

function terms(text: string): ReadonlySet<string> {
  const selector = parseSelector(text);
  if (!selector.ok) throw new Error(text);
  return termsOf(selector.value);
}

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

const source = (side: Partial<Side>): Claim => ({ ...anything, source: { ...anySide, ...side } });
const nets = (...texts: readonly string[]) => addressSetOf(texts.map(cidr));
const tcp = (first: number, last: number): Claim => ({ ...anything, traffic: trafficOf(6, [first, last]) });

const covered: readonly (readonly [what: string, outer: Claim, inner: Claim])[] = [
  ['anything, something', anything, source({ terms: terms("a == 'x'"), nets: nets('10.0.0.0/8') })],
  ['known endpoints, some of them', source({ terms: terms('all()') }), source({ terms: terms("a == 'x'") })],
  ['one term, it and another', source({ terms: terms('has(a)') }), source({ terms: terms('has(b) && has(a)') })],
  ['a net, two inside it', source({ nets: nets('10.0.0.0/8') }), source({ nets: nets('10.1.0.0/16', '10.2.0.0/16') })],
  ['two halves, the whole', source({ nets: nets('10.0.0.0/9', '10.128.0.0/9') }), source({ nets: nets('10.0.0.0/8') })],
  ['ports, fewer ports', tcp(1, 100), tcp(80, 80)],
  ['both families, one', anything, { ...anything, family: 4 }],
  [
    'the same exclusion',
    source({ excluded: 'x', notNets: nets('10.0.0.0/8') }),
    source({ excluded: 'x', notNets: nets('10.0.0.0/8') }),
  ],
  ['the same port names', { ...tcp(1, 100), ports: 'http' }, { ...tcp(1, 100), ports: 'http' }],
];

test.each(covered)('covers: %s', (_what, outer, inner) => {
  expect(covers(outer, inner)).toBe(true);
});

const open: readonly (readonly [what: string, outer: Claim, inner: Claim])[] = [
  ['known endpoints, anyone', source({ terms: terms('all()') }), anything],
  ['two terms, one of them', source({ terms: terms('has(a) && has(b)') }), source({ terms: terms('has(a)') })],
  [
    'an alternative, which is no term of its own',
    source({ terms: terms('has(a)') }),
    source({ terms: terms('has(a) || has(b)') }),
  ],
  ['a net, a wider one', source({ nets: nets('10.1.0.0/16') }), source({ nets: nets('10.0.0.0/8') })],
  ['a net, endpoints that may be outside', source({ nets: nets('10.0.0.0/8') }), source({ terms: terms('has(a)') })],
  ['an exclusion, everything', source({ excluded: 'x' }), anything],
  [
    'an exclusion, known endpoints that may be excluded',
    source({ excluded: 'x' }),
    source({ terms: terms('has(a)'), excluded: 'x' }),
  ],
  [
    'excluded nets, a wider exclusion of another family',
    source({ notNets: nets('10.0.0.0/8') }),
    source({ notNets: nets('10.0.0.0/8', 'fd00::/8') }),
  ],
  ['one family, both', { ...anything, family: 4 }, anything],
  ['some ports, more of them', tcp(80, 80), tcp(80, 81)],
  ['a port name, any port', { ...anything, ports: 'http' }, anything],
  ['a service, another one', source({ service: 'a' }), source({ service: 'b' })],
];

test.each(open)('does not cover: %s', (_what, outer, inner) => {
  expect(covers(outer, inner)).toBe(false);
});

test('spelling makes no difference between terms', () => {
  expect(terms("a=='x' && (b in {'2','1','1'})")).toEqual(terms('b in {"1", "2"} && a == "x"'));
  expect(implies(terms("a == 'x' && all()"), terms("a == 'x'"))).toBe(true);
});
