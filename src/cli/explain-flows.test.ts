import { describe, expect, test } from 'vitest';
import { run } from './run.ts';

const cluster = `
apiVersion: v1
kind: Node
metadata: {name: n1}
spec: {interfaces: [{name: eth0, addresses: [10.0.0.1]}, {name: eth1, addresses: [192.168.0.1]}]}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}]}
---
apiVersion: v1
kind: Node
metadata: {name: n2}
status: {addresses: [{type: InternalIP, address: 10.0.0.2}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: prod, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c}]}
status: {podIPs: [{ip: 10.65.1.2}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: prod}
spec: {nodeName: n2, containers: [{name: c}]}
status: {podIPs: [{ip: 10.65.2.2}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: prod}
spec: {type: NodePort, clusterIP: 10.96.0.1, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: n1, labels: {host: ""}}
spec: {node: n1, interfaceName: "*", profiles: [projectcalico-default-allow]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: host}
spec:
  selector: has(host)
  applyOnForward: true
  types: [Ingress]
  ingress: [{action: Allow, destination: {nets: [127.0.0.0/8, 192.168.0.0/24, 10.65.1.2/32]}}]
---
apiVersion: firewright.dev/v1
kind: ExternalNetwork
metadata: {name: left}
spec: {nets: [203.0.113.0/25]}
---
apiVersion: firewright.dev/v1
kind: ExternalNetwork
metadata: {name: right}
spec: {nets: [203.0.113.128/25]}
`;

interface Answer {
  readonly verdict: string;
  readonly decidedBy: { readonly checkpoint: string; readonly endpoint: string; readonly rule: string | number };
}

function explain(line: string): { readonly status: number; readonly out: string; readonly diagnostics: string } {
  const stdin = (): Uint8Array => new TextEncoder().encode(cluster);
  return run(['explain', '-', ...line.split(' '), '--format', 'json'], stdin);
}

describe('explain takes what a client can dial', () => {
  test.each([
    [
      'an address of the node’s own',
      '--from host/n1 --to host/n1 --port TCP/80 --to-address 10.0.0.1',
      1,
      'hep-ingress host/n1 tier-default',
    ],
    ['loopback', '--from host/n1 --to host/n1 --port TCP/80 --to-address 127.0.0.1', 0, 'hep-ingress host/n1 0'],
    [
      'another address of a node',
      '--from prod/client --to host/n1 --port TCP/80 --to-address 192.168.0.1',
      0,
      'hep-ingress host/n1 0',
    ],
    ['its first one', '--from prod/client --to host/n1 --port TCP/80', 1, 'hep-ingress host/n1 tier-default'],
    [
      'the address of a service',
      '--from prod/client --to prod/web --port TCP/80 --to-address 10.96.0.1',
      0,
      'wep-ingress prod/web profile',
    ],
    [
      'a node port',
      '--from external/left --to prod/web --port TCP/30080 --to-address 10.0.0.2',
      0,
      'wep-ingress prod/web profile',
    ],
    ['a pod from the outside', '--from external/left --to prod/web --port TCP/8080', 0, 'wep-ingress prod/web profile'],
    [
      'one address of a network',
      '--from external/left --to prod/web --port TCP/8080 --from-address 203.0.113.9',
      0,
      'wep-ingress prod/web profile',
    ],
    [
      'another network through a gateway',
      '--from external/left --to external/right --port TCP/80 --gateway n1',
      1,
      'forward-ingress host/n1 tier-default',
    ],
    [
      'another network that no node routes to',
      '--from external/left --to external/right --port TCP/80',
      0,
      'hep-ingress external/right no-host-endpoint',
    ],
  ])('%s', (_what, line, status, decided) => {
    const outcome = explain(line);
    const { decidedBy } = JSON.parse(outcome.out) as Answer;
    expect([outcome.status, `${decidedBy.checkpoint} ${decidedBy.endpoint} ${decidedBy.rule}`]).toEqual([
      status,
      decided,
    ]);
  });

  test.each([
    [
      '--from external/left --to prod/web --port TCP/80 --gateway n1',
      'A gateway stands between two external networks only.',
    ],
    ['--from external/left --to external/right --port TCP/80 --gateway n9', 'There is no endpoint host/n9;'],
    [
      '--from prod/client --to prod/web --port TCP/80 --to-address 10.96.0.2',
      '10.96.0.2 is no address of the endpoint',
    ],
  ])('%s is refused', (line, sentence) => {
    const { status, diagnostics } = explain(line);
    expect([status, diagnostics]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
