import { hostEndpointId, podEndpointId } from '../../model/ids.ts';

/** A node with a host endpoint, and a pod on another node. */
export const podAndHost = `apiVersion: v1
kind: Node
metadata: {name: w0}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: prod, labels: {app: web}}
spec: {nodeName: w1}
status: {podIPs: [{ip: 10.65.0.2}]}
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: w0, labels: {role: node}}
spec: {node: w0, interfaceName: '*', expectedIPs: [10.0.0.1]}
`;

export const web = podEndpointId('prod', 'web');
export const w0 = hostEndpointId('w0');
