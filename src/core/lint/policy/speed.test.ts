import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import { lower } from '../../policy/lower.ts';
import { globalPolicy, hostEndpoint, namespace, node, pod, tier } from '../../policy/testing/design-of.ts';
import { lintInput } from '../lint-design.ts';
import { policyLints } from '../policy-lints.ts';
import { resourcesOf } from '../testing/policy-findings.ts';

const counting = (count: number): readonly number[] => [...Array(count).keys()];
const tiers = ['a', 'b', 'c', 'default'] as const;

const [nodes, pods, policies] = [20, 280, 200];
const design: readonly Manifest[] = [
  ...counting(nodes).map((i) => node(`n${i}`, `10.0.0.${i + 1}`)),
  ...counting(nodes).map((i) =>
    hostEndpoint(`h${i}`, `n${i}`, { expectedIPs: [`10.0.0.${i + 1}`] }, { role: i % 3 === 0 ? 'master' : 'worker' }),
  ),
  ...counting(10).map((i) => namespace(`ns${i}`, { env: i % 2 === 0 ? 'dev' : 'prod' })),
  ...counting(pods).map((i) =>
    pod(`ns${i % 10}/p${i}`, { app: `a${i % 40}`, part: `t${i % 7}` }, null, { nodeName: `n${i % nodes}` }),
  ),
  ...['a', 'b', 'c'].map((name, i) => tier(name, { order: 100 * (i + 1) })),
  ...counting(policies).map((i) =>
    globalPolicy(`p${i}`, {
      tier: tiers[i % 4] ?? 'default',
      order: i,
      selector: i % 11 === 0 ? "role == 'worker'" : `app == 'a${i % 40}' && part == 't${i % 7}'`,
      types: ['Ingress', 'Egress'],
      ingress: [
        {
          action: 'Allow',
          protocol: 'TCP',
          source: { selector: `app == 'a${(i * 7) % 40}'` },
          destination: { ports: [80 + i, '8000:8100'] },
        },
        { action: 'Deny', source: { nets: [`10.${i}.0.0/16`] } },
        { action: 'Pass', source: { selector: `part == 't${i % 5}'` } },
      ],
      egress: [
        { action: 'Allow', protocol: 'UDP', destination: { ports: [53] } },
        { action: 'Allow', destination: { selector: `app == 'a${(i * 3) % 40}'`, notNets: [`192.168.${i}.0/24`] } },
      ],
    }),
  ),
];

/** Several times what it takes on a quiet machine. */
const most = { allMicroseconds: 4_000_000, stepMicroseconds: 1_000_000 };

test('300 endpoints and 200 policies are linted within seconds, in many steps', () => {
  const resources = resourcesOf(design);
  const input = lintInput(resources, lower(Object.values(resources)));
  const begin = process.cpuUsage().user;
  let [steps, longest, before] = [0, 0, begin];
  for (const lint of policyLints) {
    const answer = lint(input);
    for (let isDone = !('next' in answer); !isDone; steps += 1) {
      isDone = 'next' in answer && answer.next().done === true;
      const now = process.cpuUsage().user;
      longest = Math.max(longest, now - before);
      before = now;
    }
  }
  expect(process.cpuUsage().user - begin).toBeLessThan(most.allMicroseconds);
  expect(longest).toBeLessThan(most.stepMicroseconds);
  expect(steps).toBeGreaterThan(policies);
}, 60_000);
