import { expect, test } from 'vitest';
import type { Manifest, Resource } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import { failsafeTexts } from './failsafe-texts.ts';
import { lower } from './lower.ts';

const of = (kind: string, name: string, group: string, rest: Manifest): Resource => {
  const apiVersion = group === '' ? 'v1' : `${group}/v3`;
  const manifest = { apiVersion, kind, metadata: { name }, ...rest };
  return { id: resourceId({ group, kind, namespace: null, name }), manifest, origin: null };
};
const felix = (name: string, spec: Manifest): ReturnType<typeof of> =>
  of('FelixConfiguration', name, 'projectcalico.org', { spec });
const node = (name: string): ReturnType<typeof of> =>
  of('Node', name, '', { status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] } });

test('without a configuration the lists are Felix’s own', () => {
  const { ingress, egress } = failsafeTexts(lower([node('a')]), 'a');
  expect(ingress).toHaveLength(9);
  expect(ingress.slice(0, 2)).toEqual(['TCP 22', 'UDP 68']);
  expect(egress.slice(0, 2)).toEqual(['UDP 53', 'UDP 67']);
});

test('a node’s own configuration comes before the general one, and a list that is empty is no list', () => {
  const ruleset = lower([
    node('a'),
    felix('default', { failsafeInboundHostPorts: [] }),
    felix('node.a', { failsafeOutboundHostPorts: [{ protocol: 'TCP', port: 6443, net: '10.0.0.0/8' }] }),
  ]);
  expect(failsafeTexts(ruleset, 'a')).toEqual({ ingress: [], egress: ['TCP 6443 of 10.0.0.0/8'] });
  expect(failsafeTexts(ruleset, null).egress).toHaveLength(9);
});
