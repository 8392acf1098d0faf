import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trafficOfAllowed } from './allowed-traffic.ts';
import { describeTraffic } from './describe-traffic.ts';
import { intersectPorts, portRange, unionPorts, type PortSet } from './port-set.ts';
import { allTraffic, sameTraffic } from './traffic.ts';

const ports: fc.Arbitrary<PortSet> = fc
  .array(fc.tuple(fc.nat(65535), fc.nat(3000)), { maxLength: 4 })
  .map((ranges) =>
    ranges.reduce<PortSet>(
      (set, [first, more]) => unionPorts(set, portRange(first, Math.min(65535, first + more))),
      [],
    ),
  );

test('what was described is read back', () => {
  const { tcp, udp, sctp, icmp, icmpv6, other } = allTraffic;
  const traffic = fc
    .record({ tcp: ports, udp: ports, sctp: ports, icmp: ports, icmpv6: ports, other: ports })
    .map((drawn) => ({
      tcp: intersectPorts(tcp, drawn.tcp),
      udp: intersectPorts(udp, drawn.udp),
      sctp: intersectPorts(sctp, drawn.sctp),
      icmp: intersectPorts(icmp, drawn.icmp),
      icmpv6: intersectPorts(icmpv6, drawn.icmpv6),
      other: intersectPorts(other, drawn.other),
    }));
  fc.assert(
    fc.property(fc.oneof(traffic, fc.constant(allTraffic)), (given) => {
      expect(sameTraffic(trafficOfAllowed(describeTraffic(given)), given)).toBe(true);
    }),
    { seed: 1 },
  );
});
