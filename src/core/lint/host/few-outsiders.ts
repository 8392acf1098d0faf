import type { LifeHost, LifeScene, OutsideEnd } from '../../guard/life-scene.ts';
import { parseAddress } from '../../net/cidr.ts';
import type { AddressSetId } from '../../policy/address-pool.ts';
import { anyAddress } from '../../policy/address-pool.ts';
import type { NodeSite, Program } from '../../policy/ruleset.ts';

/**
 * The same scene with fewer ends outside. The rules of a design can split a network into hundreds of parts, of which the
 * policies of one host ask about a few: of those that these cannot tell apart, one stands for all.
 */
export function withFewOutsiders(scene: LifeScene): LifeScene {
  const known = new Map<LifeHost, readonly OutsideEnd[]>();
  return {
    ...scene,
    outsideOf: (host) => {
      const ends = known.get(host) ?? differentEnds(scene, host);
      known.set(host, ends);
      return ends;
    },
  };
}

function differentEnds(scene: LifeScene, host: LifeHost): readonly OutsideEnd[] {
  const { pool } = scene.ruleset.book;
  const sets = [...setsAskedAt(host.site)];
  const first = new Map<string, OutsideEnd>();
  for (const end of scene.outsideOf(host)) {
    const address = parseAddress(end.address);
    const members = address.ok ? sets.map((set) => (pool.contains(set, address.value) ? '1' : '0')).join('') : '';
    const key = `${end.endpoint} ${members}`;
    if (!first.has(key)) first.set(key, end);
  }
  return [...first.values()];
}

/** All address sets that the host endpoints of a node compare an end with. */
function setsAskedAt({ primary, loopback, wildcard }: NodeSite): ReadonlySet<AddressSetId> {
  const programs = [primary, loopback, wildcard].flatMap((guard) =>
    guard === null
      ? []
      : [guard.normal.ingress, guard.normal.egress, guard.prednat, guard.untracked.ingress, guard.untracked.egress],
  );
  const sets = new Set(programs.flatMap((program) => setsAskedBy(program)));
  sets.delete(anyAddress);
  return sets;
}

function setsAskedBy({ tiers, failsafes, tunnels, reply }: Program): readonly AddressSetId[] {
  const rules = tiers.flatMap(({ policies }) =>
    policies.flatMap(({ rules: { ingress, egress } }) => [...ingress, ...egress]),
  );
  return [
    ...rules.flatMap(({ matches }) => matches.flatMap(({ source, destination }) => [source, destination])),
    ...failsafes.map(({ peers }) => peers),
    tunnels.peers,
    ...(reply === null ? [] : setsAskedBy(reply)),
  ];
}
