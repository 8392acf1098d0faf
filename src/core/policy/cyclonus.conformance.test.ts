import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { EndpointId } from '../model/ids.ts';
import { podEndpointId } from '../model/ids.ts';
import { parseProtocol } from '../net/protocol.ts';
import { trafficContains } from '../net/traffic.ts';
import { evaluateAll } from './evaluate.ts';
import { ConformanceTally, portsAllowed } from './testing/conformance-tally.ts';
import { rulesetOf } from './testing/design-of.ts';
import { VerdictIndex } from './verdict-index.ts';

const file = join(process.cwd(), '..', 'shared', 'conformance', 'cyclonus', 'cases.json');
const isPresent = existsSync(file);
if (!isPresent) process.stdout.write('cyclonus cases skipped: ../shared/conformance is not there\n');

interface CyclonusPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip: string;
}

interface Cyclonus {
  readonly base: {
    readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly pods: readonly CyclonusPod[];
    readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: string }[];
  };
  readonly cases: readonly CyclonusCase[];
}

interface CyclonusCase {
  readonly id: string;
  readonly description: string;
  readonly policies: readonly Manifest[];
  /** `TCP/80` → one line per source, one sign per destination. */
  readonly matrix: Readonly<Record<string, readonly string[]>>;
}

const verdictOfSign: ReadonlyMap<string, 'allow' | 'deny'> = new Map([
  ['.', 'allow'],
  ['X', 'deny'],
] as const);

function clusterOf({ namespaces, pods, ports }: Cyclonus['base']): readonly Manifest[] {
  const containerPorts = ports.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol }));
  return [
    ...Object.entries(namespaces).map(([name, labels]) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels },
    })),
    ...pods.map(({ namespace, name, labels, ip }) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace, name, labels },
      spec: { containers: [{ name: 'server', ports: containerPorts }] },
      status: { podIPs: [{ ip }] },
    })),
  ];
}

test.runIf(isPresent)('the matrix of every cyclonus case is the matrix of upstream', () => {
  const { base, cases } = JSON.parse(readFileSync(file, 'utf8')) as Cyclonus; // as its README describes
  const tally = new ConformanceTally();
  for (const testCase of cases) judgeCase(base, testCase, tally);
  process.stdout.write(tally.report(`cyclonus, ${cases.length} cases`));
  expect(tally.differences).toEqual([]);
  expect(tally.waiting).toEqual({});
  expect(tally.agreed).toBeGreaterThanOrEqual(25_056);
});

function judgeCase(
  base: Cyclonus['base'],
  { id, description, policies, matrix }: CyclonusCase,
  tally: ConformanceTally,
): void {
  const index = new VerdictIndex(evaluateAll(rulesetOf([...clusterOf(base), ...policies])));
  const pods = base.pods.map(({ namespace, name }) => podEndpointId(namespace, name));
  for (const { traffic, source, destination, expected } of cellsOf(matrix, pods)) {
    const summary = index.summary(source, destination);
    if (summary === null) throw new Error(`no pair ${source} → ${destination}`);
    const [protocol, port] = packetOf(traffic);
    const verdict = trafficContains(portsAllowed(summary.allowed), protocol, port) ? 'allow' : 'deny';
    const what = `${id} (${description}) ${source} → ${destination} ${traffic}`;
    tally.compare(what, expected, summary.verdict === 'undecided' ? 'undecided' : verdict, 'undecided pair');
  }
}

interface Cell {
  readonly traffic: string;
  readonly source: EndpointId;
  readonly destination: EndpointId;
  readonly expected: 'allow' | 'deny';
}

/** Without those of a pod to itself and those that were not probed. */
function cellsOf(matrix: CyclonusCase['matrix'], pods: readonly EndpointId[]): readonly Cell[] {
  return Object.entries(matrix).flatMap(([traffic, lines]) =>
    pods.flatMap((source, row) =>
      pods.flatMap((destination, column) => {
        const expected = verdictOfSign.get(lines[row]?.[column] ?? '');
        return expected === undefined ? [] : [{ traffic, source, destination, expected }];
      }),
    ),
  );
}

/** `TCP/80`. */
function packetOf(traffic: string): readonly [protocol: number, port: number] {
  const [name = '', port = ''] = traffic.split('/');
  const protocol = parseProtocol(name);
  if (protocol === null) throw new Error(`${name} is no protocol`);
  return [protocol, Number(port)];
}
