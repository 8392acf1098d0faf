import { isEntryPoint } from './entry-point.mjs';
import { tools } from './paths.mjs';
import { capture } from './run.mjs';

/** One project per layer, so that each layer knows only what it may know. */
const projects = [
  'src/core',
  'src/worker',
  'src/service-worker',
  'src/cli',
  'src/bench',
  'src/host/tsconfig.ports.json',
  'src/host',
  'src/app',
  'src',
  'src/tsconfig.tests.json',
  'electron',
  'e2e',
  'scripts',
  'scripts/canvas-bench',
  '.',
];
/** @type {readonly { name: string, args: readonly string[] }[]} */
const checks = [
  {
    name: 'src/ui (svelte-check)',
    args: [tools.svelteCheck, '--tsconfig', 'src/ui/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  },
  ...projects.map((project) => ({ name: project, args: [tools.tsc, '--noEmit', '--pretty', 'false', '-p', project] })),
];

if (isEntryPoint(import.meta.url)) {
  const waiting = [...checks];
  let failed = 0;
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const { status, output } = await capture(check.args);
      console.log(status === 0 ? `ok      ${check.name}` : `failed  ${check.name}\n${output}`);
      if (status !== 0) failed += 1;
    }
  };
  await Promise.all([work(), work()]);
  process.exitCode = failed === 0 ? 0 : 1;
}
