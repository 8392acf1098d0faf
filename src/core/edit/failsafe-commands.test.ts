import { expect, test } from 'vitest';
import { emptyDocument, type ClusterDocument } from '../model/document.ts';
import type { FailsafePort } from '../model/entities.ts';
import { valueAt, type JsonValue } from '../model/json.ts';
import { parseCidr } from '../net/cidr.ts';
import { configurationId } from './configuration-commands.ts';
import { failsafeCommand } from './failsafe-commands.ts';
import { applyPatch } from './patch.ts';
import { planCommand } from './plan-command.ts';

const net = parseCidr('10.0.0.0/8');
const ssh: FailsafePort = { protocol: 6, port: 22, net: null };
const dhcp: FailsafePort = { protocol: 17, port: 68, net: net.ok ? net.value : null };

function after(document: ClusterDocument, ports: readonly FailsafePort[] | null): ClusterDocument {
  const planned = planCommand(document, failsafeCommand(document, 'node.n1', 'ingress', ports));
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  return applyPatch(document, planned.value);
}
function written(document: ClusterDocument): JsonValue | undefined {
  const manifest = document.resources[configurationId('FelixConfiguration', 'node.n1')]?.manifest;
  return valueAt(manifest, ['spec', 'failsafeInboundHostPorts']);
}

test('a list is written, an empty one too, and taken out again', () => {
  const two = after(emptyDocument, [ssh, dhcp]);
  expect(written(two)).toEqual([
    { protocol: 'TCP', port: 22 },
    { protocol: 'UDP', port: 68, net: '10.0.0.0/8' },
  ]);
  expect(written(after(two, []))).toEqual([]);
  expect(written(after(two, null))).toBeUndefined();
});

test.each([
  ['default', 'ingress', 'Change inbound failsafe ports of all nodes'],
  ['node.n1', 'egress', 'Change outbound failsafe ports of n1'],
] as const)('of %s, %s: %s', (name, direction, label) => {
  expect(failsafeCommand(emptyDocument, name, direction, [])).toMatchObject({ label });
});
