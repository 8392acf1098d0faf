import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import { nameOf } from '../manifest/identity.ts';
import type { Manifest } from '../model/document.ts';
import type { EndpointId } from '../model/ids.ts';
import { networkEndpointId, podEndpointId } from '../model/ids.ts';
import type { JsonValue } from '../model/json.ts';
import { fieldOf, isJsonArray, isJsonObject, valueAt } from '../model/json.ts';
import type { AddressSet } from '../net/address-set.ts';
import { addressSetContains } from '../net/address-set.ts';
import type { IpFamily } from '../net/cidr.ts';
import { parseAddress, printAddress } from '../net/cidr.ts';
import { printPorts } from '../net/port-set.ts';
import { protocolNumbers } from '../net/protocol.ts';
import { rangePairs, rangesOf } from '../net/ranges.ts';
import type { Traffic } from '../net/traffic.ts';
import { intersectTraffic, noTraffic, sameTraffic, subtractTraffic, trafficOf, unionTraffic } from '../net/traffic.ts';
import { evaluateAll, evaluatePair } from './evaluate.ts';
import { ConformanceTally, portsAllowed } from './testing/conformance-tally.ts';
import { rulesetOf } from './testing/design-of.ts';
import type { Ruleset } from './ruleset.ts';
import type { PartResult } from './trace.ts';
import { VerdictIndex } from './verdict-index.ts';

const folder = join(process.cwd(), '..', 'shared', 'conformance', 'np-guard');
const isPresent = existsSync(folder);
if (!isPresent) process.stdout.write('np-guard cases skipped: ../shared/conformance is not there\n');

type Connections = { readonly all: true } | Readonly<Record<string, readonly (readonly [number, number])[]>>;

interface NpGuardCase {
  readonly manifests: readonly string[];
  readonly expected: readonly { readonly src: string; readonly dst: string; readonly connParsed: Connections }[];
}

/** Where the data judges by other rules than semantics.md, how the difference begins and why ours is right. */
const otherRules: readonly (readonly [start: string, reason: string])[] = [
  [
    'anp_and_banp_using_networks_and_nodes_test ns1/pod1 → ',
    'R7.15: a rule with a nodes peer fails closed in Calico, its Deny then denies everything; upstream leaves the peer out',
  ],
];

const transports = ['TCP', 'UDP', 'SCTP'] as const;

function trafficOfConnections(connections: Connections): Traffic {
  return transports
    .map((protocol) => {
      const whole = trafficOf(protocolNumbers[protocol]);
      if ('all' in connections && connections.all === true) return whole;
      const pairs = (connections as Readonly<Record<string, readonly (readonly [number, number])[]>>)[protocol] ?? []; // not all
      return trafficOf(
        protocolNumbers[protocol],
        rangesOf(pairs, (port) => port + 1),
      );
    })
    .reduce(unionTraffic, noTraffic);
}

function print(traffic: Traffic): string {
  const { tcp, udp, sctp } = traffic;
  return `TCP ${printPorts(tcp)} UDP ${printPorts(udp)} SCTP ${printPorts(sctp)}`;
}

/** TCP, UDP and SCTP are listed, and the data does not know that Calico lets no VXLAN out of a pod (R5.9). */
const vxlan = trafficOf(protocolNumbers.UDP, [4789, 4789]);
const listed = subtractTraffic(transports.map((name) => trafficOf(protocolNumbers[name])).reduce(unionTraffic), vxlan);

/**
 * Gives every pod an address that no block of the data contains, and makes one pod of every workload. Blocks of IPv4 mean
 * no pod in the data: pods of IPv6 see to that. Only the outside, which is of IPv4, needs the other ones.
 */
function withAddress(manifest: Manifest, index: number, family: IpFamily): Manifest {
  const template = valueAt(manifest, ['spec', 'template']);
  const isPod = fieldOf(manifest, 'kind') === 'Pod';
  if (!isPod && template === undefined) return manifest;
  const ip = family === 4 ? `240.0.0.${index}` : `2001:db8::${index.toString(16)}`;
  const status = { podIPs: [{ ip }] };
  if (isPod) return { ...manifest, status };
  const labels = valueAt(template, ['metadata', 'labels']) ?? {};
  const metadata = { ...objectOf(fieldOf(manifest, 'metadata')), labels };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: fieldOf(template, 'spec') ?? {}, status };
}

function objectOf(value: JsonValue | undefined): Manifest {
  return isJsonObject(value) ? value : {};
}

