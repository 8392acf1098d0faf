import type { EndpointId, ResourceId } from '../model/ids.ts';
import { unreachable } from '../result.ts';
import type { FlowResult } from './flow-query.ts';
import { sentenceOfReason } from './notes.ts';
import type { CheckpointName, CheckpointTrace, DecidingStep, FlowVerdict, Segment, TraceStep } from './trace.ts';

/** A piece of a sentence; one that names an object can be followed to it. */
export type Fragment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'resource'; readonly resource: ResourceId; readonly text: string }
  | { readonly kind: 'endpoint'; readonly endpoint: EndpointId; readonly text: string };

export type Sentence = readonly Fragment[];

/** A checkpoint with a sentence for each of its steps. */
export interface ExplainedCheckpoint {
  readonly checkpoint: CheckpointName;
  readonly endpoint: EndpointId;
  /** "Egress policy of prod/backend". */
  readonly title: Sentence;
  readonly steps: readonly ExplainedStep[];
}

export interface ExplainedStep {
  readonly action: TraceStep['action'];
  readonly sentence: Sentence;
}

export interface Explanation {
  /** The one sentence that says what happens and why. */
  readonly reason: Sentence;
  readonly checkpoints: readonly ExplainedCheckpoint[];
}

/** A segment of a pair in words that name the user's objects (product.md section 3). */
export function explainSegment(segment: Segment): Explanation {
  return explain(segment.verdict, segment.decidedBy, segment.checkpoints);
}

export function explainFlow(flow: FlowResult): Explanation {
  return explain(flow.verdict, flow.decidedBy, flow.checkpoints);
}

/** `allow` → "Allowed"; the words of design.md section 2. */
export function verdictWord(verdict: FlowVerdict): string {
  switch (verdict) {
    case 'allow':
      return 'Allowed';
    case 'deny':
      return 'Denied';
    case 'undecided':
      return 'Can’t be evaluated';
    default:
      return unreachable(verdict);
  }
}

function explain(verdict: FlowVerdict, decidedBy: DecidingStep, traces: readonly CheckpointTrace[]): Explanation {
  const { endpoint, step } = decidedBy;
  return {
    reason: [
      text(`${verdictWord(verdict)} at `),
      { kind: 'endpoint', endpoint, text: endpoint },
      text(': '),
      ...sentenceOfStep(step),
    ],
    checkpoints: traces.map((trace) => ({
      checkpoint: trace.checkpoint,
      endpoint: trace.endpoint,
      title: titleOf(trace),
      steps: trace.steps.map((each) => ({ action: each.action, sentence: sentenceOfStep(each) })),
    })),
  };
}

function titleOf({ checkpoint, endpoint }: CheckpointTrace): Sentence {
  return [text(`${checkpointWords[checkpoint]} `), { kind: 'endpoint', endpoint, text: endpoint }];
}

const checkpointWords: Readonly<Record<CheckpointName, string>> = {
  'wep-egress': 'Egress policy of pod',
  'wep-ingress': 'Ingress policy of pod',
  'hep-egress': 'Egress policy of',
  'hep-ingress': 'Ingress policy of',
  'forward-egress': 'Egress policy for forwarded traffic of',
  'forward-ingress': 'Ingress policy for forwarded traffic of',
  prednat: 'Policy before address translation of',
  'untracked-egress': 'Untracked egress policy of',
  'untracked-ingress': 'Untracked ingress policy of',
  'endpoint-to-host': 'Way from a pod to its own node at',
  'own-pod': 'Way from a node to its own pod',
  self: 'Way of a pod to itself,',
  loopback: 'Loopback of',
};

/** One step as a sentence without its full stop: it may stand behind a colon. */
export function sentenceOfStep(step: TraceStep): Sentence {
  switch (step.kind) {
    case 'rule':
      return [
        ...policyIn(step.policy, step.tier),
        text(
          ` ${ruleVerbs[step.action]} it by rule ${step.rule + 1}${step.action === 'pass' ? ' to the next tier' : ''}`,
        ),
      ];
    case 'tier-default':
      return [
        text(`tier ${step.tier} selected it by `),
        resource(step.trigger),
        text(`, no rule matched, the tier’s default action is ${step.action === 'deny' ? 'Deny' : 'Pass'}`),
      ];
    case 'profile':
      return [text(sentenceOfProfile(step.profile, step.action))];
    case 'no-profile-match':
      return [text('no policy decides this direction and no profile allows it, so the host endpoint denies it')];
    case 'failsafe':
      return [
        text(
          `a failsafe port: ${step.action === 'allow' ? 'always open' : 'policy is not asked'}, whatever policies say`,
        ),
      ];
    case 'tunnel':
      return [text('Calico’s own tunnel between two nodes: always open, whatever policies say')];
    case 'endpoint-to-host':
      return [text(`a pod reaches its own node; the endpoint-to-host action is ${capitalized(step.setting)}`)];
    case 'no-host-endpoint':
      return [text('no host endpoint governs it, so it is not policed')];
    case 'own-pod':
      return [text('a node always reaches the pods on it')];
    case 'self':
      return [text('a pod always reaches itself')];
    case 'loopback':
      return [text('no host endpoint governs the loopback interface')];
    case 'encap-block':
      return [text('pods may not send VXLAN or IP-in-IP packets of their own')];
    case 'forward-default':
      return [text('no apply-on-forward policy decides, so forwarded traffic passes')];
    case 'no-opinion':
      return [text('no rule matched, so it goes on')];
    case 'undecided':
      return sentenceOfUndecided(step.reason, step.policy);
    default:
      return unreachable(step);
  }
}

const ruleVerbs = { allow: 'allows', deny: 'denies', pass: 'passes', log: 'logs' } as const;

function sentenceOfProfile(profile: string, action: 'allow' | 'deny'): string {
  if (profile.startsWith('kns.') && action === 'allow')
    return `no policy decides this direction, so the default of namespace ${profile.slice('kns.'.length)} allows it`;
  if (action === 'allow') return `no policy decides this direction, so profile ${profile} allows it`;
  return `profile ${profile} does not exist, so it denies everything`;
}

function sentenceOfUndecided(
  reason: Extract<TraceStep, { kind: 'undecided' }>['reason'],
  policy: ResourceId | null,
): Sentence {
  const why = sentenceOfReason(reason).replace(/\.$/, '');
  return policy === null ? [text(why)] : [resource(policy), text(`: ${why}`)];
}

function policyIn(policy: ResourceId, tier: string): Sentence {
  return [resource(policy), text(` in tier ${tier}`)];
}

function text(words: string): Fragment {
  return { kind: 'text', text: words };
}

/** Named as the user does: without kind, with its namespace. */
function resource(id: ResourceId): Fragment {
  return { kind: 'resource', resource: id, text: id.slice(id.indexOf('/') + 1) };
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A sentence without its links. */
export function plainText(sentence: Sentence): string {
  return sentence.map((fragment) => fragment.text).join('');
}
