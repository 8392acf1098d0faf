import type { DecidingStep, FlowVerdict } from '../trace.ts';
import { wordsOfStep } from '../trace-words.ts';
import type { Judge, Opinion } from './judge.ts';
import type { Ruling } from './naive.ts';
import { partyOf } from './naive.ts';
import type { Packet } from './packet.ts';
import type { Party } from './paths.ts';
import { isTranslated } from './translation.ts';

/** What the evaluator says of one packet. */
export interface Answer {
  readonly verdict: FlowVerdict;
  readonly decidedBy: DecidingStep;
}

/**
 * Whether the evaluator gives the verdict of the reference, by the same step. Where the source port matters (R6.4) it may
 * say that it can't tell, or what all source ports have in common.
 *
 * @param packets as it arrives, and as the client dialled it
 * @param rulings by source port
 */
export function agrees(
  judge: Judge,
  from: Party,
  packets: readonly Packet[],
  rulings: readonly Ruling[],
  answer: Answer,
): boolean {
  const { step } = answer.decidedBy;
  const reason = step.kind === 'undecided' ? step.reason : null;
  if (reason === 'nat-outgoing-not-modelled')
    return packets.some((packet) => isTranslatedSomewhere(judge, from, packet));
  if (reason === 'source-port-range') return new Set(rulings.map(traceOf)).size > 1;
  const isOneVerdict = new Set(rulings.map(({ verdict }) => verdict)).size === 1;
  const words = wordsOfAnswer(judge, answer);
  return isOneVerdict && rulings.some((ruling) => wordsOfRuling(judge, ruling) === words);
}

/** R12.2: an unplaced pod's translated address could be any cluster node's; or the node has none of the family. */
export function isTranslatedSomewhere(judge: Judge, from: Party, packet: Packet): boolean {
  if (from.kind !== 'pod' || !isTranslated(judge, from.pod.node, packet)) return false;
  const node = judge.world.nodes.find(({ name }) => name === from.pod.node);
  return !(node?.internal ?? []).some(({ family }) => family === packet.source.family);
}

export function wordsOfRuling(judge: Judge, { verdict, decidedBy }: Ruling): string {
  return wordsOf(judge, { ...decidedBy, verdict });
}

export function wordsOfAnswer(judge: Judge, { verdict, decidedBy }: Answer): string {
  return wordsOf(judge, { ...wordsOfStep(decidedBy), verdict });
}

type Words = Pick<Opinion, 'checkpoint' | 'endpoint' | 'tier' | 'policy' | 'rule'> & { readonly verdict: string };

/** Where no host endpoint spoke, any name of the cluster node will do. */
function wordsOf(judge: Judge, { verdict, checkpoint, endpoint, tier, policy, rule }: Words): string {
  const isNobodys = ['endpoint-to-host', 'no-host-endpoint'].includes(String(rule));
  const party = isNobodys ? partyOf(judge, endpoint) : null;
  const whose = party?.kind === 'host' ? party.node.name : endpoint;
  // What is open may have several policies to blame.
  const whosePolicy = verdict === 'undecided' ? null : policy;
  return [verdict, checkpoint, whose, tier, whosePolicy, rule].map(String).join(' ');
}

export function traceOf({ verdict, opinions }: Ruling): string {
  const steps = opinions.map(({ action, checkpoint, endpoint, tier, policy, rule, alsoBy }) =>
    [action, checkpoint, endpoint, tier, policy, rule, ...alsoBy].map(String).join(' '),
  );
  return `${verdict}: ${steps.join('; ')}`;
}
