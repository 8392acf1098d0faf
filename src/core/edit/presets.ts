/** A host service with its ports, so that nobody looks the numbers up (product.md section 2). */
export interface ServicePreset {
  readonly name: string;
  readonly parts: readonly ServicePart[];
}

/** `ports` in Calico's notation: a number, or a range `"2379:2380"`. */
export interface ServicePart {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP' | 'ICMP';
  readonly ports: readonly (number | string)[];
}

export const hostServicePresets: readonly ServicePreset[] = [
  tcp('SSH', 22),
  tcp('kubelet', 10250),
  tcp('API server', 6443),
  tcp('etcd', '2379:2380'),
  tcp('kube-scheduler', 10259),
  tcp('kube-controller-manager', 10257),
  tcp('calico/node health', 9099),
  tcp('BGP', 179),
  tcp('Typha', 5473),
  udp('VXLAN', 4789),
  udp('WireGuard', 51820),
  {
    name: 'DNS',
    parts: [
      { protocol: 'UDP', ports: [53] },
      { protocol: 'TCP', ports: [53] },
    ],
  },
  udp('DHCP', '67:68'),
  {
    name: 'NodePorts',
    parts: [
      { protocol: 'TCP', ports: ['30000:32767'] },
      { protocol: 'UDP', ports: ['30000:32767'] },
    ],
  },
  tcp('node-exporter', 9100),
];

function tcp(name: string, port: number | string): ServicePreset {
  return { name, parts: [{ protocol: 'TCP', ports: [port] }] };
}

function udp(name: string, port: number | string): ServicePreset {
  return { name, parts: [{ protocol: 'UDP', ports: [port] }] };
}
