import type { FindingCode } from '../../manifest/finding-codes.ts';
import { trafficText } from '../../guard/life-lines.ts';
import { plainText, sentenceOfStep } from '../../policy/explain.ts';
import type { LintFinding, LintInput, StepLint } from '../lint.ts';
import type { GuardedHost } from './host-scene.ts';
import { hostSceneOf } from './host-scene.ts';
import type { LostLine } from './life-line-trials.ts';
import { lostLinesInSteps } from './life-line-trials.ts';
import { lintFinding, listed } from '../policy/lint-words.ts';
import { hostEndpointsInWords } from './sentences.ts';

/** What a node needs and its own host endpoint denies, line by line. */
export const lifeLineLints: readonly StepLint[] = [findLostLines];

interface LineLint {
  readonly code: FindingCode;
  readonly severity: 'warning' | 'info';
  readonly advice: string;
}

/** By the life line's id. Loopback has a file of its own; other lines without an entry are the lock-out guard's alone. */
const lintOfLine: Readonly<Record<string, LineLint>> = {
  SSH: {
    code: 'HOST-SSH',
    severity: 'warning',
    advice: 'Nobody can log in to mend a mistake: allow TCP 22 from where you work, or keep it a failsafe port',
  },
  'API-SERVER': {
    code: 'HOST-API',
    severity: 'warning',
    advice:
      'A node that has lost the API server cannot receive the policy that would mend it: allow TCP 6443, or keep it a failsafe port',
  },
  ETCD: {
    code: 'HOST-ETCD',
    severity: 'warning',
    advice: 'Control plane nodes that lose each other lose the quorum: allow TCP 2379 and 2380 between them',
  },
  KUBELET: {
    code: 'HOST-KUBELET',
    severity: 'warning',
    advice: 'Logs, exec and metrics fail: allow TCP 10250 from the nodes of the control plane',
  },
  BGP: {
    code: 'HOST-BGP-TYPHA',
    severity: 'warning',
    advice: 'Where nodes exchange routes by BGP, pods of other nodes become unreachable: allow TCP 179 between nodes',
  },
  TYPHA: {
    code: 'HOST-BGP-TYPHA',
    severity: 'warning',
    advice: 'Where Typha serves calico-node, policy updates no longer arrive: allow TCP 5473 between nodes',
  },
  DNS: {
    code: 'HOST-DNS',
    severity: 'warning',
    advice:
      'Answers that are too long for UDP come over TCP, and both are needed: allow egress to port 53 of either protocol',
  },
  DHCP: {
    code: 'HOST-DHCP',
    severity: 'info',
    advice:
      'A node whose address is leased loses it when the lease ends: allow UDP 67 out and UDP 68 in, unless its address is fixed',
  },
  ICMP: {
    code: 'HOST-ICMP',
    severity: 'info',
    advice:
      'Health checks by ping fail, while errors such as “packet too big” still arrive: allow ICMP between nodes if something pings them',
  },
};

/** HOST-SSH, HOST-API and their like: one finding for all hosts that lose the same by the same step. */
function* findLostLines(input: LintInput): ReturnType<StepLint> {
  const groups = new Map<string, LostLine[]>();
  for (const lost of (yield* lostLinesInSteps(input)).filter(({ line }) => lintOfLine[line.id] !== undefined)) {
    const key = [lintOfLine[lost.line.id]?.code, reasonOf(lost), lost.hosts[0]?.likeness].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), lost]);
  }
  return joinAlike([...groups.values()]).flatMap((group) => sayLost(group, input));
}

/** Groups that differ in nothing but their hosts become one. */
function joinAlike(groups: readonly (readonly LostLine[])[]): readonly (readonly LostLine[])[] {
  const joined = new Map<string, readonly LostLine[]>();
  for (const group of groups) {
    const key = group.map((lost) => `${lost.line.id} ${textOf(lost)} ${reasonOf(lost)}`).join('\n');
    const known = joined.get(key);
    joined.set(
      key,
      known === undefined
        ? group
        : known.map((lost, index) => ({ ...lost, hosts: [...lost.hosts, ...(group[index]?.hosts ?? [])] })),
    );
  }
  return [...joined.values()];
}

function sayLost(group: readonly LostLine[], input: LintInput): readonly LintFinding[] {
  const [first] = group;
  const lint = first === undefined ? undefined : lintOfLine[first.line.id];
  if (first === undefined || lint === undefined) return [];
  const guarded = hostsGuarding(first, input);
  const [shown] = guarded;
  if (shown === undefined) return [];
  const names = guarded.map(({ guard }) => guard.name);
  const deny = names.length === 1 ? 'denies' : 'deny';
  const lines = listed([...new Set(group.map(textOf))]);
  const fact = `${hostEndpointsInWords(names, 'first')} ${deny} ${lines}: ${reasonOf(first)}`;
  return [lintFinding(lint.severity, lint.code, [shown.shownAt, ['spec']], { fact, advice: lint.advice })];
}

const directionWords = { ingress: 'inbound', egress: 'outbound', within: 'inside the node' } as const;

function textOf({ line, lost }: LostLine): string {
  const ports = [...new Set(lost.flatMap(({ packet }) => packet.port ?? []))];
  return `${line.name} (${trafficText(line.protocol, ports)}, ${directionWords[line.direction]})`;
}

function reasonOf({ lost }: LostLine): string {
  const [first] = lost;
  return first === undefined ? '' : plainText(sentenceOfStep(first.decidedBy.step));
}

/** The host endpoints that decide it, one for each host. */
function hostsGuarding({ hosts }: LostLine, input: LintInput): readonly GuardedHost[] {
  const byGuard = new Map(hostSceneOf(input).hosts.map((host) => [host.guard, host]));
  return hosts.flatMap(({ site }) => (site.primary === null ? [] : (byGuard.get(site.primary) ?? [])));
}
