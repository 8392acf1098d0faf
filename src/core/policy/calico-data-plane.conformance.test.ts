import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtInTiers, orderOfUnorderedTier } from '../manifest/read-tier.ts';
import type { Manifest } from '../model/document.ts';
import { hostEndpointId, networkEndpointId } from '../model/ids.ts';
import type { PortSet } from '../net/port-set.ts';
import { rangePairs } from '../net/ranges.ts';
import { noTraffic, unionTraffic } from '../net/traffic.ts';
import { evaluatePair } from './evaluate.ts';
import { ConformanceTally } from './testing/conformance-tally.ts';
import { rulesetOf } from './testing/design-of.ts';
import type { DataPlaneScenario } from './testing/data-plane-scenario.ts';
import { tryScenario } from './testing/data-plane-scenario.ts';

const folder = join(process.cwd(), '..', 'shared', 'conformance');
const isPresent = existsSync(folder);
if (!isPresent) process.stdout.write('Calico data-plane tests skipped: ../shared/conformance is not there\n');

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

/** How many probes agree at least, and why the others wait. */
const suites: readonly (readonly [file: string, agreed: number, waiting: Readonly<Record<string, number>>])[] = [
  ['calico-felix-fv/apply_on_forward.json', 16, {}],
  ['calico-felix-fv/ingress_egress.json', 28, {}],
  ['calico-felix-fv/named_ports.json', 335, {}],
  ['calico-felix-fv/netsets.json', 181, {}],
  // Translated traffic from a pod, where preDNAT policy of its own node sees what it dialled.
  ['calico-felix-fv/pre_dnat.json', 22, { 'service-translation-not-modelled': 6 }],
  ['calico-felix-fv/service_policy.json', 12, { 'service-peer-not-modelled': 12 }],
  ['calico-e2e/host_port_test.json', 8, {}],
  ['calico-e2e/hostendpoints.json', 14, {}],
  ['calico-e2e/tiers.json', 6, {}],
];

describe.runIf(isPresent)('every connection has the fate that Calico’s own tests saw', () => {
  test.each(suites)('%s', (file, agreed, waiting) => {
    const { scenarios } = readJson(file) as { readonly scenarios: readonly DataPlaneScenario[] }; // see its README
    const tally = new ConformanceTally();
    for (const scenario of scenarios) tryScenario(scenario, tally);
    process.stdout.write(tally.report(`${file}, ${scenarios.length} scenarios`));
    expect(tally.differences).toEqual([]);
    expect(tally.agreed).toBeGreaterThanOrEqual(agreed);
    // Less may wait than before, never more.
    for (const [reason, count] of Object.entries(tally.waiting))
      expect(count, reason).toBeLessThanOrEqual(waiting[reason] ?? 0);
  });
});

/** `179,2379,2380`. */
function eachOf(ports: PortSet): string {
  return rangePairs(ports)
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
    .join();
}

interface Facts {
  readonly failsafeDefaults: Readonly<Record<'inbound' | 'outbound', readonly (readonly [string, number])[]>>;
  readonly tierDefaults: Readonly<Record<string, string | { readonly order: number; readonly defaultAction: string }>>;
}

describe.runIf(isPresent)('failsafe-and-ordering.json', () => {
  // An endpoint without policy and profile lets its failsafe ports through and nothing else (R5.26a).
  const lockedNode: readonly Manifest[] = [
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'n' },
      status: { addresses: [{ type: 'InternalIP', address: '192.0.2.1' }] },
    },
    {
      apiVersion: 'projectcalico.org/v3',
      kind: 'HostEndpoint',
      metadata: { name: 'n' },
      spec: { node: 'n', interfaceName: 'eth0' },
    },
  ];
  const host = hostEndpointId('n');
  const internet = networkEndpointId('internet');

  test.each([
    ['inbound', internet, host],
    ['outbound', host, internet],
  ] as const)('the %s failsafe ports are the default ones', (list, source, destination) => {
    const { failsafeDefaults } = readJson('failsafe-and-ordering.json') as Facts; // see its README
    const pair = evaluatePair(rulesetOf(lockedNode), source, destination);
    const allowed = pair?.parts.flatMap(({ segments }) => segments).filter(({ verdict }) => verdict === 'allow') ?? [];
    const { tcp, udp } = allowed.map(({ traffic }) => traffic).reduce(unionTraffic, noTraffic);
    const portsOf = (protocol: string): string =>
      failsafeDefaults[list].flatMap(([name, port]) => (name === protocol ? [port] : [])).join();
    expect({ tcp: eachOf(tcp), udp: eachOf(udp) }).toEqual({ tcp: portsOf('TCP'), udp: portsOf('UDP') });
  });

  test('the built-in tiers have their order and default action', () => {
    const { tierDefaults } = readJson('failsafe-and-ordering.json') as Facts; // as above
    const expected = Object.entries(tierDefaults).filter(([name]) => name !== 'source');
    const tiers = builtInTiers('3.33').map(({ name, order, defaultAction }) => [
      name,
      { order, defaultAction: defaultAction === 'deny' ? 'Deny' : 'Pass' },
    ]);
    expect(Object.fromEntries(tiers)).toEqual(Object.fromEntries(expected));
  });

  test('a tier without order ties with the default one, whatever the note there says (R1.7)', () => {
    expect(orderOfUnorderedTier).toBe(1_000_000);
  });
});
