import { openDesign, openDesignInSteps } from '../core/file/design-file.ts';
import { identityOf } from '../core/manifest/identity.ts';
import type { SourceFile } from '../core/manifest/source-documents.ts';
import { printYaml } from '../core/manifest/yaml.ts';
import type { Manifest } from '../core/model/document.ts';
import { resourceId } from '../core/model/ids.ts';
import { evaluateAll, evaluateAllApart } from '../core/policy/evaluate-all.ts';
import { evaluatePair } from '../core/policy/evaluate-pair.ts';
import { lower, type LowerInput } from '../core/policy/lower.ts';
import { Memory } from '../core/policy/memory.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import { Evaluation } from '../worker/evaluation.ts';
import type { FromWorker } from '../worker/protocol.ts';
import { distinctCluster, realisticCluster, type ClusterSize } from './clusters.ts';

/** Runs at least this often, and after a warm-up: the compiler of the machine's code needs some rounds. */
const [minRuns, maxRuns, runForMs, warmUpMs] = [5, 60, 1500, 3000];

interface Measured {
  readonly millis: number;
  readonly runs: number;
}

/**
 * The median of what each run took. The clock on the wall counts other programs as well, the processor's time the compiler
 * and the collector of garbage that work beside it: what a run takes by itself is no more than the smaller of the two.
 */
function measure(work: () => void): Measured {
  const warm = cpuMillis();
  do work();
  while (cpuMillis() - warm < warmUpMs);
  const times: number[] = [];
  const started = cpuMillis();
  while (times.length < minRuns || (cpuMillis() - started < runForMs && times.length < maxRuns)) {
    const [cpu, wall] = [cpuMillis(), performance.now()];
    work();
    times.push(Math.min(cpuMillis() - cpu, performance.now() - wall));
  }
  times.sort((a, b) => a - b);
  return { millis: times[times.length >>> 1] ?? 0, runs: times.length };
}

