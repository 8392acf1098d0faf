import type { FailsafePort, FelixConfiguration } from '../../model/entities.ts';
import type { Direction } from '../../model/policy.ts';
import { directions } from '../../model/policy.ts';
import { trafficText } from '../../guard/life-lines.ts';
import type { LifeHost, OutsideEnd } from '../../guard/life-scene.ts';
import { evaluateFlow } from '../../policy/evaluate-flow.ts';
import { plainText, sentenceOfStep } from '../../policy/explain.ts';
import { failsafeDoors } from '../../policy/failsafe-doors.ts';
import { Inquiry } from '../../policy/inquiry.ts';
import { failsafesOf } from '../../policy/programs.ts';
import type { Ruleset } from '../../policy/ruleset.ts';
import type { TraceStep } from '../../policy/trace.ts';
import type { Lint, LintFinding, LintInput } from '../lint.ts';
import type { GuardedHost } from './host-scene.ts';
import { entitiesOfKind, hostSceneOf } from './host-scene.ts';
import type { LostLine } from './life-line-trials.ts';
import { alikeHosts, lifeSceneOf, lostLinesOf } from './life-line-trials.ts';
import { packet } from './packet.ts';
import { lintFinding, listed } from '../policy/lint-words.ts';
import { hostEndpointsInWords, shortName } from './sentences.ts';
import { withoutFailsafes } from './changed-guards.ts';

/** Failsafe ports that are missed, and those that make a denial void (R5.20–R5.25). */
export const failsafeLints: readonly Lint[] = [findMissedFailsafes, findHoles];

const fieldOf: Readonly<Record<Direction, string>> = {
  ingress: 'failsafeInboundHostPorts',
  egress: 'failsafeOutboundHostPorts',
};

/** FAILSAFE-EMPTY: a written list lacks a port that Felix’s own has, and no policy lets that life line through. */
function findMissedFailsafes(input: LintInput): readonly LintFinding[] {
  const configurations = entitiesOfKind(input, 'felix-configuration');
  return configurations.flatMap((configuration) =>
    directions.flatMap((direction) => {
      const written = direction === 'ingress' ? configuration.failsafeInbound : configuration.failsafeOutbound;
      const missed = written === null ? [] : missedLines(configuration, configurations, written, direction, input);
      if (missed.length === 0) return [];
      const list = `The list ${fieldOf[direction]} of FelixConfiguration ${configuration.name}`;
      const lacks = written?.length === 0 ? 'is empty' : 'lacks ports that Felix opens by itself';
      const names = [...new Set(missed.map(({ line }) => line.name))].join(', ');
      const advice = `They are lost with the next policy that is applied: ${
        written?.length === 0 ? 'remove the empty list' : 'add the ports to the list'
      }, or allow them by policy first`;
      const fact = `${list} ${lacks}, and no policy lets through in their place: ${names}`;
      return [
        lintFinding('warning', 'FAILSAFE-EMPTY', [configuration.id, ['spec', fieldOf[direction]]], { fact, advice }),
      ];
    }),
  );
}

function missedLines(
  configuration: FelixConfiguration,
  configurations: readonly FelixConfiguration[],
  written: readonly FailsafePort[],
  direction: Direction,
  input: LintInput,
): readonly LostLine[] {
  const { ruleset } = input;
  const missing = felixOwnPorts(ruleset, direction).filter((own) => !written.some((port) => isSamePort(own, port)));
  return lostLinesOf(input).filter(({ line, hosts, lost }) => {
    if (line.direction !== direction) return false;
    const goesByIt = hosts.some(
      ({ clusterNode }) => failsafeDoors(ruleset, configurations, clusterNode, direction).from === configuration,
    );
    return (
      goesByIt &&
      lost.some(({ packet: { protocol, port } }) => missing.some((own) => isSamePort(own, { protocol, port })))
    );
  });
}

function isSamePort(a: FailsafePort, b: { readonly protocol: number; readonly port: number | null }): boolean {
  return a.protocol === b.protocol && a.port === b.port;
}

