import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Traffic } from '../net/traffic.ts';
import {
  allTraffic,
  intersectTraffic,
  noTraffic,
  sameTraffic,
  subtractTraffic,
  trafficOf,
  unionTraffic,
} from '../net/traffic.ts';
import { emptyTrafficId, fullTrafficId, TrafficPool } from './traffic-pool.ts';

const traffic: fc.Arbitrary<Traffic> = fc
  .array(
    fc.tuple(fc.constantFrom(6, 17, 132, 1, 58, 4), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 5 })),
  )
  .map((parts) =>
    parts.reduce<Traffic>(
      (sum, [protocol, first, length]) => unionTraffic(sum, trafficOf(protocol, [first, first + length])),
      noTraffic,
    ),
  );

test('equal sets have equal numbers, and operations are those of the sets', () => {
  const pool = new TrafficPool();
  fc.assert(
    fc.property(traffic, traffic, (a, b) => {
      const [x, y] = [pool.idOf(a), pool.idOf(b)];
      expect(x === y).toBe(sameTraffic(a, b));
      for (let again = 0; again < 2; again += 1) {
        expect(pool.intersect(x, y)).toBe(pool.idOf(intersectTraffic(a, b)));
        expect(pool.subtract(x, y)).toBe(pool.idOf(subtractTraffic(a, b)));
        expect(pool.union(x, y)).toBe(pool.idOf(unionTraffic(a, b)));
      }
    }),
  );
});

test('none and all have fixed numbers', () => {
  const pool = new TrafficPool();
  expect([pool.idOf(noTraffic), pool.idOf(allTraffic)]).toEqual([emptyTrafficId, fullTrafficId]);
  expect(pool.intersect(pool.idOf(trafficOf(6, [1, 5])), pool.idOf(trafficOf(6, [6, 9])))).toBe(emptyTrafficId);
});
