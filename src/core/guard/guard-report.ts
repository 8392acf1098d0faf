import type { Direction } from '../model/policy.ts';
import type { ResourceId } from '../model/ids.ts';

/** What keeps a host reachable and alive (product.md section 6): SSH, API server, kubelet, etcd, BGP, … */
export interface LifeLine {
  /** Stable: `SSH`, `API-SERVER`, `LOOPBACK`. */
  readonly id: string;
  /** As in a sentence: `SSH`, `the Kubernetes API`. */
  readonly name: string;
  readonly direction: Direction;
  /** `TCP 22` */
  readonly traffic: string;
}

export interface DeadLine {
  /** The cluster node, and the host endpoint that guards it. */
  readonly clusterNode: string;
  readonly hostEndpoint: ResourceId;
  readonly line: LifeLine;
  /** A packet that shows it: from where to where. */
  readonly from: string;
  readonly to: string;
  /** Who denies it, in words: `tier host-firewall, at its end`. */
  readonly decidedBy: string;
  /** After which file or object of the apply order; null: when all is applied. */
  readonly afterStep: string | null;
  /** One sentence for the user. */
  readonly sentence: string;
}

/** What would die if the design were applied as it is exported. */
export interface GuardReport {
  readonly dead: readonly DeadLine[];
  /** How many hosts, life lines and steps of applying were looked at. */
  readonly looked: { readonly hosts: number; readonly lines: number; readonly steps: number };
}
