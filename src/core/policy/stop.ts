import type { TunnelKind } from '../model/entities.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Direction } from '../model/policy.ts';
import type { Program } from './ruleset.ts';
import type { CheckpointName, TraceStep } from './trace.ts';
import type { Piece } from './walk.ts';

/**
 * One checkpoint on the way of a packet.
 *
 * `skippedBy` and `opens` are gates, numbers of which each interface has one per side: a checkpoint is skipped where an
 * earlier one that opens its gate has accepted the traffic (R5.10).
 */
export type Stop = {
  readonly checkpoint: CheckpointName;
  readonly endpoint: EndpointId;
  /** Whose judgement it is part of: that of the source's half of the arrow or of the destination's. */
  readonly half: Direction;
  readonly skippedBy: number;
  readonly opens: number;
} & (
  | {
      readonly kind: 'walk';
      readonly program: Program;
      /** Which address of the source the checkpoint sees: its own, or the one it arrives with. */
      readonly seen: 'source' | 'arrival';
    }
  | { readonly kind: 'fixed'; readonly step: TraceStep }
  /** Judged already, on the packet as the client dialled it. */
  | { readonly kind: 'answered'; readonly piece: Piece }
);

/** Why the packet's fate is not what the policies alone say. */
export type PathNote =
  'own-pod' | 'own-host' | 'unplaced' | 'tunnelled' | 'source-translated' | 'outside-only' | 'forward-other-direction';

export interface Path {
  readonly stops: readonly Stop[];
  readonly notes: readonly PathNote[];
}

/**
 * What happens to the source's address on the way: nothing; NAT-outgoing puts its node's in its place, or one unknown
 * (R5.30); or a node sends from the address of its tunnel device, which the design does not say (R5.31).
 */
export type Translation = 'none' | 'node' | 'unknown' | 'unknown-tunnel';

/** How packets travel between cluster nodes (R5.31). */
export type Carrier = 'plain' | TunnelKind;
