export const calicoVersions = ['3.29', '3.30', '3.31', '3.32', '3.33'] as const;
/** '3.33' stands for 3.33 and later (semantics.md R1.1). */
export type CalicoVersion = (typeof calicoVersions)[number];

export type Dataplane = 'iptables' | 'nftables' | 'ebpf';

/** What of the cluster is not said by any manifest (semantics.md section 11); stored in `Design.spec.settings`. */
export interface Settings {
  readonly calicoVersion: CalicoVersion;
  readonly dataplane: Dataplane;
  /** What a cluster node's own INPUT chain does where `defaultEndpointToHostAction` is Return (R5.12). */
  readonly hostInputDefault: 'accept' | 'drop';
  /** Whether the tunnels of IP pools are taken into account; if not, packets count as routed (R5.31, Q5). */
  readonly modelEncapsulation: boolean;
}

export const defaultSettings: Settings = {
  calicoVersion: '3.32',
  dataplane: 'iptables',
  hostInputDefault: 'accept',
  modelEncapsulation: false,
};
