import { describe, expect, test } from 'vitest';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import { globalPolicy, hostEndpoint, inputsOf, namespace, node, pod, tier } from '../policy/testing/design-of.ts';
import { applyPlan, type ApplyPlan } from './apply-steps.ts';

function planOf(manifests: readonly Manifest[], version: '3.31' | '3.32' = '3.32'): ApplyPlan {
  const entries = inputsOf(manifests).map(({ id, manifest }) => [id, { id, manifest, origin: null }]);
  return applyPlan(Object.fromEntries(entries) as ClusterDocument['resources'], version); // keyed by their ids
}

function steps(manifests: readonly Manifest[]): readonly string[] {
  return planOf(manifests).steps.map(({ name, cluster }) => `${name}: ${cluster.length}`);
}

const cluster = [node('n1', '10.0.0.1'), namespace('a'), pod('a/p', {}, '10.1.0.1')];
const policy = globalPolicy('p', { tier: 'zone', selector: "role == 'node'" });

test('what a cluster has is there from the start; host endpoints come one by one, last', () => {
  const manifests = [hostEndpoint('b', 'n1', {}), policy, ...cluster, hostEndpoint('a', 'n1', {}), tier('zone', {})];
  expect(steps(manifests)).toEqual(['HostEndpoint a: 6', 'HostEndpoint b: 7']);
  expect(planOf(manifests).objects).toBe(4);
});

test('without a host endpoint there is one step, the last', () => {
  expect(steps([...cluster, policy])).toEqual(['GlobalNetworkPolicy p: 4']);
  expect(steps(cluster)).toEqual([': 3']);
});

test('names are those of the target version, ids those of the design', () => {
  const [step] = planOf([policy], '3.31').steps;
  expect(step?.cluster[0]).toMatchObject({
    id: 'GlobalNetworkPolicy.projectcalico.org/p',
    manifest: { metadata: { name: 'zone.p' } },
  });
});

describe('of very many host endpoints', () => {
  const many = (labelsOf: (index: number) => Record<string, string>): readonly Manifest[] =>
    Array.from({ length: 40 }, (_, index) =>
      hostEndpoint(
        `h${String(index).padStart(2, '0')}`,
        `n${index}`,
        { expectedIPs: [`10.0.0.${index}`] },
        labelsOf(index),
      ),
    );
  const names = (manifests: readonly Manifest[]): readonly string[] =>
    planOf([...manifests, policy]).steps.map(({ name }) => name.replace('HostEndpoint ', ''));

  test('the first and the last of each sort are looked at', () => {
    expect(names(many(() => ({ role: 'node' })))).toEqual(['h00', 'h39']);
    expect(names(many((index) => ({ role: index < 5 ? 'node' : 'edge' })))).toEqual(['h00', 'h04', 'h05', 'h39']);
  });

  test('labels that nobody asks for make no sort', () => {
    expect(names(many((index) => ({ role: 'node', rack: `r${index}` })))).toEqual(['h00', 'h39']);
  });

  test('all are looked at where each is of its own sort', () => {
    expect(names(many((index) => ({ role: `r${index}` })))).toHaveLength(40);
  });
});
