import { expect, test } from './journey.ts';

const design = `apiVersion: v1
kind: Node
metadata: {name: entry}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}, {type: ExternalIP, address: 198.51.100.1}]}
---
apiVersion: v1
kind: Node
metadata: {name: other}
status: {addresses: [{type: InternalIP, address: 10.0.0.2}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: prod}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: prod, labels: {app: web}}
spec: {nodeName: other}
status: {podIPs: [{ip: 10.65.1.2}, {ip: 'fd00::2'}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: prod, labels: {app: client}}
spec: {nodeName: entry}
status: {podIPs: [{ip: 10.65.0.2}, {ip: 'fd00::3'}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: prod}
spec:
  type: NodePort
  clusterIP: 10.96.0.10
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080, nodePort: 30080}]
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: entry, labels: {role: node}}
spec: {node: entry, interfaceName: '*', expectedIPs: [10.0.0.1], profiles: [projectcalico-default-allow]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: before-nat}
spec:
  selector: role == 'node'
  preDNAT: true
  applyOnForward: true
  types: [Ingress]
  ingress:
    - {action: Deny, protocol: TCP, source: {nets: [203.0.113.128/25]}, destination: {ports: [30080]}}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: web}
spec:
  selector: app == 'web'
  types: [Ingress]
  ingress:
    - {action: Allow, protocol: TCP, destination: {ports: [8080]}, http: {methods: [GET]}}
    - {action: Allow, protocol: ICMP, icmp: {type: 8}}
    - {action: Allow, ipVersion: 6}
---
apiVersion: firewright.dev/v1
kind: ExternalNetwork
metadata: {name: office}
spec: {nets: [203.0.113.0/24]}
---
apiVersion: firewright.dev/v1
kind: ExternalNetwork
metadata: {name: partner}
spec: {nets: [192.0.2.0/24]}
---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec:
  flows:
    - {from: external/office, to: prod/web}
    - {from: prod/client, to: prod/web}
    - {from: external/office, to: external/partner}
    - {from: prod/client, to: host/entry}
`;

test('one connection through a node port: what is judged before the translation, and what after it', async ({
  designer,
}) => {
  await designer.chooseFiles('Open…', [{ name: 'services.yaml', text: design }]);
  await designer.arrow('external/office', 'prod/web').click();
  const { asking } = designer;
  await asking.getByLabel('The client dials').selectOption({ label: 'Node port 30080 of prod/web, TCP' });
  await asking.getByLabel('At the node').selectOption('entry');
  await designer.ask();
  await expect(asking.locator('.answer')).toContainText('Allowed at prod/web');
  await expect(asking).toContainText('Service prod/web: 10.0.0.1:30080 is translated to 10.65.1.2:8080.');
  await expect(asking).toContainText('sees 10.0.0.1:30080, before translation');
  await expect(asking).toContainText('sees 10.65.1.2:8080, after translation');
  // The rule that lets it in asks for HTTP methods too.
  await expect(asking).toContainText('HTTP methods or paths, which are not judged');

  await asking.getByText('The sender, and IP version').click();
  await asking.getByLabel('Sender’s address').fill('203.0.113.200');
  await designer.ask();
  await expect(asking.locator('.answer')).toContainText('Denied at host/entry: before-nat');

  await asking.getByLabel('The client dials').selectOption({ label: 'Service prod/web (10.96.0.10), TCP 80' });
  await designer.ask();
  await expect(asking).toContainText('Service prod/web: 10.96.0.10:80 is translated to 10.65.1.2:8080.');
});

test('one connection by ICMP type, by IP version, from a port', async ({ designer }) => {
  await designer.chooseFiles('Open…', [{ name: 'services.yaml', text: design }]);
  await designer.arrow('prod/client', 'prod/web').click();
  const { asking } = designer;
  await asking.getByLabel('Protocol').fill('ICMP');
  await designer.ask();
  await expect(asking.locator('.answer')).toContainText('allows it by rule 2');
  await asking.getByLabel('Type/code').fill('13/0');
  await designer.ask();
  await expect(asking.locator('.answer')).toContainText('Denied at prod/web');

  await asking.getByLabel('Protocol').fill('UDP');
  await asking.getByLabel('Port', { exact: true }).fill('53');
  await asking.getByText('The sender, and IP version').click();
  await asking.getByLabel('IP version').selectOption('IPv6');
  await asking.getByLabel('Sender’s port').fill('53');
  await designer.ask();
  await expect(asking.locator('.answer')).toContainText('allows it by rule 3');
});

test('one connection to another address of a node, with completion; one between networks by way of a node', async ({
  designer,
}) => {
  await designer.chooseFiles('Open…', [{ name: 'services.yaml', text: design }]);
  await designer.arrow('prod/client', 'host/entry').click();
  const { asking } = designer;
  await asking.getByLabel('The client dials').selectOption('Another address…');
  const offered = asking.locator('datalist option[value="198.51.100.1"]');
  await expect(offered).toHaveCount(1);
  await asking.getByLabel('Dialled address').fill('198.51.100.1');
  await designer.ask();
  await expect(asking.locator('.answer')).toContainText(/Allowed/);
  await asking.getByLabel('Dialled address').fill('192.0.2.9');
  await designer.ask();
  await expect(asking).toContainText('192.0.2.9 is no address of that endpoint.');

  await designer.arrow('external/office', 'external/partner').click();
  await asking.getByLabel('Forwarded by').selectOption('entry');
  await designer.ask();
  await expect(asking.locator('.answer')).toContainText('host/entry');
});

test('an external network that rules split: each part has its verdict, its networks and its reasons', async ({
  designer,
}) => {
  await designer.chooseFiles('Open…', [{ name: 'services.yaml', text: design }]);
  await designer.cell('external/office', 'host/entry').click();
  const parts = designer.inspector.getByRole('list', { name: 'Parts with their own verdict' }).locator('> li');
  await expect(designer.inspector).toContainText(
    'It depends on the sender’s address: of 2 parts 1 allowed, 1 partly allowed.',
  );
  await expect(parts).toHaveCount(2);
  const split = parts.filter({ hasText: 'From 203.0.113.128/25' });
  await expect(split).toContainText('Partly allowed');
  await split.getByRole('button', { name: /203\.0\.113\.128/ }).click();
  await split.getByRole('button', { name: 'Denied: TCP 30080' }).click();
  await expect(split.getByRole('button', { name: 'before-nat' }).first()).toBeVisible();
});
