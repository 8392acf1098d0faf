import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

/** The built program, started as `npm run cli` starts it. */
function firewright(args: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['scripts/cli.mjs', ...args], { input, encoding: 'utf8' });
}

describe('the program', { timeout: 60_000 }, () => {
  const sample = 'assets/samples/firewall-the-nodes.firewright.yaml';

  test('writes its answer to stdout and ends with the verdict’s status', () => {
    const denied = ['explain', sample, '--from', 'prod/backend', '--to', 'host/node-worker', '--port', 'TCP/8080'];
    const { status, stdout, stderr } = firewright([...denied, '--format', 'json']);
    expect([status, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'deny', decidedBy: { rule: 'tier-default' } });
  });

  test('reads standard input, and writes complaints to stderr only', () => {
    const { status, stdout, stderr } = firewright(['check', '-'], 'a: [');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Nothing could be read\.\nerror YAML-SYNTAX: stdin:1:/);
  });
});
