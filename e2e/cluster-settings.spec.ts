import { expect, test } from './journey.ts';

const design = `apiVersion: v1
kind: Node
metadata: {name: n1, annotations: {projectcalico.org/IPv4IPIPTunnelAddr: 10.65.1.1}}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}]}
---
apiVersion: v1
kind: Node
metadata: {name: n2, annotations: {projectcalico.org/IPv4IPIPTunnelAddr: 10.65.2.1}}
status: {addresses: [{type: InternalIP, address: 10.0.0.2}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: prod, labels: {app: db}}
spec: {nodeName: n2}
status: {podIPs: [{ip: 10.65.2.2}]}
---
apiVersion: projectcalico.org/v3
kind: IPPool
metadata: {name: pods}
spec: {cidr: 10.65.0.0/16, ipipMode: Always}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: from-tunnel}
spec: {selector: app == 'db', types: [Ingress], ingress: [{action: Allow, source: {nets: [10.65.1.1/32]}}]}
`;

test('tunnels of pools are modelled where the cluster settings say so, until that is undone', async ({ designer }) => {
  await designer.chooseFiles('Open…', [{ name: 'tunnels.yaml', text: design }]);
  const cell = designer.cell('host/n1', 'prod/db');
  await expect(cell).toHaveAccessibleName(/: denied/);

  const tunnels = designer.inspector.getByRole('radiogroup', { name: 'Pool tunnels' });
  await tunnels.getByRole('radio', { name: 'modelled' }).click();
  await expect(cell).toHaveAccessibleName(/: allowed/);
  expect(await designer.save()).toContain('modelEncapsulation: true');

  await designer.undo();
  await expect(cell).toHaveAccessibleName(/: denied/);
  await expect(tunnels.getByRole('radio', { name: 'routed' })).toBeChecked();
});
