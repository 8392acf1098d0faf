import type { Direction } from '../model/policy.ts';
import type { ResourceId } from '../model/ids.ts';
import type { FlowQuery } from '../policy/flow-query.ts';

/** What keeps a host reachable and alive (product.md section 6): SSH, API server, kubelet, etcd, BGP, … */
export interface LifeLine {
  /** Stable: `SSH`, `API-SERVER`, `LOOPBACK`; the two directions of one service share it. */
  readonly id: string;
  /** As in a sentence: `SSH`, `the API server`. */
  readonly name: string;
  /** As the host sees it; `within`: from the host to itself over loopback, which passes both. */
  readonly direction: Direction | 'within';
  /** `TCP 22` */
  readonly traffic: string;
}

export interface DeadLine {
  /** The cluster node, and the host endpoint that guards it (the node where an automatic one does). */
  readonly clusterNode: string;
  readonly hostEndpoint: ResourceId;
  readonly line: LifeLine;
  /** As much of the line's traffic as dies: `TCP 10257, 10259`. */
  readonly traffic: string;
  /** One that shows it, to ask "why?" with. */
  readonly packet: FlowQuery;
  /** Who denies it, in words: `tier host-firewall, at its end`. */
  readonly decidedBy: string;
  /** The policy, tier or configuration behind that; null: nothing of the design is. */
  readonly decider: ResourceId | null;
  /** The same as a clause: `tier host-firewall selected it by …, no rule matched, …`. */
  readonly because: string;
  /** After which object of the apply order it is dead although all is well in the end; null: when all is applied. */
  readonly afterStep: string | null;
  /** One sentence for the user. */
  readonly sentence: string;
}

/** What would die if the design were applied as it is exported. */
export interface GuardReport {
  readonly dead: readonly DeadLine[];
  /** Sentences: life lines of which it can't be said, and why. */
  readonly undecided: readonly string[];
  /** How many hosts, life lines and steps of applying were looked at. */
  readonly looked: { readonly hosts: number; readonly lines: number; readonly steps: number };
}
