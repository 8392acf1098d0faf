import { expect, test } from 'vitest';
import {
  allTraffic,
  noTraffic,
  subtractTraffic,
  trafficOf,
  trafficOfIcmp,
  unionTraffic,
  type Traffic,
} from '../../core/net/traffic.ts';
import { trafficText } from './traffic-text.ts';

const ssh = trafficOf(6, [22, 22]);
const cases: readonly (readonly [text: string, traffic: Traffic])[] = [
  ['Everything', allTraffic],
  ['TCP 22', ssh],
  ['TCP 22 · UDP 30000–32767', unionTraffic(ssh, trafficOf(17, [30000, 32767]))],
  ['ICMP 8', trafficOfIcmp(1, 8, null)],
  ['', noTraffic],
];
test.each(cases)('%s', (text, traffic) => {
  expect(trafficText(traffic)).toBe(text);
});

test('what a door leaves is told with every protocol', () => {
  expect(trafficText(subtractTraffic(allTraffic, ssh))).toBe(
    'ICMP · ICMPv6 · SCTP · TCP 1–21, 23–65535 · UDP · other protocols',
  );
});
