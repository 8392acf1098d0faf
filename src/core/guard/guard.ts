import { readEntity } from '../manifest/read-entity.ts';
import { settingsOf } from '../manifest/read-settings.ts';
import type { ClusterDocument } from '../model/document.ts';
import { resourceId, type EndpointId, type ResourceId } from '../model/ids.ts';
import type { CalicoVersion, Settings } from '../model/settings.ts';
import { partyOf } from '../policy/evaluate-pair.ts';
import { lower } from '../policy/lower.ts';
import { Memory } from '../policy/memory.ts';
import type { Ruleset } from '../policy/ruleset.ts';
import { applyPlan, writtenOr } from './apply-steps.ts';
import { deciderWords } from './decider-words.ts';
import type { DeadLine, GuardReport } from './guard-report.ts';
import { lifeLines, trafficText, type KnownLine } from './life-lines.ts';
import { controlPlaneOf, lifeScene, type LifeHost, type LifeScene } from './life-scene.ts';
import { LineTrial, type LineVerdict, type LostPacket } from './try-line.ts';

export interface GuardOptions {
  /** In the place of the design's own settings. */
  readonly settings: Partial<Settings>;
  readonly calicoVersion: CalicoVersion;
}

/** How many of the states that are looked at are done. */
export interface GuardProgress {
  readonly done: number;
  readonly total: number;
}

type Resources = ClusterDocument['resources'];

/**
 * What would be cut off if the design were applied as it is exported: life lines are tried after each object that can
 * make a difference, and at the end (product.md section 6). A line that is dead in the end is told once; one that dies
 * and comes back while objects are applied is told with the object after which it is dead.
 */
export function* guardSteps(
  resources: Resources,
  { settings, calicoVersion }: GuardOptions,
): Generator<GuardProgress, GuardReport, undefined> {
  const { steps, objects } = applyPlan(resources, calicoVersion);
  const controlPlane = controlPlaneOf(
    Object.values(resources).map(({ id, manifest }) => readEntity(id, manifest).entity),
  );
  const passing = new Map<string, DeadLine>();
  let final: Inspection = { dead: [], undecided: [], hosts: 0, lines: 0 };
  let memory = new Memory();
  for (const [index, { name, cluster }] of steps.entries()) {
    const isLast = index === steps.length - 1;
    const ruleset = lower(cluster, { ...settings, calicoVersion }, { staged: 'ignored' }, memory);
    memory = ruleset.memory;
    yield { done: index, total: steps.length };
    const scene = lifeScene(ruleset, controlPlane);
    final = yield* inspect(scene, resources, isLast ? null : name, { done: index, total: steps.length });
    if (!isLast) for (const dead of final.dead) if (!passing.has(keyOf(dead))) passing.set(keyOf(dead), dead);
  }
  const inTheEnd = new Set(final.dead.map(keyOf));
  const onlyPassing = [...passing.values()].filter((dead) => !inTheEnd.has(keyOf(dead)));
  return {
    dead: [...final.dead, ...onlyPassing],
    undecided: final.undecided,
    looked: { hosts: final.hosts, lines: final.lines, steps: objects },
  };
}

/**
 * All at once, for the command line.
 *
 * @param settings in the place of the design's own
 * @param version that is exported for; null: the design's
 */
