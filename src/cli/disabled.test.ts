import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { call } from './test-bench.ts';
import { run } from './run.ts';

const lesson = 'assets/samples/firewall-the-nodes.firewright.yaml';
const policy = 'GlobalNetworkPolicy.projectcalico.org/node-host-firewall';
const text = readFileSync(lesson, 'utf8');
const disabled = text.replace(/^( *)flows:/m, `$1disabled: ['${policy}']\n$1flows:`);
const denied = '--from prod/backend --to host/node-worker --port TCP/8080';

function explained(design: string): unknown {
  const { out } = run(`explain - ${denied} --format json`.split(' '), () => new TextEncoder().encode(design));
  return (JSON.parse(out) as { verdict: string }).verdict;
}

test('verdicts and explanations are those of the cluster without the disabled policy', () => {
  expect(disabled).not.toBe(text);
  expect(explained(text)).toBe('deny');
  expect(explained(disabled)).toBe('allow');
  expect(call('verdicts - --format json', disabled).out).not.toBe(call('verdicts - --format json', text).out);
});

test('check still names what is wrong with it', () => {
  const broken = disabled.replace(/^ {2}selector: .*/m, '  selector: role ==');
  expect(broken).not.toBe(disabled);
  expect(call('check -', broken).out).toMatch(/SELECTOR|selector/);
});
