import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type KubectlEnd, kubectlOf } from './run-kubectl.ts';
import { fakeKubectl } from './testing-kubectl.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-kubectl-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const never = new AbortController().signal;
const limits = { bytes: 200_000, millis: 20_000 };

async function run(
  script: string,
  words: readonly string[] = [],
  { signal = never, more = {}, ...limit }: Partial<typeof limits> & { signal?: AbortSignal; more?: object } = {},
): Promise<KubectlEnd> {
  const PATH = await fakeKubectl(join(folder, 'bin'), script);
  return kubectlOf({ PATH, ...more }, process.platform, { ...limits, ...limit })(words, signal);
}
const outputOf = (end: KubectlEnd): string => (end.kind === 'exited' ? end.output.toString() : end.kind);

// The fakes are scripts with a first line that names their reader, which Windows does not know.
describe.skipIf(process.platform === 'win32')('kubectl', () => {
  test('gets every word as it is: no shell reads it', async () => {
    const words = ['--context', "a b'c", '$(touch x)', ';', '*', '', '"'];
    expect(JSON.parse(outputOf(await run('say(JSON.stringify(words))', words)))).toEqual(words);
  });

  test('has the environment of the program and no input', async () => {
    const script = `say(JSON.stringify([process.env.KUBECONFIG, require('node:fs').readFileSync(0, 'utf8')]))`;
    const end = await run(script, [], { more: { KUBECONFIG: '/my/config' } });
    expect(JSON.parse(outputOf(end))).toEqual(['/my/config', '']);
  });

  test('its output, its complaint and its status are told', async () => {
    const end = await run('say("half"); complain("Error from server (Forbidden)"); process.exitCode = 1');
    expect({ ...end, output: outputOf(end) }).toEqual({
      kind: 'exited',
      code: 1,
      output: 'half',
      complaint: 'Error from server (Forbidden)\n',
    });
  });

  test('large outputs come whole, up to the limit', async () => {
    expect(outputOf(await run('say("x".repeat(199_999))'))).toHaveLength(199_999);
    expect(await run('say("x".repeat(200_001))')).toEqual({ kind: 'too-large' });
    // One that never ends is ended.
    expect(await run('for (;;) say("x".repeat(10_000))')).toEqual({ kind: 'too-large' });
  });

  test('endless complaints are cut', async () => {
    const end = await run('for (let n = 0; n < 100; n += 1) complain("x".repeat(10_000)); process.exitCode = 1');
    expect(end.kind === 'exited' && end.complaint.length <= 64 * 1024).toBe(true);
  });

  test('that hangs is ended after the time it may take', async () => {
    expect(await run('setInterval(() => undefined, 1000)', [], { millis: 1_000 })).toEqual({
      kind: 'timed-out',
      seconds: 1,
    });
  });

  test('that is cancelled ends at once, with what it started', async () => {
    const cancel = new AbortController();
    const note = join(folder, 'child');
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'inherit' });
      require('node:fs').writeFileSync(${JSON.stringify(note)}, String(child.pid));
      setInterval(() => undefined, 1000);`;
    const running = run(script, [], { signal: cancel.signal });
    await expect.poll(() => readFile(note, 'utf8').catch(() => ''), { timeout: 10_000 }).not.toBe('');
    cancel.abort();
    expect(await running).toEqual({ kind: 'cancelled' });
    const child = Number(await readFile(note, 'utf8'));
    await expect.poll(() => isAlive(child), { timeout: 10_000 }).toBe(false);
  });

  test('is not started where it is cancelled already', async () => {
    const note = join(folder, 'started');
    const script = `require('node:fs').writeFileSync(${JSON.stringify(note)}, '')`;
    expect(await run(script, [], { signal: AbortSignal.abort() })).toEqual({ kind: 'cancelled' });
    await expect(readFile(note)).rejects.toThrow('ENOENT');
  });

  test('that is ended by somebody else is broken', async () => {
    expect(await run('process.kill(process.pid, "SIGTERM"); setInterval(() => undefined, 1000)')).toEqual({
      kind: 'broken',
      message: 'kubectl was ended by SIGTERM',
    });
  });

  test('that the system can’t start is broken', async () => {
    await run('');
    await writeFile(join(folder, 'bin/kubectl'), '#!/no/such/reader\n');
    const end = await kubectlOf({ PATH: join(folder, 'bin') }, process.platform, limits)([], never);
    expect(end.kind).toBe('broken');
  });
});

test('without a kubectl on the path that is said', async () => {
  expect(await kubectlOf({ PATH: folder }, 'linux')([], never)).toEqual({ kind: 'missing' });
  expect(await kubectlOf({}, 'linux')([], never)).toEqual({ kind: 'missing' });
});

/** A process that ended but was not waited for yet is a zombie: it does nothing any more. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/\) Z /.test(status);
}
