import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { identityOf } from '../../manifest/identity.ts';
import type { Manifest } from '../../model/document.ts';
import { resourceId } from '../../model/ids.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import type { Family, Ip } from './addresses.ts';
import { readIp, readNet } from './addresses.ts';
import type { Judge } from './judge.ts';
import { ofKind } from './manifests.ts';
import type { Ruling } from './naive.ts';
import { addressOf, judgePacket, judgeService, partyOf, readJudge } from './naive.ts';
import type { Packet } from './packet.ts';
import type { Party } from './paths.ts';
import { at, nameOf, texts } from './raw.ts';

const folder = join(process.cwd(), '..', 'shared', 'conformance', 'cases');
const isPresent = existsSync(folder);
if (!isPresent) process.stdout.write('worked cases skipped: ../shared/conformance is not there\n');

interface WorkedCase {
  readonly id: string;
  readonly title: string;
  readonly manifests: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly port?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
  readonly sourcePort?: number;
  readonly ipVersion?: Family;
  readonly toAddress?: string;
  readonly fromAddress?: string;
  /** Services of the cases are asked for by the port of a cluster node. */
  readonly via?: { readonly type: 'NodePort'; readonly service: string; readonly node: string; readonly port: number };
  readonly settings: { readonly calicoVersion: CalicoVersion; readonly hostInputDefault?: string };
  readonly expected: 'allow' | 'deny';
  readonly decidedBy: { readonly checkpoint: string; readonly endpoint: string; readonly rule: string | number };
}

const protocols: Readonly<Record<string, number>> = { TCP: 6, UDP: 17, SCTP: 132, ICMP: 1, ICMPv6: 58 };
const cases = isPresent
  ? (JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as readonly WorkedCase[]) // our fixture's shape
  : [];

/** Later files replace objects of the same identity. */
function manifestsOf({ manifests, settings }: WorkedCase): readonly Manifest[] {
  const read = manifests
    .flatMap((file) => loadAll(readFileSync(join(folder, 'manifests', file), 'utf8')) as (Manifest | null)[]) // fixtures
    .filter((manifest) => manifest !== null);
  const kept = new Map(read.map((manifest) => [resourceId(identityOf(manifest)), manifest]));
  const design = {
    apiVersion: 'firewright.dev/v1',
    kind: 'Design',
    metadata: { name: 'settings' },
    spec: { settings: { hostInputDefault: settings.hostInputDefault ?? 'accept' } },
  };
  return [design, ...kept.values()];
}

function networkAddress(manifests: readonly Manifest[], id: string, family: Family): Ip {
  const network = ofKind(manifests, 'firewright.dev', 'ExternalNetwork').find(
    (one) => `external/${nameOf(one)}` === id,
  );
  const nets = texts(at(network, 'spec', 'nets')).map(readNet);
  const first = nets.find((net) => net.family === family);
  return first === undefined
    ? readIp(family === 4 ? '192.0.2.200' : '2001:db8:ffff::1')
    : { family, value: first.first };
}

function partyAddress(judge: Judge, id: string, party: Party, family: Family, written: string | undefined): Ip {
  if (written !== undefined) return readIp(written);
  return addressOf(judge, party, family) ?? networkAddress(judge.world.manifests, id, family);
}

function judgeCase(worked: WorkedCase, manifests: readonly Manifest[]): object {
  const judge = readJudge(manifests, {
    version: worked.settings.calicoVersion,
    staged: 'ignored',
    addresses: new Map(),
  });
  const [from, to] = [partyOf(judge, worked.from), partyOf(judge, worked.to)];
  if (from === null || to === null) throw new Error(`${worked.from} or ${worked.to} is nobody`);
  const family = worked.ipVersion ?? 4;
  const destination = partyAddress(judge, worked.to, to, family, worked.toAddress);
  const isSelf = from.kind === 'host' && to.kind === 'host' && from.node.name === to.node.name;
  const source = isSelf ? destination : partyAddress(judge, worked.from, from, family, worked.fromAddress);
  const { verdict, decidedBy } = judgeWorked(judge, worked, from, to, {
    source,
    destination,
    protocol: protocols[worked.protocol] ?? 0,
    port: worked.port ?? 0,
    sourcePort: worked.sourcePort ?? 40000,
    icmpType: worked.icmpType ?? 0,
    icmpCode: worked.icmpCode ?? 0,
  });
  const { checkpoint, endpoint, tier, policy, rule } = decidedBy;
  // Where no host endpoint spoke, any name of the cluster node will do.
  const spoke = rule !== 'endpoint-to-host' && rule !== 'no-host-endpoint';
  return { verdict, checkpoint, tier, policy, rule, endpoint: spoke ? endpoint : worked.decidedBy.endpoint };
}

function judgeWorked(judge: Judge, { via }: WorkedCase, from: Party, to: Party, packet: Packet): Ruling {
  if (via === undefined) return judgePacket(judge, from, to, packet);
  const node = judge.world.nodes.find(({ name }) => name === via.node);
  const address = node?.internal.find(({ family }) => family === packet.destination.family);
  if (address === undefined) throw new Error(`${via.node} has no address to dial`);
  const { type, service, port } = via;
  return judgeService(judge, { type, service, node: via.node, address, port }, from, to, packet);
}

describe.runIf(isPresent)('the reference gives the worked cases their verdict and deciding step', () => {
  let judged = 0;

  test.each(cases)('$id: $title', (worked) => {
    const manifests = manifestsOf(worked);
    judged += 1;
    expect(judgeCase(worked, manifests)).toEqual({ verdict: worked.expected, ...worked.decidedBy });
  });

  afterAll(() => {
    process.stdout.write(`worked cases given to the reference: ${judged} of ${cases.length}\n`);
    expect(judged).toBe(cases.length);
  });
});
