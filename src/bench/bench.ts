import { openDesign } from '../core/file/design-file.ts';
import { identityOf } from '../core/manifest/identity.ts';
import { printYaml } from '../core/manifest/yaml.ts';
import type { Manifest } from '../core/model/document.ts';
import { resourceId, type ResourceId } from '../core/model/ids.ts';
import { evaluateAll, evaluateAllApart } from '../core/policy/evaluate-all.ts';
import { lower, type LowerInput } from '../core/policy/lower.ts';
import { Evaluation } from '../worker/evaluation.ts';
import type { FromWorker } from '../worker/protocol.ts';
import { distinctCluster, realisticCluster, type ClusterSize } from './clusters.ts';

/** Runs at least this often, and after a warm-up: the compiler of the machine's code needs some rounds. */
const [minRuns, maxRuns, runForMs, warmUpMs] = [5, 60, 1500, 700];

interface Measured {
  readonly millis: number;
  readonly runs: number;
}

/** The median of the processor's time; on a busy machine the clock on the wall says nothing. */
function measure(work: () => void): Measured {
  const warm = cpuMillis();
  do work();
  while (cpuMillis() - warm < warmUpMs);
  const times: number[] = [];
  const started = cpuMillis();
  while (times.length < minRuns || (cpuMillis() - started < runForMs && times.length < maxRuns)) {
    const before = cpuMillis();
    work();
    times.push(cpuMillis() - before);
  }
  times.sort((a, b) => a - b);
  return { millis: times[times.length >>> 1] ?? 0, runs: times.length };
}

function cpuMillis(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What a fixed sum costs: says how much of a processor this run was given. */
function sumMillis(): number {
  const before = cpuMillis();
  let sum = 0;
  for (let i = 0; i < 1e8; i += 1) sum = (Math.imul(sum, 31) + i) | 0;
  return sum === 1 ? 0 : cpuMillis() - before;
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

function benchTable(name: string, manifests: readonly Manifest[], target: number): void {
  collectGarbage();
  const inputs = inputsOf(manifests);
  const ruleset = lower(inputs);
  const { own, endpoints } = evaluateAll(ruleset);
  const note = `${endpoints.length} endpoints, ${own.length} classes`;
  printRow(
    name,
    measure(() => void evaluateAll(ruleset)),
    target,
    note,
  );
  printRow(
    '  lowering beforehand',
    measure(() => void lower(inputs)),
    null,
  );
}

/** From the change's arrival in the worker to the table's leaving it. */
function benchChange(name: string, manifests: readonly Manifest[], changes: readonly Manifest[], target: number): void {
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
  const upsert = (changed: readonly Manifest[]): { readonly id: ResourceId; readonly manifest: Manifest }[] => [
    ...inputsOf(changed),
  ];
  evaluation.receive({
    type: 'evaluate',
    revision: 0,
    delta: { fromEmpty: true, upsert: upsert(manifests), remove: [] },
    staged: 'ignored',
  });
  const work = (): void => {
    const change = changes[answers % changes.length];
    const delta = { fromEmpty: false, upsert: upsert(change === undefined ? [] : [change]), remove: [] };
    evaluation.receive({ type: 'evaluate', revision: answers, delta, staged: 'ignored' });
  };
  printRow(name, measure(work), target);
}

/** The same object with one more label, and as it is. */
function relabelled(manifest: Manifest): readonly Manifest[] {
  const { metadata } = manifest as { readonly metadata: { readonly labels?: object } }; // made by our generator
  return ['web', 'db'].map(
    (layer) => ({ ...manifest, metadata: { ...metadata, labels: { ...metadata.labels, layer } } }) as Manifest, // JSON still
  );
}

/** The same policy with another port in its first rule. */
function withOtherPorts(manifest: Manifest): readonly Manifest[] {
  return ['8081', '8082'].map((port) => JSON.parse(JSON.stringify(manifest).replaceAll('8080', port)) as Manifest); // JSON still
}

function benchGrowth(): void {
  print('', '', '', '', '', '');
  print('growth: 200 policies, 6 apps in 8 namespaces', 'table', '', '', '', 'memory', 'per endpoint');
  for (const endpoints of [50, 300, 1000, 3000, 10_000]) {
    collectGarbage();
    const ruleset = lower(inputsOf(realisticCluster({ endpoints, policies: 200, namespaces: 8, apps: 6 })));
    const measured = measure(() => void evaluateAll(ruleset));
    printRow(`  ${endpoints} endpoints`, measured, null, `${((measured.millis * 1000) / endpoints).toFixed(1)} µs`);
  }
}

function benchByPair(size: ClusterSize): void {
  collectGarbage();
  const ruleset = lower(inputsOf(realisticCluster(size)));
  const [byClass, byPair] = [measure(() => void evaluateAll(ruleset)), measure(() => void evaluateAllApart(ruleset))];
  printRow(`every pair by itself, ${size.endpoints} endpoints`, byPair, null);
  printRow('  the same by class', byClass, null, `${(byPair.millis / byClass.millis).toFixed(1)} x faster`);
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
  const file = { name: 'cluster.yaml', text: parts.join('---\n') };
  const note = `${parts.length} documents`;
  printRow(
    'import of 5 MiB of YAML',
    measure(() => void openDesign([file])),
    target,
    note,
  );
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
benchChange('one label changed, 300 endpoints', cluster, relabelled(pod), 16);
benchChange('one rule changed, 300 endpoints', cluster, withOtherPorts(policy), 16);
benchByPair(small);
benchImport(5 * 2 ** 20, 1000);
benchGrowth();
process.stdout.write(
  `\nProcessor time; a fixed sum took ${before.toFixed(0)} ms before and ${sumMillis().toFixed(0)} ms after (about 100 ms where nothing else runs).\n`,
);