/** `namespace/name[Kind]` of the owner, or of the pod itself. */
function peerOf(manifest: Manifest): string {
  const namespace = namespaceOf(manifest);
  const owners = valueAt(manifest, ['metadata', 'ownerReferences']);
  const owner = isJsonArray(owners) ? owners[0] : undefined;
  const name = fieldOf(owner, 'name') ?? nameOf(manifest);
  const kind = fieldOf(owner, 'kind') ?? fieldOf(manifest, 'kind');
  return `${namespace}/${String(name)}[${String(kind)}]`;
}

function namespaceOf(manifest: Manifest): string {
  return String(valueAt(manifest, ['metadata', 'namespace']) ?? 'default');
}

interface Cluster {
  /** Peer → its pods. */
  readonly pods: ReadonlyMap<string, readonly EndpointId[]>;
  readonly ofIpv4: Ruleset;
  readonly ofIpv6: Ruleset;
}

const outside: Manifest = {
  apiVersion: 'firewright.dev/v1',
  kind: 'ExternalNetwork',
  metadata: { name: 'outside' },
  // All but 240.0.0.0/4, where the pods are.
  spec: { nets: ['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3', '224.0.0.0/4'] },
};
const external = networkEndpointId('outside');

function clusterOf(name: string, { manifests }: NpGuardCase): Cluster {
  const files = manifests.map((file) => ({ name: file, text: readFileSync(join(folder, name, file), 'utf8') }));
  const written = Object.values(openDesign(files).document.resources).map(({ manifest }) => manifest);
  const rulesetFor = (family: IpFamily): Ruleset => {
    const resources = written.map((manifest, index) => withAddress(manifest, index, family));
    // The last version with AdminNetworkPolicy.
    return rulesetOf([...resources, outside], { calicoVersion: '3.31' });
  };
  return { pods: podsByPeer(written), ofIpv4: rulesetFor(4), ofIpv6: rulesetFor(6) };
}

function podsByPeer(manifests: readonly Manifest[]): ReadonlyMap<string, readonly EndpointId[]> {
  const pods = new Map<string, readonly EndpointId[]>();
  for (const manifest of manifests) {
    const isPod = fieldOf(manifest, 'kind') === 'Pod' || valueAt(manifest, ['spec', 'template']) !== undefined;
    if (!isPod) continue;
    const id = podEndpointId(namespaceOf(manifest), nameOf(manifest));
    pods.set(peerOf(manifest), [...(pods.get(peerOf(manifest)) ?? []), id]);
  }
  return pods;
}

/** null: something of it is undecided. */
function allowedOf({ segments }: PartResult): Traffic | null {
  if (segments.some(({ verdict }) => verdict === 'undecided')) return null;
  const allowed = segments.filter(({ verdict }) => verdict === 'allow').map(({ traffic }) => traffic);
  return intersectTraffic(allowed.reduce(unionTraffic, noTraffic), listed);
}

class CaseCheck {
  readonly #name: string;
  readonly #cluster: Cluster;
  readonly #expected: NpGuardCase['expected'];
  readonly #tally: ConformanceTally;

  constructor(name: string, data: NpGuardCase, tally: ConformanceTally) {
    this.#name = name;
    this.#cluster = clusterOf(name, data);
    this.#expected = data.expected;
    this.#tally = tally;
  }

