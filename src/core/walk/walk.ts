import type { EndpointId, ResourceId } from '../model/ids.ts';
import { unreachable } from '../result.ts';
import { explainFlow, plainText, type Explanation, type Sentence } from '../policy/explain.ts';
import type { FlowQuery, FlowResult, ServiceTranslation } from '../policy/flow-query.ts';
import { sentenceOfNote } from '../policy/notes.ts';
import type { Ruleset } from '../policy/ruleset.ts';
import type { CheckpointName, CheckpointTrace, FlowVerdict, TraceStep } from '../policy/trace.ts';
import { printPacketEnd, wordsOfPacket } from './packet-words.ts';
import { placesOf, walkPlaces, type WalkPlace } from './place.ts';
import { rowsOfCheckpoint, type StationRow } from './station-rows.ts';

/**
 * What kind of thing a packet meets. `policy`: rules are asked; `failsafe`: an open door in front of them; `bypass`: a way
 * that goes round a host's policies; `forward`: policy for what is only passing through a node; `no-policy`: nothing
 * decides, a default does.
 */
export type StationKind =
  'departure' | 'policy' | 'failsafe' | 'bypass' | 'forward' | 'translation' | 'no-policy' | 'undecided' | 'arrival';

/** What becomes of the packet here. `unknown`: it can't be said, so neither can anything behind it. */
export type StationOutcome = 'goes-on' | 'stopped' | 'arrived' | 'unknown';

/** What decided at a checkpoint. */
export interface StationDecision {
  readonly action: TraceStep['action'];
  readonly tier: string | null;
  readonly policy: ResourceId | null;
  /** Index in the authored list; null: no rule. */
  readonly rule: number | null;
}

/** One halt of a packet on its way. */
export interface Station {
  /** The same thing on the way has the same key in the walk of the next design. */
  readonly key: string;
  readonly kind: StationKind;
  readonly place: WalkPlace;
  /** Whose checkpoint it is. */
  readonly endpoint: EndpointId;
  /** null: nothing is judged here. */
  readonly checkpoint: CheckpointName | null;
  readonly outcome: StationOutcome;
  /** "Ingress policy of host/node-worker". */
  readonly title: Sentence;
  /** Why the packet goes on or not, without a full stop. */
  readonly sentence: Sentence;
  readonly decision: StationDecision | null;
  readonly remarks: readonly string[];
  readonly rows: readonly StationRow[];
}

/** A packet's way in halts: it begins at its source and ends where the verdict is spoken. */
export interface Walk {
  readonly query: FlowQuery;
  readonly verdict: FlowVerdict;
  /** The one sentence that says what happens and why. */
  readonly reason: Sentence;
  readonly stations: readonly Station[];
  /** Why the packet's fate is not what the policies alone say. */
  readonly notes: readonly string[];
}

/**
 * The way of one judged packet, read off its trace: checkpoints, what decided there, and how the packet changes between
 * them. Nothing is judged here.
 *
 * @param ruleset of the design that `flow` was judged in: who is where, and which rules were asked in vain
 * @see semantics.md 5.2, 5.3, R12.3
 */
export function walkOf(flow: FlowResult, ruleset: Ruleset): Walk {
  const explanation = explainFlow(flow);
  const places = placesOf(ruleset, flow.query, flow.checkpoints);
  const judged = flow.checkpoints.map((trace, index) =>
    stationOf(flow, explanation, trace, index, places[index] ?? 'between', ruleset),
  );
  const stations = [
    departureOf(flow.query),
    ...withTranslations(flow, judged),
    ...(flow.verdict === 'allow' ? [arrivalOf(flow, explanation)] : []),
  ];
  return {
    query: flow.query,
    verdict: flow.verdict,
    reason: explanation.reason,
    stations: numbered(rising(stations)),
    notes: flow.notes,
  };
}

