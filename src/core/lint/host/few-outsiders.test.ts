import { expect, test } from 'vitest';
import { lifeLines } from '../../guard/life-lines.ts';
import { lifeScene } from '../../guard/life-scene.ts';
import { LineTrial } from '../../guard/try-line.ts';
import { globalPolicy, hostEndpoint, network, node, pod, rulesetOf } from '../../policy/testing/design-of.ts';
import { withFewOutsiders } from './few-outsiders.ts';

const counting = (count: number): readonly number[] => [...Array(count).keys()];

/** Policy of pods splits the outside into many parts; that of the hosts knows three nets. */
const ruleset = rulesetOf([
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  hostEndpoint('h1', 'n1', { expectedIPs: ['10.0.0.1'] }, { role: 'a' }),
  hostEndpoint('h2', 'n2', { expectedIPs: ['10.0.0.2'] }, { role: 'b' }),
  pod('prod/db', { app: 'db' }, '10.65.1.2', { nodeName: 'n1' }),
  network('office', '203.0.113.0/24'),
  globalPolicy('pods', {
    selector: "app == 'db'",
    ingress: counting(40).map((i) => ({ action: 'Deny', source: { nets: [`198.51.100.${4 * i}/30`] } })),
  }),
  globalPolicy('a', {
    selector: "role == 'a'",
    ingress: [
      { action: 'Allow', protocol: 'TCP', source: { nets: ['203.0.113.64/26'] }, destination: { ports: [22] } },
    ],
    egress: [{ action: 'Allow', protocol: 'TCP', destination: { nets: ['198.51.100.128/30'], ports: [53] } }],
  }),
  globalPolicy('b', {
    selector: "role == 'b'",
    ingress: [{ action: 'Deny', source: { nets: ['203.0.113.0/24'] } }, { action: 'Allow' }],
    egress: [{ action: 'Deny', protocol: 'TCP' }],
  }),
]);
const scene = lifeScene(ruleset, new Set());
const fewer = withFewOutsiders(scene);

test('far fewer ends are left', () => {
  for (const host of scene.hosts) {
    expect(scene.outsideOf(host).length).toBeGreaterThan(40);
    expect(fewer.outsideOf(host).length).toBeLessThan(8);
  }
});

test('every life line gets the same verdict by them', () => {
  const [all, few] = [new LineTrial(scene), new LineTrial(fewer)];
  const verdicts = (trial: LineTrial) =>
    scene.hosts.flatMap((host) =>
      lifeLines.map((line) => `${host.endpoint} ${line.name} ${trial.try(line, host).verdict}`),
    );
  expect(verdicts(few)).toEqual(verdicts(all));
  expect(new Set(verdicts(all).map((line) => line.split(' ').at(-1))).size).toBeGreaterThan(2);
});
