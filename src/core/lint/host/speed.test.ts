import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import { globalPolicy, hostEndpoint, namespace, node, pod } from '../../policy/testing/design-of.ts';
import { hostFindingsOf, lintInputOf } from './testing/linted.ts';

const counting = (count: number): readonly number[] => [...Array(count).keys()];
const [nodes, pods, policies] = [60, 240, 200];

/** Hosts and pods in some groups that rules tell apart, as in a real cluster, and rules with nets of their own. */
const design: readonly Manifest[] = [
  ...counting(nodes).map((i) => node(i < 3 ? `master-${i}` : `n${i}`, `10.0.0.${i + 1}`)),
  ...counting(nodes).map((i) =>
    hostEndpoint(`h${i}`, i < 3 ? `master-${i}` : `n${i}`, { expectedIPs: [`10.0.0.${i + 1}`] }, { pool: `p${i % 6}` }),
  ),
  ...counting(10).map((i) => namespace(`ns${i}`)),
  ...counting(pods).map((i) => pod(`ns${i % 10}/p${i}`, { app: `a${i % 40}` }, null, { nodeName: `n${3 + (i % 57)}` })),
  ...counting(policies).map((i) =>
    globalPolicy(`p${i}`, {
      order: i,
      selector: i % 10 === 0 ? `pool == 'p${(i / 10) % 6}'` : `app == 'a${i % 40}'`,
      types: ['Ingress', 'Egress'],
      ingress: [
        {
          action: 'Allow',
          protocol: 'TCP',
          source: { selector: `app == 'a${(i * 7) % 40}'` },
          destination: { ports: [i + 80] },
        },
        { action: 'Deny', source: { nets: [`192.168.${i}.0/24`] } },
      ],
      egress: [{ action: 'Allow', protocol: 'UDP', destination: { ports: [53] } }],
    }),
  ),
];

/** Several times what it takes on a quiet machine. */
const mostMicroseconds = 3_000_000;

test('300 endpoints and 200 policies are linted at once', () => {
  const input = lintInputOf(design);
  const begin = process.cpuUsage().user;
  const found = hostFindingsOf(input);
  expect(process.cpuUsage().user - begin).toBeLessThan(mostMicroseconds);
  expect(found.length).toBeGreaterThan(0);
  // Hosts that lose the same are one finding.
  expect(found.length).toBeLessThan(nodes * 2);
}, 60_000);
