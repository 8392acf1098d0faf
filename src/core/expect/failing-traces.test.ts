import { expect, test } from 'vitest';
import type { DrawnFlow } from '../model/design.ts';
import type { EndpointId } from '../model/ids.ts';
import { lower } from '../policy/lower.ts';
import { evaluatePair } from '../policy/evaluate.ts';
import { plainText } from '../policy/explain.ts';
import { inputsOf } from '../policy/testing/design-of.ts';
import { failingTraces } from './failing-traces.ts';

const pod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'prod', labels: { app: name } },
});
const onlyWeb = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'only-443', namespace: 'prod' },
  spec: { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ port: 443 }] }] },
};
const ruleset = lower(inputsOf([pod('web'), pod('job'), onlyWeb]).map((input) => ({ ...input, origin: null })));

function sentences(flow: Partial<DrawnFlow>): readonly string[] {
  const [source, destination] = ['prod/job', 'prod/web'] as EndpointId[]; // ids as the rows of the matrix have them
  if (source === undefined || destination === undefined) throw new Error('no ends');
  const pair = evaluatePair(ruleset, source, destination);
  if (pair === null) throw new Error('no such pair');
  const whole: DrawnFlow = { source, destination, protocol: 6, port: 443, expect: 'allow', note: '', ...flow };
  return failingTraces(whole, pair).map(({ reason }) => plainText(reason));
}

test('a flow that is expected to pass is told why it does not', () => {
  expect(sentences({ port: 80 })).toEqual([expect.stringContaining('prod/only-443')]);
  expect(sentences({ port: 80 })[0]).toMatch(/^Denied at /);
});

test('one that must not pass is told by what it does', () => {
  expect(sentences({ expect: 'deny' })).toEqual([expect.stringMatching(/^Allowed at .*prod\/only-443.* by rule 1/)]);
});

test('what is as expected, or of what nothing is expected, has nothing to be told', () => {
  expect(sentences({})).toEqual([]);
  expect(sentences({ port: 80, expect: 'deny' })).toEqual([]);
  expect(sentences({ port: 80, expect: null })).toEqual([]);
});

test('of a flow of everything each reason is told once', () => {
  const all = sentences({ protocol: null, port: null });
  expect(all.filter((sentence) => sentence.includes('only-443'))).toHaveLength(1);
  expect(new Set(all).size).toBe(all.length);
});
