import type { FlowVia } from '../flow-query.ts';
import { evaluateFlow } from '../evaluate.ts';
import type { Family, Ip } from './addresses.ts';
import { readIp, sameIp, showIp } from './addresses.ts';
import type { Disagreement } from './agreement.ts';
import type { Comparison, Ends, Question } from './comparison.ts';
import { compareRulings, complain } from './comparison.ts';
import { ofKind } from './manifests.ts';
import { addressOf, judgeGateway, judgePacket, judgeService, partyOf } from './naive.ts';
import type { Packet } from './packet.ts';
import { hasPorts, showPacket } from './packet.ts';
import type { Party } from './paths.ts';
import { nodeOf } from './paths.ts';
import { sampled } from './probes.ts';
import { at, nameOf, namespaceOf, number, text } from './raw.ts';
import type { Raw } from './raw.ts';
import { traceOf } from './rulings.ts';
import type { Dialling } from './service-way.ts';
import { dialledAddresses } from './services.ts';

/** One packet with all that `explain` may be told of it. */
export function compareFlow(comparison: Comparison, ends: Ends, packet: Packet): void {
  compareAnswer(comparison, ends, packet, null, (judge, from, to) => judgePacket(judge, from, to, packet));
}

function compareAnswer(
  comparison: Comparison,
  ends: Ends,
  packet: Packet,
  via: FlowVia | null,
  question: Question,
  dialled: Packet = packet,
): void {
  const ruling = question(comparison.judge, ends.from, ends.to);
  const isIcmp = [1, 58].includes(packet.protocol);
  const [source, destination] = [showIp(packet.source), showIp(packet.destination)];
  const own = addressOf(comparison.judge, ends.to, packet.destination.family);
  const isOther = ends.to.kind === 'external' || own === null || !sameIp(own, packet.destination);
  const answer = evaluateFlow(comparison.ruleset, {
    from: ends.source,
    to: ends.destination,
    protocol: packet.protocol,
    port: hasPorts(packet.protocol) ? packet.port : null,
    icmpType: isIcmp ? packet.icmpType : null,
    icmpCode: isIcmp ? packet.icmpCode : null,
    sourcePort: hasPorts(packet.protocol) ? packet.sourcePort : null,
    ipVersion: packet.source.family,
    toAddress: isOther ? destination : null,
    fromAddress: ends.from.kind === 'external' ? source : null,
    via,
  });
  const what = via === null ? showPacket(packet) : `${JSON.stringify(via)} ${showPacket(packet)}`;
  if (!answer.ok) complain(comparison, ends, what, traceOf(ruling), JSON.stringify(answer.error));
  else compareRulings(comparison, ends, packet, [ruling], answer.value, question, dialled);
}

/** A question that pairs do not ask. */
interface SpecialFlow {
  readonly ends: Ends;
  readonly ask: () => void;
}

/** Flows through services and gateways, and to addresses of cluster nodes that are not their first. */
export function compareSpecialFlows(
  comparison: Comparison,
  most: number,
  only: Pick<Disagreement, 'source' | 'destination'> | null,
): void {
  const { random } = comparison;
  const kinds = [serviceFlows(comparison), gatewayFlows(comparison), flowsToOtherAddresses(comparison)];
  for (const flows of kinds) {
    const wanted = flows.filter(
      ({ ends }) => only === null || (ends.source === only.source && ends.destination === only.destination),
    );
    for (const { ask } of sampled(random, wanted, most)) ask();
  }
}

function partiesOf({ judge, ruleset }: Comparison): readonly (Pick<Ends, 'source'> & { readonly party: Party })[] {
  return ruleset.parties.flatMap(({ row }) => {
    const party = partyOf(judge, row.id);
    return party === null ? [] : [{ source: row.id, party }];
  });
}

const families: readonly Family[] = [4, 6];

/** Of an outside network its first address, as the evaluator takes it where a flow states none. */
function clientAddress(comparison: Comparison, id: string, party: Party, family: Family): Ip | null {
  if (party.kind !== 'external') return addressOf(comparison.judge, party, family);
  const network = comparison.ruleset.parties.find(({ row }) => row.id === id);
  const set = network?.kind === 'network' ? network.addresses : { v4: [], v6: [] };
  const [first] = family === 4 ? set.v4 : set.v6;
  return first === undefined ? null : { family, value: BigInt(first) };
}

function serviceFlows(comparison: Comparison): readonly SpecialFlow[] {
  const { judge, random } = comparison;
  const parties = partiesOf(comparison);
  return ofKind(judge.world.manifests, '', 'Service').flatMap((service) => {
    const key = `${namespaceOf(service)}/${nameOf(service)}`;
    return (judge.world.services.get(key) ?? []).flatMap(({ ip, port, of }) => {
      if (port === null || of === null) return [];
      const backends = parties.filter(({ party }) => hasFirstAddress(comparison, party, ip));
      return backends.flatMap((backend) =>
        parties.flatMap(({ source, party }) =>
          diallingsOf(comparison, service, of, ip.family).flatMap((dialling): readonly SpecialFlow[] => {
            const address = clientAddress(comparison, source, party, ip.family);
            if (address === null || isRefused(comparison, dialling, party, backend.party)) return [];
            const isSelf = nodeOf(party) !== null && party.kind === 'host' && sameIp(address, ip);
            const packet: Packet = {
              source: isSelf ? ip : address,
              destination: ip,
              protocol: port.protocol,
              port: port.number,
              sourcePort: random.pick([1024, 40000]),
              icmpType: 0,
              icmpCode: 0,
            };
            const ends = { source, destination: backend.source, from: party, to: backend.party };
            return [{ ends, ask: () => compareService(comparison, ends, dialling, packet) }];
          }),
        ),
      );
    });
  });
}