/** A packet never goes back: what comes later lies farther along. */
function rising(stations: readonly Station[]): readonly Station[] {
  let farthest = 0;
  return stations.map((station) => {
    farthest = Math.max(farthest, walkPlaces.indexOf(station.place));
    return { ...station, place: walkPlaces[farthest] ?? station.place };
  });
}

function stationOf(
  flow: FlowResult,
  explanation: Explanation,
  trace: CheckpointTrace,
  index: number,
  place: WalkPlace,
  ruleset: Ruleset,
): Station {
  const step = trace.steps.at(-1);
  const explained = explanation.checkpoints[index];
  if (step === undefined || explained === undefined) throw new Error('a checkpoint without a step');
  return {
    key: `${trace.checkpoint} ${trace.endpoint}`,
    kind: kindOf(trace.checkpoint, step),
    place,
    endpoint: trace.endpoint,
    checkpoint: trace.checkpoint,
    outcome: outcomeOf(flow, index),
    title: explained.title,
    sentence: explained.steps.at(-1)?.sentence ?? [],
    decision: decisionOf(step),
    remarks: remarksOf(flow, trace, step, index),
    rows: rowsOfCheckpoint(ruleset, trace),
  };
}

/** A trace ends with the checkpoint that denied or could not decide; all before it let the packet go on (R5.1). */
function outcomeOf({ verdict, checkpoints }: FlowResult, index: number): StationOutcome {
  if (index < checkpoints.length - 1) return 'goes-on';
  switch (verdict) {
    case 'allow':
      return 'goes-on';
    case 'deny':
      return 'stopped';
    case 'undecided':
      return 'unknown';
    default:
      return unreachable(verdict);
  }
}

function kindOf(checkpoint: CheckpointName, step: TraceStep): StationKind {
  switch (step.kind) {
    case 'undecided':
      return 'undecided';
    case 'failsafe':
    case 'tunnel':
      return 'failsafe';
    case 'own-pod':
    case 'self':
    case 'loopback':
    case 'endpoint-to-host':
      return 'bypass';
    case 'forward-default':
      return 'forward';
    case 'no-host-endpoint':
    case 'no-opinion':
    case 'profile':
    case 'no-profile-match':
      return 'no-policy';
    case 'rule':
    case 'tier-default':
    case 'encap-block':
      return checkpoint === 'forward-egress' || checkpoint === 'forward-ingress' ? 'forward' : 'policy';
    default:
      return unreachable(step);
  }
}

function decisionOf(step: TraceStep): StationDecision {
  const none = { action: step.action, tier: null, policy: null, rule: null };
  switch (step.kind) {
    case 'rule':
      return { ...none, tier: step.tier, policy: step.policy, rule: step.rule };
    case 'tier-default':
      return { ...none, tier: step.tier, policy: step.trigger };
    case 'undecided':
      return { ...none, policy: step.policy };
    default:
      return none;
  }
}

function remarksOf(flow: FlowResult, trace: CheckpointTrace, step: TraceStep, index: number): readonly string[] {
  const seen = flow.translation?.seen[index];
  const isUntracked = trace.checkpoint === 'untracked-ingress' || trace.checkpoint === 'untracked-egress';
  return [
    ...(flow.translation === null || seen === undefined ? [] : [sightOf(flow.translation, seen)]),
    // Had none let them back, the trace would have been left open (R5.28).
    ...(isUntracked && step.kind === 'rule' && step.action === 'allow'
      ? ['Not tracked as a connection: a doNotTrack rule for the other direction lets the replies back.']
      : []),
  ];
}

function sightOf({ dialled, answering }: ServiceTranslation, seen: 'dialled' | 'answering'): string {
  return seen === 'dialled'
    ? `Sees ${printPacketEnd(dialled)}, before the translation.`
    : `Sees ${printPacketEnd(answering)}, after the translation.`;
}

function departureOf(query: FlowQuery): Station {
  return {
    ...unjudged,
    key: 'departure',
    kind: 'departure',
    place: 'source',
    endpoint: query.from,
    title: [text('Leaves '), endpoint(query.from)],
    sentence: [text(`${wordsOfPacket(query)} to `), endpoint(query.to)],
  };
}

