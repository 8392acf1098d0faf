import { expect, test } from 'vitest';
import { call } from './test-bench.ts';

const samples = 'assets/samples';

interface Checked {
  readonly problems: readonly { readonly severity: string; readonly code: string; readonly message: string }[];
}

function check(line: string): { readonly status: number; readonly lockOuts: Checked['problems'] } {
  const { status, out } = call(`check ${line} --format json`);
  const { problems } = JSON.parse(out) as Checked; // the contract of the command line
  return { status, lockOuts: problems.filter(({ code }) => code === 'LOCK-OUT') };
}

test.each(['firewall-the-nodes', 'protect-kubernetes-nodes'])('%s locks out nobody', (name) => {
  expect(check(`${samples}/${name}.firewright.yaml`)).toEqual({ status: 0, lockOuts: [] });
});

test('the first lesson as written fails by what it locks out, each death named with its host', () => {
  const { status, lockOuts } = check(`${samples}/firewall-the-nodes-as-written.firewright.yaml`);
  expect(status).toBe(1);
  expect(lockOuts.map(({ severity }) => severity)).toEqual(lockOuts.map(() => 'error'));
  const told = lockOuts.map(({ message }) => message).join('\n');
  expect(told).toMatch(/policy-llm-worker lets nothing out for DNS over TCP \(TCP 53\) or image pulls \(TCP 443\)/);
  expect(told).toMatch(/policy-llm-worker does not reach itself for loopback health probes \(TCP 9099, 10248\)/);
});

test('as a table it stands where the host endpoint does', () => {
  const { out } = call(`check ${samples}/firewall-the-nodes-as-written.firewright.yaml`);
  const line = out.split('\n').find((row) => row.includes('LOCK-OUT')) ?? '';
  expect(line).toMatch(/^error +LOCK-OUT +HostEndpoint\/node-control-plane +\S+as-written\.firewright\.yaml:\d+:1 /);
});
