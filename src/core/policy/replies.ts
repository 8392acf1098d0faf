import { protocolNumbers } from '../net/protocol.ts';
import type { Traffic } from '../net/traffic.ts';
import {
  allTraffic,
  intersectTraffic,
  isEmptyTraffic,
  noTraffic,
  onlyPorts,
  subtractTraffic,
  trafficOf,
  trafficOfIcmp,
  unionTraffic,
} from '../net/traffic.ts';
import { allPorts } from '../net/port-set.ts';
import type { Direction } from '../model/policy.ts';
import type { Failsafe, LoweredPolicy, LoweredRule, Program, RuleMatch } from './ruleset.ts';

/**
 * The policies that replies meet, turned round so that they can be walked with the packets that are replied to: the ends
 * change places, and so do source port and destination port (R5.28).
 *
 * @param opposite of the direction in which replies go
 */
export function turnedRound(opposite: Program, direction: Direction): Omit<Program, 'id'> {
  return {
    checkpoint: opposite.checkpoint,
    direction,
    tiers: opposite.tiers.map((run) => ({ ...run, policies: run.policies.map(turnPolicy) })),
    profiles: [],
    tunnels: opposite.tunnels,
    failsafes: opposite.failsafes.map(turnFailsafe),
    barred: opposite.barred,
    doubt: opposite.doubt,
    reply: null,
  };
}

function turnPolicy(policy: LoweredPolicy): LoweredPolicy {
  const { ingress, egress } = policy.rules;
  return { ...policy, rules: { ingress: egress.map(turnRule), egress: ingress.map(turnRule) } };
}

function turnRule(rule: LoweredRule): LoweredRule {
  return { ...rule, matches: rule.matches.flatMap(turnMatch) };
}

function turnFailsafe(failsafe: Failsafe): Failsafe {
  const { protocol, port } = failsafe.port;
  return failsafe.by === 'destination-port'
    ? { ...failsafe, by: 'source-port', traffic: trafficOf(protocol) }
    : { ...failsafe, by: 'destination-port', traffic: trafficOf(protocol, [port, port]) };
}

const withPorts = onlyPorts(allTraffic, allPorts);

/** Traffic with ports and traffic without: what was asked of the destination port is asked of the source port now. */
function turnMatch(match: RuleMatch): readonly RuleMatch[] {
  const turned = {
    ...match,
    source: match.destination,
    destination: match.source,
    ports: match.sourcePorts,
    notPorts: match.notSourcePorts,
  };
  const portful = portfulProtocols(match.traffic);
  const barred = subtractTraffic(withPorts, intersectTraffic(match.traffic, withPorts));
  const notPlain = unionTraffic(barred, match.notPorts?.plain ?? noTraffic);
  const notNames = match.notPorts?.names ?? [];
  const isLimited = !isEmptyTraffic(intersectTraffic(notPlain, portful)) || notNames.length > 0;
  const others = subtractTraffic(match.traffic, withPorts);
  return [
    {
      ...turned,
      traffic: portful,
      sourcePorts: match.ports,
      notSourcePorts: isLimited ? { plain: notPlain, names: notNames } : null,
    },
    { ...turned, traffic: withRepliedEcho(others), sourcePorts: match.ports, notSourcePorts: null },
  ].filter(({ traffic }) => !isEmptyTraffic(traffic));
}

/** All of those protocols with ports of which there is anything. */
function portfulProtocols(traffic: Traffic): Traffic {
  return [protocolNumbers.TCP, protocolNumbers.UDP, protocolNumbers.SCTP]
    .map((protocol) => trafficOf(protocol))
    .filter((whole) => !isEmptyTraffic(intersectTraffic(whole, traffic)))
    .reduce(unionTraffic, noTraffic);
}

/** An echo request is replied to by an echo reply; of other types the same is asked both ways. */
function withRepliedEcho(traffic: Traffic): Traffic {
  return echoes.reduce((result, [protocol, request, reply]) => {
    const [asked, answered] = [request, reply].map((type) => trafficOfIcmp(protocol, type, null));
    if (asked === undefined || answered === undefined) return result;
    const rest = subtractTraffic(subtractTraffic(result, asked), answered);
    const replied = isEmptyTraffic(intersectTraffic(traffic, answered)) ? rest : unionTraffic(rest, asked);
    return isEmptyTraffic(intersectTraffic(traffic, asked)) ? replied : unionTraffic(replied, answered);
  }, traffic);
}

const echoes = [
  [protocolNumbers.ICMP, 8, 0],
  [protocolNumbers.ICMPv6, 128, 129],
] as const;