function arrivalOf({ query }: FlowResult, { reason }: Explanation): Station {
  return {
    ...unjudged,
    key: 'arrival',
    kind: 'arrival',
    place: 'destination',
    endpoint: query.to,
    outcome: 'arrived',
    title: [text('Arrives at '), endpoint(query.to)],
    sentence: reason,
  };
}

const unjudged = { checkpoint: null, outcome: 'goes-on', decision: null, remarks: [], rows: [] } as const;

/** Where an address is replaced, between the last checkpoint that sees the old one and the first that sees the new one. */
function withTranslations(flow: FlowResult, judged: readonly Station[]): readonly Station[] {
  return withSource(flow, withDestination(flow, judged));
}

/** A service's address gives way to that of the endpoint that answers (R5.32). */
function withDestination(
  { query, translation, verdict }: FlowResult,
  stations: readonly Station[],
): readonly Station[] {
  if (translation === null) return stations;
  const first = translation.seen.indexOf('answering');
  // Stopped before that: it has not come so far.
  if (first === -1 && verdict !== 'allow') return stations;
  const at = first === -1 ? stations.length : first;
  const words = `${printPacketEnd(translation.dialled)} becomes ${printPacketEnd(translation.answering)}`;
  return inserted(stations, at, {
    key: 'translation destination',
    endpoint: query.to,
    title: [text(`Service ${translation.service} is translated`)],
    sentence: [text(words)],
  });
}

/** NAT-outgoing (R5.30): told by the trace's note, and true of what meets the destination's checkpoints. */
function withSource({ query, notes }: FlowResult, stations: readonly Station[]): readonly Station[] {
  if (!notes.includes(sentenceOfNote('source-translated'))) return stations;
  const at = stations.findIndex(
    ({ place, kind }) => (place === 'destination-node' || place === 'destination') && kind !== 'translation',
  );
  const met = stations[at];
  if (met === undefined || met.kind === 'undecided') return stations;
  return inserted(stations, at, {
    key: 'translation source',
    endpoint: query.from,
    title: [text('The sender’s address is replaced')],
    sentence: [text(withoutStop(sentenceOfNote('source-translated')))],
  });
}

function inserted(
  stations: readonly Station[],
  at: number,
  station: Pick<Station, 'key' | 'endpoint' | 'title' | 'sentence'>,
): readonly Station[] {
  const before = stations[at - 1]?.place ?? 'source';
  const place: WalkPlace = walkPlaces.indexOf(before) < walkPlaces.indexOf('between') ? 'source-node' : before;
  return [...stations.slice(0, at), { ...unjudged, ...station, kind: 'translation', place }, ...stations.slice(at)];
}

/** One host endpoint may be asked twice about one packet, each time as another checkpoint's turn. */
function numbered(stations: readonly Station[]): readonly Station[] {
  const times = new Map<string, number>();
  return stations.map((station) => {
    const before = times.get(station.key) ?? 0;
    times.set(station.key, before + 1);
    return before === 0 ? station : { ...station, key: `${station.key} ${before + 1}` };
  });
}

/** A station in one sentence: what is read out when the packet gets there. */
export function spokenStation({ title, sentence, outcome, remarks }: Station): string {
  const end: Readonly<Record<StationOutcome, string>> = {
    'goes-on': '',
    stopped: ' Stopped here.',
    arrived: '',
    unknown: ' What becomes of it can’t be said.',
  };
  const more = remarks.map((remark) => ` ${remark}`).join('');
  return `${plainText(title)}: ${plainText(sentence)}.${more}${end[outcome]}`;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function text(words: string): Sentence[number] {
  return { kind: 'text', text: words };
}

function endpoint(id: EndpointId): Sentence[number] {
  return { kind: 'endpoint', endpoint: id, text: id };
}
