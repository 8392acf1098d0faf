import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Address, Cidr, CidrError } from './cidr.ts';
import {
  bitsOf,
  cidrContains,
  cidrCovers,
  cidrOf,
  firstAddress,
  parseAddress,
  parseCidr,
  parseStrictCidr,
  printAddress,
  printCidr,
  sameAddress,
} from './cidr.ts';

function addressOf(text: string): Address {
  const address = parseAddress(text);
  if (!address.ok) throw new Error(address.error.message);
  return address.value;
}

function network(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr.ok) throw new Error(cidr.error.message);
  return cidr.value;
}

describe('an address is read and printed', () => {
  const cases: readonly (readonly [text: string, printed: string])[] = [
    ['10.0.0.1', '10.0.0.1'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['2001:DB8::1', '2001:db8::1'],
    ['2001:0db8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::FFFF:a00:1', '10.0.0.1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304'],
    ['::1.2.3.4', '::102:304'],
  ];
  test.each(cases)('%s', (text, printed) => {
    expect(printAddress(addressOf(text))).toBe(printed);
  });

  test('knowing its number', () => {
    expect([addressOf('128.0.0.1'), addressOf('8000::1')]).toEqual([
      { family: 4, value: 2 ** 31 + 1 },
      { family: 6, value: 2n ** 127n + 1n },
    ]);
  });
});

describe('is no address', () => {
  const cases = [
    '',
    ' 10.0.0.1',
    '10.0.0.1 ',
    '10.0.0',
    '10.0.0.1.2',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.00',
    '10.0.0.-1',
    '1e1.0.0.1',
    '10.0.0.1\n',
    'localhost',
    ':',
    ':::',
    '1:::2',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '::1:2:3:4:5:6:7:8',
    '12345::',
    'g::',
    'fe80::1%eth0',
    '1:2:3:4:5:6:7:1.2.3.4',
    '1.2.3.4::',
    '1.2.3.4:1::',
    '::1.2.3',
    '[::1]',
    '١.0.0.1',
  ];
  test.each(cases)('%j', (text) => {
    expect(parseAddress(text)).toEqual({ ok: false, error: { message: `"${text}" is not an IP address` } });
  });

  test('a megabyte of text, told in a short sentence', () => {
    const texts = ['1'.repeat(1_000_000), ':'.repeat(1_000_000), '1:'.repeat(500_000)];
    const lengths = texts.map((text) => {
      const address = parseAddress(text);
      return address.ok ? 0 : address.error.message.length;
    });
    expect(lengths).toEqual([84, 84, 84]);
  });
});

describe('a network is read, loosely or strictly:', () => {
  const cases: readonly (readonly [text: string, loose: string, strict: string])[] = [
    ['10.0.0.0/8', '10.0.0.0/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0', '0.0.0.0/0'],
    ['::/0', '::/0', '::/0'],
    ['fd00:0::/8', 'fd00::/8', 'fd00::/8'],
    ['10.1.2.3/32', '10.1.2.3/32', '10.1.2.3/32'],
    ['10.0.0.1', '10.0.0.1/32', 'no-prefix'],
    ['::1', '::1/128', 'no-prefix'],
    ['10.0.0.1/8', '10.0.0.0/8', 'host-bits'],
    ['255.255.255.255/0', '0.0.0.0/0', 'host-bits'],
    ['fd00::1/64', 'fd00::/64', 'host-bits'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8', '10.0.0.0/8'],
    ['::ffff:10.0.0.0/95', 'bad-prefix', 'bad-prefix'],
    ['10.0.0.0/33', 'bad-prefix', 'bad-prefix'],
    ['fd00::/129', 'bad-prefix', 'bad-prefix'],
    ['10.0.0.0/', 'bad-prefix', 'bad-prefix'],
    ['10.0.0.0/-1', 'bad-prefix', 'bad-prefix'],
    ['10.0.0.0/8/8', 'bad-prefix', 'bad-prefix'],
    ['10.0.0.0/255.0.0.0', 'bad-prefix', 'bad-prefix'],
    ['10.0.0.0/99999999999999999999', 'bad-prefix', 'bad-prefix'],
    ['/8', 'bad-address', 'bad-address'],
    ['', 'bad-address', 'bad-address'],
    ['10.0.0/8', 'bad-address', 'bad-address'],
    ['fe80::%eth0/64', 'bad-address', 'bad-address'],
  ];
  const shown = (cidr: ReturnType<typeof parseCidr>): string | CidrError['reason'] =>
    cidr.ok ? printCidr(cidr.value) : cidr.error.reason;
  test.each(cases)('%j', (text, loose, strict) => {
    expect([shown(parseCidr(text)), shown(parseStrictCidr(text))]).toEqual([loose, strict]);
  });

  test('a sentence says what would be right', () => {
    const messages = ['10.0.0.1', '10.0.0.1/8', '10.0.0.0/40', 'x/8'].map((text) => {
      const cidr = parseStrictCidr(text);
      return cidr.ok ? '' : cidr.error.message;
    });
    expect(messages).toEqual([
      '"10.0.0.1" needs a prefix length, such as 10.0.0.1/32',
      '"10.0.0.1/8" is an address inside a network; the network is 10.0.0.0/8',
      '"10.0.0.0/40" needs a prefix length from 0 to 32 after the slash',
      '"x/8" is not an IP address or network',
    ]);
  });
});

describe('what lies in a network', () => {
  const cases: readonly (readonly [outer: string, inner: string, covered: boolean])[] = [
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.1.0.0/16', '10.0.0.0/8', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '10.0.0.1', false],
    ['fd00::/8', 'fdff::1', true],
    ['fd00::/8', 'fe00::', false],
  ];
  test.each(cases)('%s and %s: %s', (outer, inner, covered) => {
    const { base, prefix } = network(inner);
    const isAddress = prefix === bitsOf(base.family);
    expect([
      cidrCovers(network(outer), network(inner)),
      isAddress ? cidrContains(network(outer), base) : covered,
    ]).toEqual([covered, covered]);
  });

  test('its first address is its base', () => {
    expect(printAddress(firstAddress(network('10.1.2.3/8')))).toBe('10.0.0.0');
  });
});

const address: fc.Arbitrary<Address> = fc.oneof(
  fc.bigInt(0n, 2n ** 32n - 1n).map((value): Address => ({ family: 4, value: Number(value) })),
  // Few bits set, so that there are zeros to shorten; the mapped ones among them would be read as IPv4.
  fc
    .array(fc.oneof(fc.constant(0n), fc.bigInt(0n, 0xffffn)), { minLength: 8, maxLength: 8 })
    .map((groups) => groups.reduce((value, group) => (value << 16n) | group, 0n))
    .filter((value) => value >> 32n !== 0xffffn)
    .map((value): Address => ({ family: 6, value })),
);

test('a printed address reads back as itself and has no longer form than eight groups', () => {
  fc.assert(
    fc.property(address, (any) => {
      const text = printAddress(any);
      expect(sameAddress(addressOf(text), any)).toBe(true);
      expect(text.length).toBeLessThanOrEqual(any.family === 4 ? 15 : 39);
    }),
    { numRuns: 2000 },
  );
});

test('two addresses share a network exactly if their leading bits are the same', () => {
  const bits = ({ family, value }: Address): string => value.toString(2).padStart(bitsOf(family), '0');
  fc.assert(
    fc.property(address, address, fc.nat(128), (a, b, length) => {
      const prefix = Math.min(length, bitsOf(a.family));
      const expected = a.family === b.family && bits(a).slice(0, prefix) === bits(b).slice(0, prefix);
      expect(cidrContains(cidrOf(a, prefix), b)).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});