  run(): void {
    const peers = [...this.#cluster.pods.keys()];
    const index = new VerdictIndex(evaluateAll(this.#cluster.ofIpv6));
    for (const source of peers) {
      for (const destination of peers) if (source !== destination) this.#checkPods(source, destination, index);
      this.#checkOutside(source, 'egress');
      this.#checkOutside(source, 'ingress');
    }
    for (const { src, dst } of this.#expected) this.#checkPeersKnown(src, dst);
  }

  /** An ingress controller is no part of the cluster that is described. */
  #checkPeersKnown(src: string, dst: string): void {
    const isKnown = [src, dst].every((peer) => peer.endsWith('[External]') || this.#cluster.pods.has(peer));
    if (isKnown) return;
    if ([src, dst].includes('{ingress-controller}')) this.#tally.wait('ingress-controller-not-modelled');
    else this.#tally.check(`${this.#name} ${src} → ${dst}`, false, 'no such pods');
  }

  #checkPods(source: string, destination: string, index: VerdictIndex): void {
    const row = this.#expected.find(({ src, dst }) => src === source && dst === destination);
    const expected = row === undefined ? noTraffic : trafficOfConnections(row.connParsed);
    for (const from of this.#cluster.pods.get(source) ?? [])
      for (const to of this.#cluster.pods.get(destination) ?? []) {
        const summary = index.summary(from, to);
        if (summary === null) throw new Error(`no pair ${from} → ${to}`);
        if (summary.verdict === 'undecided') this.#tally.wait(summary.notes.join(' '));
        else this.#compare(`${from} → ${to}`, expected, portsAllowed(summary.allowed));
      }
  }

  #checkOutside(peer: string, direction: 'egress' | 'ingress'): void {
    const rows = this.#rowsOf(peer, direction);
    const ranges = rows.map(({ range }) => range);
    for (const pod of this.#cluster.pods.get(peer) ?? []) {
      const [from, to] = direction === 'egress' ? [pod, external] : [external, pod];
      const pair = evaluatePair(this.#cluster.ofIpv4, from, to);
      if (pair === null) throw new Error(`no pair ${from} → ${to}`);
      for (const { value, part } of samplesOf(pair.parts, ranges)) {
        const expected = rows.find(({ range: [first, last] }) => first <= value && value <= last)?.traffic ?? noTraffic;
        const address = printAddress({ family: 4, value });
        const what = direction === 'egress' ? `${pod} → ${address}` : `${address} → ${pod}`;
        const allowed = allowedOf(part);
        if (allowed === null) this.#tally.wait(`undecided: ${pair.notes.join(' ')}`);
        else this.#compare(what, expected, allowed);
      }
    }
  }

  #rowsOf(peer: string, direction: 'egress' | 'ingress'): readonly { range: Range; traffic: Traffic }[] {
    return this.#expected.flatMap(({ src, dst, connParsed }) => {
      const [pod, other] = direction === 'egress' ? [src, dst] : [dst, src];
      const isRow = pod === peer && other.endsWith('[External]');
      return isRow ? [{ range: rangeOf(other), traffic: trafficOfConnections(connParsed) }] : [];
    });
  }

  #compare(what: string, expected: Traffic, allowed: Traffic): void {
    const [wanted, given] = [expected, allowed].map((traffic) => intersectTraffic(traffic, listed));
    if (wanted === undefined || given === undefined) return;
    const difference = `expected ${print(wanted)}, got ${print(given)}`;
    this.#tally.check(`${this.#name} ${what}`, sameTraffic(given, wanted), difference);
  }
}

function partOf({ sourcePart, destinationPart }: PartResult): AddressSet {
  const part = sourcePart ?? destinationPart;
  if (part === null) throw new Error('a pair with the outside has no part of it');
  return part;
}

type Range = readonly [first: number, last: number];

function rangeOf(peer: string): Range {
  const [first = 0, last = 0] = peer
    .replace('[External]', '')
    .split('-')
    .map((text) => {
      const address = parseAddress(text);
      if (!address.ok || address.value.family !== 4) throw new Error(`${peer} is no range of IPv4`);
      return address.value.value;
    });
  return [first, last];
}

/** The first address of every range in which neither side changes its mind, with our part that holds it. */
function samplesOf(
  parts: readonly PartResult[],
  ranges: readonly Range[],
): readonly { readonly value: number; readonly part: PartResult }[] {
  const own = parts.flatMap((part) => rangePairs(partOf(part).v4));
  const starts = new Set([...own, ...ranges].flatMap(([first, last]) => [first, last + 1]));
  return [...starts].flatMap((value) => {
    const part = parts.find((candidate) => addressSetContains(partOf(candidate), { family: 4, value }));
    return part === undefined ? [] : [{ value, part }];
  });
}

test.runIf(isPresent)('every np-guard case has the connections that upstream lists', { timeout: 60_000 }, () => {
  const names = readdirSync(folder);
  const tally = new ConformanceTally();
  const differing = names.filter((name) => {
    const data = JSON.parse(readFileSync(join(folder, name, 'case.json'), 'utf8')) as NpGuardCase; // see its README
    const before = tally.differences.length;
    new CaseCheck(name, data, tally).run();
    return tally.differences.length > before;
  });
  const reasons = otherRules.map(([start, reason]) => `  ${start}…: ${reason}\n`);
  process.stdout.write(tally.report(`np-guard, ${names.length - differing.length} of ${names.length} cases agree`));
  process.stdout.write(reasons.join(''));
  expect(tally.differences.filter((line) => !otherRules.some(([start]) => line.startsWith(start)))).toEqual([]);
  expect(tally.differences.length).toBeLessThanOrEqual(5);
  expect(tally.waiting).toEqual({ 'ingress-controller-not-modelled': 2 });
  expect(tally.agreed).toBeGreaterThanOrEqual(4_277);
});