export function guardReport(
  document: ClusterDocument,
  settings: Partial<Settings>,
  version: CalicoVersion | null = null,
): GuardReport {
  const calicoVersion = version ?? settings.calicoVersion ?? settingsOf(document).calicoVersion;
  for (const steps = guardSteps(document.resources, { settings, calicoVersion }); ;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

interface Inspection {
  readonly dead: readonly DeadLine[];
  readonly undecided: readonly string[];
  readonly hosts: number;
  readonly lines: number;
}

/** @param afterStep null: all is applied */
function* inspect(
  scene: LifeScene,
  resources: Resources,
  afterStep: string | null,
  progress: GuardProgress,
): Generator<GuardProgress, Inspection, undefined> {
  const trial = new LineTrial(scene);
  const known = new Map<string, LineVerdict & { readonly of: LifeHost }>();
  const dead: DeadLine[] = [];
  const undecided: string[] = [];
  const hosts = scene.hosts.filter(({ site }) => site.primary !== null || site.loopback !== null);
  let lines = 0;
  for (const host of hosts) {
    for (const [number, line] of lifeLines.entries()) {
      if (!line.isVital) continue;
      // Hosts of one likeness fare alike: one is asked about, each is told by its own name.
      const kind = `${number} ${host.likeness}`;
      const tried = known.get(kind) ?? { ...trial.try(line, host), of: host };
      known.set(kind, tried);
      const { verdict } = tried;
      if (verdict === 'not-needed') continue;
      lines += 1;
      const lost = tried.lost.map((packet) => inPlaceOf(tried.of, host, packet));
      if (verdict === 'dead')
        dead.push(...deadLines({ line, host, resources, afterStep, ruleset: scene.ruleset }, lost));
      if (verdict === 'undecided') undecided.push(undecidedSentence(line, host, lost));
    }
    yield progress;
  }
  return { dead, undecided, hosts: hosts.length, lines };
}

/** What a host's double loses: the two change places, with whatever guards them. */
function inPlaceOf(tried: LifeHost, host: LifeHost, { packet, decidedBy }: LostPacket): LostPacket {
  if (tried === host) return { packet, decidedBy };
  const guards = [
    [tried.site.primary, host.site.primary],
    [tried.site.loopback, host.site.loopback],
  ] as const;
  const guard = guards.find(([own]) => own?.id === decidedBy.endpoint)?.[1];
  const other = (end: EndpointId): EndpointId => {
    if (end === tried.endpoint) return host.endpoint;
    return end === host.endpoint ? tried.endpoint : end;
  };
  return {
    packet: { ...packet, from: other(packet.from), to: other(packet.to) },
    decidedBy: { ...decidedBy, endpoint: guard?.id ?? host.endpoint },
  };
}

interface Death {
  readonly line: KnownLine;
  readonly host: LifeHost;
  readonly resources: Resources;
  readonly afterStep: string | null;
  readonly ruleset: Ruleset;
}

/** One for each cause: a line's ports may die by different hands. */
function deadLines(death: Death, lost: readonly LostPacket[]): readonly DeadLine[] {
  const byCause = new Map<string, LostPacket[]>();
  for (const packet of lost) {
    const { because } = deciderWords(packet.decidedBy);
    byCause.set(because, [...(byCause.get(because) ?? []), packet]);
  }
  return [...byCause.values()].flatMap((packets) => deadLine(death, packets) ?? []);
}

function deadLine(death: Death, lost: readonly LostPacket[]): DeadLine | null {
  const { line, host, afterStep } = death;
  const [first] = lost;
  if (first === undefined) return null;
  const { id, name, direction, traffic } = line;
  const words = deciderWords(first.decidedBy);
  const dying = {
    clusterNode: host.clusterNode,
    hostEndpoint: guardOf(death, first),
    line: { id, name, direction, traffic },
    traffic: trafficText(line.protocol, [...new Set(lost.flatMap(({ packet }) => packet.port ?? []))]),
    packet: first.packet,
    ...words,
    afterStep,
  };
  return { ...dying, sentence: sentenceOf(dying, line.need) };
}

/** The host endpoint whose checkpoint denies it. */
function guardOf({ ruleset, resources, host }: Death, { decidedBy }: LostPacket): ResourceId {
  const node = resourceId({ group: '', kind: 'Node', namespace: null, name: host.clusterNode });
  return writtenOr(resources, partyOf(ruleset, decidedBy.endpoint)?.row.resource ?? null, node);
}

function sentenceOf(
  { clusterNode, line, traffic, packet, because, afterStep }: Omit<DeadLine, 'sentence'>,
  need: KnownLine['need'],
): string {
  const what = `${line.name} (${traffic})`;
  const when = afterStep === null ? '' : `After ${afterStep} is applied, and until more is: `;
  switch (line.direction) {
    case 'ingress':
      return `${when}${clusterNode} lets nothing in for ${what} from ${need === 'any' ? 'outside' : packet.from}: ${because}.`;
    case 'egress':
      return `${when}${clusterNode} lets nothing out for ${what} to ${need === 'any' ? 'outside' : packet.to}: ${because}.`;
    default:
      return `${when}${clusterNode} does not reach itself for ${what}: ${because}.`;
  }
}

function undecidedSentence(line: KnownLine, host: LifeHost, [first]: readonly LostPacket[]): string {
  const why = first === undefined ? '' : `: ${deciderWords(first.decidedBy).because}`;
  return `Whether ${line.name} (${line.traffic}) lives on ${host.clusterNode} can’t be said${why}.`;
}

function keyOf({ clusterNode, line }: DeadLine): string {
  return `${clusterNode} ${line.id} ${line.direction} ${line.traffic}`;
}