/** Only who answers at its first address, so that the evaluator need not be told which one. */
function hasFirstAddress({ judge }: Comparison, party: Party, ip: Ip): boolean {
  const first = addressOf(judge, party, ip.family);
  return first !== null && sameIp(first, ip);
}

function diallingsOf({ judge }: Comparison, service: Raw, port: Raw, family: Family): readonly Dialling[] {
  const key = `${namespaceOf(service)}/${nameOf(service)}`;
  const clusterIps = dialledAddresses(service).filter((ip) => ip.family === family);
  const dialled = number(at(port, 'port')) ?? 0;
  const nodePort = number(at(port, 'nodePort'));
  const ofNodes = judge.world.nodes.flatMap(({ name, internal }): readonly Dialling[] => {
    const address = internal.find((ip) => ip.family === family);
    if (nodePort === null || address === undefined) return [];
    return [{ type: 'NodePort', service: key, node: name, address, port: nodePort }];
  });
  return [
    ...clusterIps.map((address): Dialling => ({ type: 'ClusterIP', service: key, node: null, address, port: dialled })),
    ...ofNodes,
  ];
}

/** externalTrafficPolicy Local: only who is on the node that is dialled answers there. */
function isRefused({ judge }: Comparison, { node, service }: Dialling, from: Party, to: Party): boolean {
  if (node === null || node === nodeOf(from)) return false;
  const manifest = ofKind(judge.world.manifests, '', 'Service').find(
    (candidate) => `${namespaceOf(candidate)}/${nameOf(candidate)}` === service,
  );
  return text(at(manifest, 'spec', 'externalTrafficPolicy')) === 'Local' && node !== nodeOf(to);
}

function compareService(comparison: Comparison, ends: Ends, dialling: Dialling, packet: Packet): void {
  const { service, port, node } = dialling;
  const via: FlowVia =
    node === null ? { type: 'ClusterIP', service, port } : { type: 'NodePort', service, clusterNode: node, port };
  comparison.coverage.countStep(`through a ${dialling.type}`);
  const question: Question = (judge, from, to) => judgeService(judge, dialling, from, to, packet);
  compareAnswer(comparison, ends, packet, via, question, { ...packet, destination: dialling.address, port });
}

/** R5.19e */
function gatewayFlows(comparison: Comparison): readonly SpecialFlow[] {
  const { judge, random, ports } = comparison;
  const outside = partiesOf(comparison).filter(({ party }) => party.kind === 'external');
  return outside.flatMap((from) =>
    outside.flatMap((to) =>
      judge.world.nodes.flatMap(({ name }) =>
        families.flatMap((family): readonly SpecialFlow[] => {
          const source = clientAddress(comparison, from.source, from.party, family);
          const destination = clientAddress(comparison, to.source, to.party, family);
          if (source === null || destination === null) return [];
          const ends = { source: from.source, destination: to.source, from: from.party, to: to.party };
          const ask = (): void => {
            const load = {
              protocol: random.pick([6, 17]),
              port: random.pick([8080, ...ports]),
              icmpType: 0,
              icmpCode: 0,
            };
            compareGateway(comparison, ends, name, { ...load, source, destination, sourcePort: 40000 });
          };
          return [{ ends, ask }];
        }),
      ),
    ),
  );
}

/** Where no policy spoke, there is no deciding step to compare. */
function compareGateway(comparison: Comparison, ends: Ends, node: string, packet: Packet): void {
  const ruling = judgeGateway(comparison.judge, node, packet);
  if (!ruling.decidedBy.counts) return;
  comparison.coverage.countStep(`through a gateway`);
  const via = { type: 'Gateway', clusterNode: node } as const;
  compareAnswer(comparison, ends, packet, via, (judge) => judgeGateway(judge, node, packet));
}

/** Loopback, a second interface, an external address: all of it is the cluster node's. */
function flowsToOtherAddresses(comparison: Comparison): readonly SpecialFlow[] {
  const { random, ports } = comparison;
  const parties = partiesOf(comparison);
  return parties.flatMap(({ source: destination, party: to }) => {
    if (to.kind !== 'host') return [];
    const addresses = [
      ...to.node.addresses,
      ...to.node.interfaces.flatMap((each) => (each.name === 'lo' ? [] : each.addresses)),
    ];
    return parties.flatMap(({ source, party: from }) => {
      const isSelf = from.kind === 'host' && from.node.name === to.node.name;
      return [...addresses, ...(isSelf ? ['127.0.0.1', '127.8.8.8', '::1'].map(readIp) : [])].flatMap(
        (address): readonly SpecialFlow[] => {
          const client = isSelf ? address : clientAddress(comparison, source, from, address.family);
          if (client === null) return [];
          const ends = { source, destination, from, to };
          const ask = (): void => {
            const load = {
              protocol: random.pick([6, 17]),
              port: random.pick([8080, ...ports]),
              icmpType: 0,
              icmpCode: 0,
            };
            compareFlow(comparison, ends, { ...load, source: client, destination: address, sourcePort: 40000 });
          };
          return [{ ends, ask }];
        },
      );
    });
  });
}
