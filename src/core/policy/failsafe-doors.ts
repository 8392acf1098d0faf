import type { FailsafePort, FelixConfiguration } from '../model/entities.ts';
import type { Direction } from '../model/policy.ts';
import type { Ruleset } from './ruleset.ts';

/** The failsafe ports of one direction on one cluster node, and who says so. */
export interface FailsafeDoors {
  readonly ports: readonly FailsafePort[];
  /** The configuration that holds the list; null: Felix's own list, nothing is written (R5.20). */
  readonly from: FelixConfiguration | null;
}

/** Names of the configuration for every cluster node, and of the one laid over it for a single one (R5.25). */
export const generalConfiguration = 'default';
export function configurationOfNode(clusterNode: string): string {
  return `node.${clusterNode}`;
}

/** @param clusterNode null: what holds for all nodes that have no list of their own */
export function failsafeDoors(
  ruleset: Ruleset,
  configurations: readonly FelixConfiguration[],
  clusterNode: string | null,
  direction: Direction,
): FailsafeDoors {
  const site = clusterNode === null ? undefined : ruleset.sites.get(clusterNode);
  const { failsafes } = site?.felix ?? ruleset.felix;
  const names = [...(clusterNode === null ? [] : [configurationOfNode(clusterNode)]), generalConfiguration];
  const from = names
    .map((name) => configurations.find((configuration) => configuration.name === name))
    .find((configuration) => configuration !== undefined && listOf(configuration, direction) !== null);
  return { ports: failsafes[direction].map(({ port }) => port), from: from ?? null };
}

function listOf(configuration: FelixConfiguration, direction: Direction): readonly FailsafePort[] | null {
  return direction === 'ingress' ? configuration.failsafeInbound : configuration.failsafeOutbound;
}
