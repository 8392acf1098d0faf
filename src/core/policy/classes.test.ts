import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import { evaluateAll, evaluateAllApart } from './evaluate-all.ts';
import { evaluatePair } from './evaluate.ts';
import type { Ruleset } from './ruleset.ts';
import {
  calico,
  globalPolicy,
  hostEndpoint,
  namespace,
  network,
  node,
  pod,
  rulesetOf,
  tier,
} from './testing/design-of.ts';
import { summaryAt } from './verdict-index.ts';
import type { VerdictTable } from './verdict-table.ts';
import { allTraffic, intersectTraffic, noTraffic, sameTraffic, unionTraffic } from '../net/traffic.ts';
import { describeTraffic } from '../net/describe-traffic.ts';

/** A small generator with a fixed seed, so that a failure comes again. */
class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed * 2654435761 + 12345;
  }
  roll(sides: number): number {
    this.#state = (this.#state * 1103515245 + 12345) % 2147483648;
    return (this.#state >>> 8) % sides;
  }
  pick<T>(values: readonly T[]): T {
    const value = values[this.roll(values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }
}

const apps = ['a', 'b', 'c'];
const selectors = ["app == 'a'", "app != 'b'", 'has(role)', 'all()', "env == 'x'", "app in {'b', 'c'}"];
const nets = ['10.65.0.0/16', '203.0.113.0/24', '203.0.113.64/26', '10.0.0.0/24', '0.0.0.0/0'];

function entity(dice: Dice): JsonObject {
  switch (dice.roll(6)) {
    case 0:
      return { selector: dice.pick(selectors) };
    case 1:
      return { nets: [dice.pick(nets)] };
    case 2:
      return { notSelector: dice.pick(selectors) };
    case 3:
      return { namespaceSelector: dice.pick(["env == 'x'", 'all()', 'global()', "env != 'x'"]) };
    default:
      return {};
  }
}

function rule(dice: Dice): JsonObject {
  const hasPorts = dice.roll(2) === 0;
  const destination = { ...entity(dice), ...(hasPorts ? { ports: [dice.pick([80, 'http', '1000:2000', 22])] } : {}) };
  return {
    action: dice.pick(['Allow', 'Deny', 'Pass', 'Log', 'Allow']),
    ...(hasPorts ? { protocol: dice.pick(['TCP', 'UDP']) } : {}),
    source: entity(dice),
    destination,
  };
}

function policyOf(dice: Dice, index: number): Manifest {
  const rules = (): readonly JsonObject[] => Array.from({ length: dice.roll(3) }, () => rule(dice));
  const hook = dice.roll(8);
  return globalPolicy(`p${index}`, {
    tier: dice.pick(['default', 'first', 'last']),
    order: dice.roll(3),
    selector: dice.pick(selectors),
    types: hook === 0 ? ['Ingress'] : dice.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress']]),
    ingress: rules(),
    ...(hook === 0 ? { preDNAT: true, applyOnForward: true } : { egress: rules() }),
    ...(hook === 1 ? { applyOnForward: true } : {}),
  });
}

function design(seed: number): readonly Manifest[] {
  const dice = new Dice(seed);
  const nodes = ['n1', 'n2', 'n3', 'n4'];
  const pods = Array.from({ length: 12 }, (_, index) =>
    pod(
      `${dice.pick(['x', 'y'])}/p${index}`,
      { app: dice.pick(apps) },
      dice.roll(5) === 0 ? null : `10.65.0.${index + 1}`,
      {
        ...(dice.roll(6) === 0 ? {} : { nodeName: dice.pick(nodes) }),
        ...(dice.roll(8) === 0 ? { hostNetwork: true } : {}),
        containers: [{ name: 'c', ports: [{ name: 'http', containerPort: dice.pick([80, 8080]) }] }],
      },
    ),
  );
  const guards = nodes.slice(dice.roll(3)).map((name, index) =>
    hostEndpoint(
      `h${index}`,
      name,
      {
        interfaceName: dice.pick(['*', 'eth0', 'eth9']),
        expectedIPs: dice.roll(3) === 0 ? [] : [`10.0.0.${nodes.indexOf(name) + 1}`],
        profiles: dice.roll(2) === 0 ? [] : ['projectcalico-default-allow'],
      },
      { role: 'node' },
    ),
  );
  return [
    ...nodes.map((name, index) => node(name, `10.0.0.${index + 1}`)),
    namespace('x', { env: 'x' }),
    namespace('y'),
    tier('first', { order: 1, defaultAction: dice.pick(['Deny', 'Pass']) }),
    tier('last', { defaultAction: 'Pass' }),
    ...pods,
    ...guards,
    ...Array.from({ length: 1 + dice.roll(5) }, (_, index) => policyOf(dice, index)),
    ...(dice.roll(3) === 0 ? [calico('IPPool', 'pods', { cidr: '10.65.0.0/16', natOutgoing: true })] : []),
    ...(dice.roll(3) === 0 ? [calico('IPPool', 'few', { cidr: '10.65.0.0/29', natOutgoing: dice.roll(2) === 0 })] : []),
    network('partner', '203.0.113.0/24'),
  ];
}

/** The same with tunnels, which make each node another one, and with one node told otherwise than the rest. */
function tunnelled(seed: number): Ruleset {
  const dice = new Dice(seed + 1000);
  const withTunnel = (name: string, last: number): Manifest =>
    node(name, `10.0.0.${last}`, {
      metadata: { name, annotations: { 'projectcalico.org/IPv4VXLANTunnelAddr': `10.65.0.20${last}` } },
    });
  const pool = { cidr: dice.pick(['10.65.0.0/16', '10.65.0.0/29']), vxlanMode: 'Always', natOutgoing: true };
  const felix = { bpfEnabled: dice.roll(2) === 0, failsafeInboundHostPorts: [], defaultEndpointToHostAction: 'Drop' };
  const manifests = [withTunnel('n1', 1), withTunnel('n2', 2), calico('IPPool', 'pods', pool)];
  return rulesetOf([...design(seed), ...manifests, calico('FelixConfiguration', 'node.n1', felix)], {
    modelEncapsulation: true,
  });
}

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

describe('endpoints that cannot be told apart', () => {
  test.each([
    ...seeds.map((seed) => ['seed', seed, rulesetOf(design(seed))] as const),
    ...seeds.slice(0, 20).map((seed) => ['tunnels', seed, tunnelled(seed)] as const),
  ])('judged by class, each pair is as judged by itself (%s %i)', (_which, _seed, ruleset) => {
    const together = evaluateAll(ruleset);
    const apart = evaluateAllApart(ruleset);
    for (const row of together.endpoints.keys())
      for (const column of together.endpoints.keys())
        expect(summaryAt(together, row, column)).toEqual(summaryAt(apart, row, column));
  });

  test.each([
    ...seeds.slice(0, 12).map((seed) => ['seed', seed, rulesetOf(design(seed))] as const),
    ...seeds.slice(0, 12).map((seed) => ['tunnels', seed, tunnelled(seed)] as const),
  ])('a table says what the traces of its pairs say (%s %i)', (_which, _seed, ruleset) => {
    const table = evaluateAll(ruleset);
    for (const [row, { id }] of table.endpoints.entries())
      for (const [column, other] of table.endpoints.entries())
        expect([id, other.id, summaryAt(table, row, column)?.allowed]).toEqual([
          id,
          other.id,
          allowedOf(ruleset, id, other.id),
        ]);
  });

  test('twins on other nodes are one class, so that the number of judged pairs stays small', () => {
    const twins = Array.from({ length: 30 }, (_, index) => pod(`x/p${index}`, { app: 'a' }, `10.65.0.${index + 1}`));
    const table = evaluateAll(rulesetOf([namespace('x'), ...twins]));
    expect(table.summaries.length).toBeLessThan(6);
  });
});

function allowedOf(ruleset: Ruleset, from: VerdictTable['endpoints'][number]['id'], to: typeof from): unknown {
  const pair = evaluatePair(ruleset, from, to);
  const allowed = (pair?.parts ?? []).map(({ segments }) =>
    segments.reduce((sum, { traffic, verdict }) => (verdict === 'allow' ? unionTraffic(sum, traffic) : sum), noTraffic),
  );
  const everywhere = allowed.reduce(intersectTraffic, allowed.length === 0 ? noTraffic : allTraffic);
  return describeTraffic(sameTraffic(everywhere, noTraffic) ? noTraffic : everywhere);
}
