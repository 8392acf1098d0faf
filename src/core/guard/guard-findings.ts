import type { LintFinding } from '../lint/lint.ts';
import type { DeadLine, GuardReport } from './guard-report.ts';

/** Life lines that die by the same hand in the same direction, on all hosts where just these do. */
export interface GuardFinding {
  /** Names of cluster nodes, as the report has them. */
  readonly hosts: readonly string[];
  readonly direction: DeadLine['line']['direction'];
  /** Those of one host; the others' are the same. */
  readonly lines: readonly DeadLine[];
  readonly decidedBy: string;
  readonly decider: DeadLine['decider'];
  readonly because: string;
  readonly afterStep: string | null;
  /** `control-plane and worker let nothing out for DNS over TCP (TCP 53) or image pulls (TCP 443): …` */
  readonly sentence: string;
}

/** The report as few findings as tell all of it: dead in the end first, then what dies only on the way there. */
export function guardFindings({ dead }: GuardReport): readonly GuardFinding[] {
  const perHost = groupedBy(dead, ({ clusterNode, line, because, afterStep }) =>
    JSON.stringify([clusterNode, line.direction, because, afterStep]),
  );
  const alike = groupedBy(perHost, (lines) =>
    JSON.stringify(
      lines.map(({ line, traffic, because, afterStep }) => [line.name, line.direction, traffic, because, afterStep]),
    ),
  );
  return alike.flatMap((hosts) => findingOf(hosts) ?? []);
}

/**
 * The same as problems. Dead in the end is an error: nobody could mend it from outside. What only dies while objects are
 * applied is a warning.
 */
export function guardProblems(report: GuardReport): readonly LintFinding[] {
  return guardFindings(report).map(({ lines, sentence, afterStep }) => ({
    resource: lines[0]?.hostEndpoint ?? null,
    finding: { severity: afterStep === null ? 'error' : 'warning', code: 'LOCK-OUT', message: sentence, path: [] },
  }));
}

function findingOf(ofHosts: readonly (readonly DeadLine[])[]): GuardFinding | null {
  const lines = ofHosts[0] ?? [];
  const [first] = lines;
  if (first === undefined) return null;
  const { line, decidedBy, decider, because, afterStep } = first;
  const hosts = ofHosts.flatMap(([one]) => (one === undefined ? [] : [one.clusterNode]));
  const found = { hosts, direction: line.direction, lines, decidedBy, decider, because, afterStep };
  return { ...found, sentence: sentenceOf(found) };
}

function sentenceOf({ hosts, direction, lines, because, afterStep }: Omit<GuardFinding, 'sentence'>): string {
  const when = afterStep === null ? '' : `After ${afterStep} is applied, and until more is, `;
  const what = lines.map(({ line, traffic }) => `${line.name} (${traffic})`);
  const one = hosts.length === 1;
  const verb = {
    ingress: one ? 'lets nothing in for' : 'let nothing in for',
    egress: one ? 'lets nothing out for' : 'let nothing out for',
    within: one ? 'does not reach itself for' : 'do not reach themselves for',
  }[direction];
  return `${when}${joined(fewOf(hosts), 'and')} ${verb} ${joined(what, 'or')}: ${because}.`;
}

const namedHosts = 3;

/** A cluster has hundreds; the report lists them all. */
function fewOf(hosts: readonly string[]): readonly string[] {
  return hosts.length <= namedHosts + 1
    ? hosts
    : [...hosts.slice(0, namedHosts), `${hosts.length - namedHosts} more hosts`];
}

/** `a, b and c` */
function joined(words: readonly string[], last: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** In the order of their first members. */
function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  return [...groups.values()];
}
