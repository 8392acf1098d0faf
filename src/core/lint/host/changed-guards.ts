import type { HostGuard, NodeSite, Program, Ruleset } from '../../policy/ruleset.ts';

/** The same design with no failsafe port on any node: what its policies alone say of them. */
export function withoutFailsafes(ruleset: Ruleset): Ruleset {
  return withGuards(ruleset, (guard) => ({
    ...guard,
    normal: { ingress: withoutFailsafe(guard.normal.ingress), egress: withoutFailsafe(guard.normal.egress) },
    prednat: withoutFailsafe(guard.prednat),
    prednatForwarded: withoutFailsafe(guard.prednatForwarded),
    untracked: { ingress: withoutFailsafe(guard.untracked.ingress), egress: withoutFailsafe(guard.untracked.egress) },
    loopbackEgress: withoutFailsafe(guard.loopbackEgress),
  }));
}

/** The same design where every node may send what it likes: what its policies say of the way in. */
export function withOpenEgress(ruleset: Ruleset): Ruleset {
  return withGuards(ruleset, (guard) => ({
    ...guard,
    normal: { ...guard.normal, egress: lettingAllThrough(guard.normal.egress) },
    loopbackEgress: lettingAllThrough(guard.loopbackEgress),
  }));
}

function withoutFailsafe(program: Program): Program {
  return { ...program, failsafes: [] };
}

function lettingAllThrough(program: Program): Program {
  return {
    ...program,
    tiers: [],
    profiles: [{ profile: 'projectcalico-default-allow', action: 'allow' }],
    doubt: null,
  };
}

/** Judgements go by the numbers of programs: what is made here must not be mixed with the original in one evaluation. */
function withGuards(ruleset: Ruleset, change: (guard: HostGuard) => HostGuard): Ruleset {
  const guards = new Map(ruleset.guards.map((guard) => [guard, change(guard)]));
  const changed = (guard: HostGuard | null): HostGuard | null => (guard === null ? null : (guards.get(guard) ?? guard));
  const sites = new Map([...ruleset.sites.values()].map((site) => [site, withGuardsOf(site, changed)]));
  return {
    ...ruleset,
    guards: [...guards.values()],
    sites: new Map([...sites.values()].map((site) => [site.name, site])),
    parties: ruleset.parties.map((party) =>
      party.kind === 'host' ? { ...party, site: sites.get(party.site) ?? party.site } : party,
    ),
  };
}

function withGuardsOf(site: NodeSite, changed: (guard: HostGuard | null) => HostGuard | null): NodeSite {
  const { primary, loopback, wildcard, tunnels } = site;
  return {
    ...site,
    primary: changed(primary),
    loopback: changed(loopback),
    wildcard: changed(wildcard),
    tunnels: {
      ipip: { ...tunnels.ipip, guard: changed(tunnels.ipip.guard) },
      vxlan: { ...tunnels.vxlan, guard: changed(tunnels.vxlan.guard) },
    },
  };
}
