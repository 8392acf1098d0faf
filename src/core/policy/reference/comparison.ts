import type { EndpointId } from '../../model/ids.ts';
import type { Ruleset } from '../ruleset.ts';
import type { Disagreement } from './agreement.ts';
import type { Coverage } from './coverage.ts';
import type { Judge } from './judge.ts';
import type { Ruling } from './naive.ts';
import { partyOf } from './naive.ts';
import type { Packet } from './packet.ts';
import { showPacket } from './packet.ts';
import type { Party } from './paths.ts';
import type { Random } from './random.ts';
import type { Answer } from './rulings.ts';
import { agrees, traceOf, wordsOfAnswer, wordsOfRuling } from './rulings.ts';

/** One design under examination. */
export interface Comparison {
  readonly judge: Judge;
  readonly ruleset: Ruleset;
  readonly ports: readonly number[];
  /** Source ports to try where a flow states none. */
  readonly ephemeral: readonly number[];
  readonly random: Random;
  readonly coverage: Coverage;
  readonly found: Disagreement[];
  readonly asked: Asked[];
}

export interface Ends {
  readonly source: EndpointId;
  readonly destination: EndpointId;
  readonly from: Party;
  readonly to: Party;
}

/** What was asked of the reference, and what it said: to be asked again of a design that lacks something. */
export interface Asked {
  /** null: an end is gone. */
  readonly ask: (judge: Judge) => string | null;
  readonly words: string;
}

/** How the reference judges a packet between two ends. */
export type Question = (judge: Judge, from: Party, to: Party) => Ruling;

export function complain(
  { found }: Comparison,
  { source, destination }: Ends,
  what: string,
  reference: string,
  evaluator: string,
): void {
  found.push({ source, destination, what, reference, evaluator });
}

function askedAgain(judge: Judge, { source, destination }: Ends, question: Question): Asked['ask'] {
  return (other) => {
    const [from, to] = [partyOf(other, source), partyOf(other, destination)];
    return from === null || to === null ? null : wordsOfRuling(judge, question(other, from, to));
  };
}

/**
 * @param rulings by source port
 * @param question the one that the first of them answers
 * @param dialled the packet as the client sent it, where a service's address was translated
 */
export function compareRulings(
  comparison: Comparison,
  ends: Ends,
  packet: Packet,
  rulings: readonly Ruling[],
  answer: Answer,
  question: Question,
  dialled: Packet = packet,
): void {
  const { judge, coverage, asked } = comparison;
  const [first] = rulings;
  coverage.count(judge, first, answer.verdict);
  if (first !== undefined) asked.push({ ask: askedAgain(judge, ends, question), words: wordsOfRuling(judge, first) });
  if (agrees(judge, ends.from, [packet, dialled], rulings, answer)) return;
  const traces = new Set(rulings.map(traceOf));
  const asDialled = dialled === packet ? '' : `, dialled as ${showPacket(dialled)}`;
  complain(
    comparison,
    ends,
    `${showPacket(packet)}${asDialled}`,
    [...traces].join(' or '),
    wordsOfAnswer(judge, answer),
  );
}