function cpuMillis(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function sumOf(count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum = (Math.imul(sum, 31) + i) | 0;
  return sum;
}

/** What a fixed sum costs at best: says how fast this machine is just now. */
function sumMillis(): number {
  let best = Infinity;
  for (let round = 0; round < 10; round += 1) {
    const before = performance.now();
    if (sumOf(1e7) === 1) throw new Error('the sum is another one');
    best = Math.min(best, performance.now() - before);
  }
  return best;
}

function inputsOf(manifests: readonly Manifest[]): readonly LowerInput[] {
  return manifests.map((manifest) => ({ id: resourceId(identityOf(manifest)), manifest }));
}

const columns = [46, 10, 10, 6, 8, 9, 26] as const;

function print(...cells: readonly string[]): void {
  const line = cells.map((cell, index) => (index === 0 ? cell.padEnd(columns[0]) : cell.padStart(columns[index] ?? 0)));
  process.stdout.write(`${line.join('  ')}\n`);
}

function printRow(name: string, { millis, runs }: Measured, target: number | null, note = ''): void {
  const verdict = target === null ? '' : millis <= target ? 'met' : `${(millis / target).toFixed(1)} x`;
  const shown = target === null ? '' : `${target} ms`;
  const memory = `${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`;
  print(name, `${millis.toFixed(1)} ms`, shown, verdict, `${runs} runs`, memory, note);
}

/** Frees what the row before has left, so that the memory shown is the row's own. */
function collectGarbage(): void {
  (globalThis as { readonly gc?: () => void }).gc?.(); // there with --expose-gc only
}

/** All as if nothing had been evaluated before. */
function benchTable(name: string, manifests: readonly Manifest[], target: number): void {
  collectGarbage();
  const inputs = inputsOf(manifests);
  const { own, endpoints } = evaluateAll(lower(inputs));
  const note = `${endpoints.length} endpoints, ${own.length} classes`;
  const ruleset = lower(inputs);
  printRow(
    name,
    measure(() => void evaluateAll(forgetful(ruleset))),
    target,
    note,
  );
  printRow(
    '  with lowering, as after opening',
    measure(() => void evaluateAll(lower(inputs))),
    target,
  );
}

/** The same ruleset as if nothing had been evaluated yet. */
function forgetful(ruleset: Ruleset): Ruleset {
  return { ...ruleset, memory: new Memory() };
}

/** From the change's arrival in the worker to the table's leaving it. */
function benchChange(
  name: string,
  manifests: readonly Manifest[],
  changed: (round: number) => Manifest,
  target: number,
): void {
  collectGarbage();
  let answers = 0;
  const evaluation = new Evaluation({
    now: () => 0,
    send: ({ type }: FromWorker) => {
      if (type === 'failed') throw new Error('the evaluation failed');
      answers += 1;
    },
    later: (goOn) => goOn(),
  });
  evaluation.receive({
    type: 'evaluate',
    revision: 0,
    delta: { fromEmpty: true, upsert: inputsOf(manifests), remove: [] },
    staged: 'ignored',
  });
  const work = (): void => {
    const delta = { fromEmpty: false, upsert: inputsOf([changed(answers)]), remove: [] };
    evaluation.receive({ type: 'evaluate', revision: answers, delta, staged: 'ignored' });
  };
  printRow(name, measure(work), target);
}

/** The same object with another value of a label. */
function relabelled(manifest: Manifest, label: string, value: string): Manifest {
  const { metadata } = manifest as { readonly metadata: { readonly labels?: object } }; // made by our generator
  return { ...manifest, metadata: { ...metadata, labels: { ...metadata.labels, [label]: value } } } as Manifest; // JSON still
}

/** The same policy with another port in its rules. */
function withOtherPort(manifest: Manifest, port: number): Manifest {
  return JSON.parse(JSON.stringify(manifest).replaceAll('8080', String(port))) as Manifest; // JSON still
}

function benchGrowth(): void {
  print('', '', '', '', '', '');
  print('growth: 200 policies, 6 apps in 8 namespaces', 'table', '', '', '', 'memory', 'per endpoint');
  for (const endpoints of [50, 300, 1000, 3000, 10_000]) {
    collectGarbage();
    const ruleset = lower(inputsOf(realisticCluster({ endpoints, policies: 200, namespaces: 8, apps: 6 })));
    const measured = measure(() => void evaluateAll(forgetful(ruleset)));
    printRow(`  ${endpoints} endpoints`, measured, null, `${((measured.millis * 1000) / endpoints).toFixed(1)} µs`);
  }
}

function benchByPair(size: ClusterSize): void {
  collectGarbage();
  const ruleset = lower(inputsOf(realisticCluster(size)));
  const byClass = measure(() => void evaluateAll(forgetful(ruleset)));
  const apart = measure(() => void evaluateAllApart(forgetful(ruleset)));
  const byPair = measure(() => void evaluateSomePairs(ruleset, sampledPairs));
  const allPairs = { ...byPair, millis: (byPair.millis * ruleset.parties.length ** 2) / sampledPairs };
  const times = ({ millis }: Measured): string => `${(millis / byClass.millis).toFixed(1)} x the time by class`;
  printRow(`table by class, ${size.endpoints} endpoints`, byClass, null);
  printRow('  each endpoint a class of its own', apart, null, times(apart));
  printRow(`  each pair asked by itself, from ${sampledPairs}`, allPairs, null, times(allPairs));
}

const sampledPairs = 400;

/** Pairs spread over the whole matrix. */
function evaluateSomePairs(ruleset: Ruleset, count: number): void {
  const { parties } = ruleset;
  for (let pair = 0; pair < count; pair += 1) {
    const [from, to] = [parties[(pair * 7919) % parties.length], parties[(pair * 104_729) % parties.length]];
    if (from !== undefined && to !== undefined) evaluatePair(ruleset, from.row.id, to.row.id);
  }
}

function benchImport(bytes: number, target: number): void {
  collectGarbage();
  const documents = realisticCluster({ endpoints: 10_000, policies: 1000, namespaces: 60, apps: 20 }).map(printYaml);
  const parts: string[] = [];
  for (let length = 0, round = 0; length < bytes; round += 1)
    for (const document of documents) {
      if (length >= bytes) break;
      const text = document.replace(/^( {2}name: .*)$/m, `$1-${round}`);
      parts.push(text);
      length += text.length + 4;
    }
  const asItem = (text: string): string => text.replace(/^(?=.)/gm, '  ').replace('  ', '- ');
  const dump = `apiVersion: v1\nkind: List\nitems:\n${parts.map(asItem).join('')}`;
  for (const [name, text] of [
    ['import of 5 MiB of YAML', parts.join('---\n')],
    ['  the same as one List, as kubectl writes it', dump],
  ] as const) {
    const files = [{ name: 'cluster.yaml', text }];
    const note = `${parts.length} objects, turns up to ${longestTurn(files).toFixed(0)} ms`;
    printRow(
      name,
      measure(() => void openDesign(files)),
      target,
      note,
    );
  }
}

/** For how long reading holds up the window at most: of some rounds the best one, the rest is the machine's. */
function longestTurn(files: readonly SourceFile[]): number {
  const rounds = Array.from({ length: minRuns }, () => {
    const steps = openDesignInSteps(files);
    let longest = 0;
    for (let isDone = false; !isDone;) {
      const started = cpuMillis();
      isDone = steps.next().done === true;
      longest = Math.max(longest, cpuMillis() - started);
    }
    return longest;
  });
  return Math.min(...rounds);
}

const small = { endpoints: 300, policies: 200, namespaces: 8, apps: 6 } as const;
const before = sumMillis();
print('all pairs', 'median', 'target', '', '', 'memory', '');
benchTable('50 endpoints, 30 policies', realisticCluster({ endpoints: 50, policies: 30, namespaces: 4, apps: 4 }), 5);
benchTable('300 endpoints, 200 policies', realisticCluster(small), 40);
benchTable(
  '1,000 endpoints, 1,000 policies',
  realisticCluster({ endpoints: 1000, policies: 1000, namespaces: 12, apps: 10 }),
  200,
);
benchTable(
  '10,000 endpoints, 1,000 policies',
  realisticCluster({ endpoints: 10_000, policies: 1000, namespaces: 60, apps: 20 }),
  1500,
);
benchTable('1,000 endpoints, 1,000 policies, none alike', distinctCluster(1000, 1000), 3000);
const cluster = realisticCluster(small);
const pod = cluster.find(({ kind }) => kind === 'Pod');
const policy = cluster.findLast((manifest) => JSON.stringify(manifest).includes('8080') && manifest['kind'] !== 'Pod');
if (pod === undefined || policy === undefined) throw new Error('the cluster has pods and policies');
benchChange('a label that no rule asks for changed, 300', cluster, (round) => relabelled(pod, 'note', `n${round}`), 16);
benchChange(
  'a label that rules ask for changed, 300',
  cluster,
  (round) => relabelled(pod, 'app', `app-${round % 6}`),
  16,
);
benchChange('one rule changed, 300 endpoints', cluster, (round) => withOtherPort(policy, 9000 + round), 16);
benchByPair(small);
benchImport(5 * 2 ** 20, 1000);
benchGrowth();
process.stdout.write(
  `\nMedians; before all, a fixed sum took ${before.toFixed(0)} ms (about 10 ms where nothing else runs).\n`,
);
