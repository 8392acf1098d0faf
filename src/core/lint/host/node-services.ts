import type { Pod } from '../../model/entities.ts';
import { protocolNumbers } from '../../net/protocol.ts';

/** Something on a node’s own network that what runs on the node uses. */
export interface NodeService {
  readonly name: string;
  readonly protocol: number;
  readonly port: number;
  readonly isServedBy: (pod: Pod) => boolean;
}

/** By the labels and names that their usual manifests give them. */
export const nodeServices: readonly [dnsCache: NodeService, apiServer: NodeService] = [
  {
    name: 'the node-local DNS cache',
    protocol: protocolNumbers.UDP,
    port: 53,
    isServedBy: ({ name, labels }) => labels.get('k8s-app') === 'node-local-dns' || name.startsWith('node-local-dns'),
  },
  {
    name: 'the API server on the same node',
    protocol: protocolNumbers.TCP,
    port: 6443,
    isServedBy: ({ name, labels }) => labels.get('component') === 'kube-apiserver' || name.startsWith('kube-apiserver'),
  },
];
