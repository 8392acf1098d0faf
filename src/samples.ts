import type { Sample } from './app/files.ts';
import asWritten from '../assets/samples/firewall-the-nodes-as-written.firewright.yaml?raw';
import firewallTheNodes from '../assets/samples/firewall-the-nodes.firewright.yaml?raw';
import protectNodes from '../assets/samples/protect-kubernetes-nodes.firewright.yaml?raw';

/** The designs that come with the program; the first opens by itself on the very first start. */
export const samples: readonly Sample[] = [
  {
    name: 'firewall-the-nodes.firewright.yaml',
    title: 'Firewall the nodes',
    description: 'Two host endpoints and a host-firewall tier that admits nodes and infrastructure only.',
    text: firewallTheNodes,
  },
  {
    name: 'firewall-the-nodes-as-written.firewright.yaml',
    title: 'Firewall the nodes, without the allow profile',
    description: 'The same firewall on host endpoints that list no profile: why node to node then dies.',
    text: asWritten,
  },
  {
    name: 'protect-kubernetes-nodes.firewright.yaml',
    title: 'Protect Kubernetes nodes',
    description: 'Automatic host endpoints and four policies for control plane, loopback and kubelet.',
    text: protectNodes,
  },
];