/** R5.20. */
function felixOwnPorts({ book }: Ruleset, direction: Direction): readonly FailsafePort[] {
  return failsafesOf(null, direction, new Inquiry(book)).map(({ port }) => port);
}

/** A port that a failsafe opens to everyone, although a policy or the end of a tier turns it away. */
interface Hole {
  readonly port: FailsafePort;
  readonly hosts: readonly LifeHost[];
  readonly step: DenyingStep;
}

type DenyingStep = Extract<TraceStep, { readonly kind: 'rule' | 'tier-default' }>;

/** FAILSAFE-HOLE: inbound ones only, which are open to everyone. */
function findHoles(input: LintInput): readonly LintFinding[] {
  const groups = new Map<string, Hole[]>();
  for (const hole of holesOf(input)) {
    const key = plainText(sentenceOfStep(hole.step));
    groups.set(key, [...(groups.get(key) ?? []), hole]);
  }
  return [...groups.values()].flatMap((holes) => sayHoles(holes, input));
}

function holesOf(input: LintInput): readonly Hole[] {
  const scene = lifeSceneOf(input);
  const bare = withoutFailsafes(input.ruleset);
  return alikeHosts(scene).flatMap((hosts) => {
    const [host] = hosts;
    if (host.site.primary === null) return [];
    return host.site.felix.failsafes.ingress.flatMap(({ port }) => {
      const step = port.net === null ? denialAtPort(bare, host, port, scene.outsideOf(host)) : null;
      return step === null ? [] : [{ port, hosts, step }];
    });
  });
}

/** More than a few parts of the outside world are not tried: most policies tell none of them apart. */
const mostEnds = 3;

/** What would deny a connection from outside, if anything does. */
function denialAtPort(
  bare: Ruleset,
  host: LifeHost,
  { protocol, port }: FailsafePort,
  ends: readonly OutsideEnd[],
): DenyingStep | null {
  for (const { endpoint, address } of ends.slice(0, mostEnds)) {
    const flow = evaluateFlow(bare, packet(endpoint, host.endpoint, port, { protocol, fromAddress: address }));
    const step = flow.ok && flow.value.verdict === 'deny' ? flow.value.decidedBy.step : null;
    if (step?.kind === 'rule' || step?.kind === 'tier-default') return step;
  }
  return null;
}

function sayHoles(holes: readonly Hole[], input: LintInput): readonly LintFinding[] {
  const [first] = holes;
  const guarded = hostsOf(holes, input);
  const [shown] = guarded;
  if (first === undefined || shown === undefined) return [];
  const { step } = first;
  const names = hostEndpointsInWords(
    guarded.map(({ guard }) => guard.name),
    'within',
  );
  const open = `${listed(portsInWords(holes))} of ${names}, which stay open to everyone as failsafe ports`;
  const advice =
    'A policy is not asked about failsafe ports: to close them, limit each by a net in failsafeInboundHostPorts';
  if (step.kind === 'tier-default')
    return [
      lintFinding('info', 'FAILSAFE-HOLE', [shown.shownAt, ['spec']], {
        fact: `The end of tier ${step.tier} would turn away ${open}`,
        advice,
      }),
    ];
  const rule = `Rule ${step.rule + 1} of ${shortName(step.policy)}`;
  return [
    lintFinding('warning', 'FAILSAFE-HOLE', [step.policy, ['spec', 'ingress', step.rule]], {
      fact: `${rule} denies ${open}`,
      advice,
    }),
  ];
}

/** `TCP 22, 179`, `UDP 68`. */
function portsInWords(holes: readonly Hole[]): readonly string[] {
  const protocols = [...new Set(holes.map(({ port }) => port.protocol))];
  return protocols.map((protocol) => {
    const ports = holes.filter(({ port }) => port.protocol === protocol).map(({ port }) => port.port);
    return trafficText(protocol, [...new Set(ports)]);
  });
}

function hostsOf(holes: readonly Hole[], input: LintInput): readonly GuardedHost[] {
  const names = new Set(holes.flatMap(({ hosts }) => hosts.flatMap(({ site }) => site.primary?.name ?? [])));
  return hostSceneOf(input).hosts.filter(({ guard }) => names.has(guard.name));
}
