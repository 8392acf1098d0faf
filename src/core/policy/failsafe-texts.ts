import type { Direction } from '../model/policy.ts';
import { printCidr } from '../net/cidr.ts';
import { printProtocol } from '../net/protocol.ts';
import type { Ruleset } from './ruleset.ts';

/**
 * The failsafe ports that Felix keeps open on a cluster node, in words: `TCP 22`, `TCP 6443 of 10.0.0.0/8` (R5.20, R5.25).
 *
 * @param clusterNode null: on none that is known
 */
export function failsafeTexts(
  ruleset: Ruleset,
  clusterNode: string | null,
): Readonly<Record<Direction, readonly string[]>> {
  const site = clusterNode === null ? undefined : ruleset.sites.get(clusterNode);
  const { failsafes } = site?.felix ?? ruleset.felix;
  return { ingress: textsOf(failsafes.ingress), egress: textsOf(failsafes.egress) };
}

function textsOf(failsafes: Ruleset['felix']['failsafes'][Direction]): readonly string[] {
  return failsafes.map(({ port: { protocol, port, net } }) => {
    const text = `${printProtocol(protocol)} ${port}`;
    return net === null ? text : `${text} of ${printCidr(net)}`;
  });
}
