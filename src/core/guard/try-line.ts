import type { Direction } from '../model/policy.ts';
import { trafficContains } from '../net/traffic.ts';
import { evaluateFlow, evaluatePair } from '../policy/evaluate.ts';
import type { FlowQuery } from '../policy/flow-query.ts';
import type { CheckpointName, DecidingStep, FlowVerdict, PairResult } from '../policy/trace.ts';
import { packetsOf, type KnownLine } from './life-lines.ts';
import type { LifeHost, LifeScene } from './life-scene.ts';

/** A packet of a line that the host itself does not let through, and what decides that. */
export interface LostPacket {
  readonly packet: FlowQuery;
  readonly decidedBy: DecidingStep;
}

export interface LineVerdict {
  /** `not-needed`: the host does not live by it, or the design has nobody at its other end. */
  readonly verdict: 'alive' | 'dead' | 'undecided' | 'not-needed';
  /** What is denied, or where nothing is, what can't be evaluated; of `any` lines one packet of each port. */
  readonly lost: readonly LostPacket[];
}

interface Judged {
  readonly verdict: FlowVerdict;
  readonly decidedBy: DecidingStep;
}

/**
 * Tries life lines on one design. A line is judged by its host's own half of the way: what the other end does to it is
 * the other end's own line.
 */
export class LineTrial {
  readonly #scene: LifeScene;
  readonly #pairs = new Map<string, PairResult | null>();

  constructor(scene: LifeScene) {
    this.#scene = scene;
  }

  try(line: KnownLine, host: LifeHost): LineVerdict {
    const packets = packetsOf(line, host, this.#scene);
    if (packets.length === 0) return { verdict: 'not-needed', lost: [] };
    const byPort = line.ports.length === 0 ? [null] : line.ports;
    const lost = byPort.flatMap((port) => {
      const ofPort = packets.filter((packet) => packet.port === port);
      return line.need === 'any' ? this.#lostIfAll(ofPort, line) : this.#lostAmong(ofPort, line);
    });
    const dead = lost.filter(({ verdict }) => verdict === 'deny');
    const verdict = dead.length > 0 ? 'dead' : lost.length > 0 ? 'undecided' : 'alive';
    return { verdict, lost: verdict === 'dead' ? dead : lost };
  }

  #lostAmong(packets: readonly FlowQuery[], line: KnownLine): readonly (LostPacket & Judged)[] {
    return packets.flatMap((packet) => {
      const judged = this.#judge(packet, line.direction);
      return judged === null || judged.verdict === 'allow' ? [] : [{ packet, ...judged }];
    });
  }

  /** One that passes saves the line; one that can't be evaluated leaves it open. */
  #lostIfAll(packets: readonly FlowQuery[], line: KnownLine): readonly (LostPacket & Judged)[] {
    const lost: (LostPacket & Judged)[] = [];
    for (const packet of packets) {
      const judged = this.#judge(packet, line.direction);
      if (judged === null) continue;
      if (judged.verdict === 'allow') return [];
      lost.push({ packet, ...judged });
    }
    const [open = lost[0]] = lost.filter(({ verdict }) => verdict === 'undecided');
    return open === undefined ? [] : [open];
  }

  /** null: there is no such packet, as between ends without a common family. */
  #judge(packet: FlowQuery, direction: KnownLine['direction']): Judged | null {
    const flow = evaluateFlow(this.#scene.ruleset, packet);
    if (!flow.ok) return null;
    const { verdict, decidedBy } = flow.value;
    const isOwn = direction === 'within' || verdict === 'allow' || halfOf(decidedBy.checkpoint) === direction;
    if (isOwn) return { verdict, decidedBy };
    // The other end denies it before this one is asked, or after it let it through.
    return direction === 'egress' ? { verdict: 'allow', decidedBy } : this.#ownHalf(packet);
  }

  #ownHalf({ from, to, protocol, port }: FlowQuery): Judged | null {
    const key = `${from} ${to}`;
    const known = this.#pairs.get(key);
    const pair = known === undefined ? evaluatePair(this.#scene.ruleset, from, to) : known;
    this.#pairs.set(key, pair);
    const segments = pair?.parts[0]?.ingress ?? [];
    // ICMP is asked about as an echo request, type 8.
    return segments.find(({ traffic }) => trafficContains(traffic, protocol, port ?? 8 * 256)) ?? null;
  }
}

function halfOf(checkpoint: CheckpointName): Direction {
  return checkpoint === 'hep-egress' || checkpoint === 'untracked-egress' ? 'egress' : 'ingress';
}
