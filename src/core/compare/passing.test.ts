import { describe, expect, test } from 'vitest';
import { addressSetOf } from '../net/address-set.ts';
import { trafficOfAllowed } from '../net/allowed-traffic.ts';
import { parseCidr } from '../net/cidr.ts';
import { describeTraffic } from '../net/describe-traffic.ts';
import { noTraffic, type Traffic } from '../net/traffic.ts';
import { comparePassing, passageOf, type PassingPart } from './passing.ts';

const tcp = (ports: string): Traffic => (ports === '' ? noTraffic : trafficOfAllowed([{ protocol: 'TCP', ports }]));

/** `10.0.0.0/24: 80 ?443`: of those destination addresses TCP 80 passes, of 443 it can't be said. */
function parts(...texts: readonly string[]): readonly PassingPart[] {
  return texts.map((text) => {
    const [, address = '', allowed = '', undecided = ''] = /^(?:(\S+): )?([\d,-]*) ?(?:\?(.*))?$/.exec(text) ?? [];
    const cidr = address === '' ? null : parseCidr(address);
    const destination = cidr === null || !cidr.ok ? null : addressSetOf([cidr.value]);
    return { family: null, source: null, destination, allowed: tcp(allowed), undecided: tcp(undecided) };
  });
}

const ports = (traffic: Traffic): string =>
  describeTraffic(traffic)
    .map((entry) => ('ports' in entry ? entry.ports : entry.types))
    .join();

describe('what was gained, lost and is unclear', () => {
  const rows: readonly (readonly [
    why: string,
    before: readonly PassingPart[],
    after: readonly PassingPart[],
    change: string,
  ])[] = [
    ['nothing differs', parts('80'), parts('80'), '+ - ?'],
    ['a port comes, another goes', parts('80,22'), parts('80,443'), '+443 -22 ?'],
    ['a pair that was not there', [], parts('80'), '+80 - ?'],
    ['a pair that is gone', parts('80'), [], '+ -80 ?'],
    [
      'of a part only',
      parts('10.0.0.0/24: 80', '10.0.1.0/24: 80'),
      parts('10.0.0.0/24: 80', '10.0.1.0/24: 80,81'),
      '+81 - ?',
    ],
    [
      'two parts change places',
      parts('10.0.0.0/24: 1', '10.0.1.0/24: 2'),
      parts('10.0.0.0/24: 2', '10.0.1.0/24: 1'),
      '+1-2 -1-2 ?',
    ],
    ['parts are cut otherwise', parts('10.0.0.0/23: 80'), parts('10.0.0.0/24: 80', '10.0.1.0/24: 80'), '+ - ?'],
    ['an end without parts has parts now', parts('80'), parts('10.0.0.0/24: 80', '10.0.1.0/24: '), '+ -80 ?'],
    ['the network grows, alike', parts('10.0.0.0/24: 80'), parts('10.0.0.0/16: 80'), '+ - ?'],
    [
      'the network grows by what is open',
      parts('10.0.0.0/24: 80'),
      parts('10.0.0.0/24: 80', '10.9.0.0/24: 80,443'),
      '+443 - ?',
    ],
    ['the network is elsewhere', parts('10.0.0.0/24: 80'), parts('10.9.0.0/24: 443'), '+443 -80 ?'],
    ['it can’t be said any more', parts('80'), parts('?80'), '+ - ?80'],
    ['it can be said now', parts('?80'), parts('80'), '+ - ?80'],
    ['it could not be said and can’t', parts('?80'), parts('?80'), '+ - ?'],
    ['something certain beside it', parts('?80'), parts('443 ?80'), '+443 - ?'],
  ];
  test.each(rows)('%s', (_, before, after, change) => {
    const { gained, lost, unclear } = comparePassing(before, after);
    expect(`+${ports(gained)} -${ports(lost)} ?${ports(unclear)}`).toBe(change);
    const back = comparePassing(after, before);
    expect([back.gained, back.lost, back.unclear].map(ports)).toEqual([lost, gained, unclear].map(ports));
  });
});

test('whether anything passes', () => {
  const told = [[], parts(''), parts('', '80'), parts('?80'), parts('1 ?80')].map(passageOf);
  expect(told).toEqual(['none', 'none', 'some', 'perhaps', 'some']);
});
