import type { Entity } from '../model/entities.ts';
import { isNetworkEndpoint, type EndpointId } from '../model/ids.ts';
import { printAddress, type IpFamily } from '../net/cidr.ts';
import { classesOfPoints, classKeyOf } from '../policy/classes.ts';
import { families } from '../policy/evaluate-pair.ts';
import { addressOfFamily, type NodeSite, type Party, type Ruleset } from '../policy/ruleset.ts';
import { Seating } from '../policy/seats.ts';
import { TrafficPool } from '../policy/traffic-pool.ts';

/** A cluster node as life lines see it. */
export interface LifeHost {
  readonly clusterNode: string;
  /** The row that stands for it: its governing host endpoint, or the node itself. */
  readonly endpoint: EndpointId;
  readonly site: NodeSite;
  readonly isControlPlane: boolean;
  /** Hosts with the same are told apart by no rule and have the same role. */
  readonly likeness: string;
  /** What its health probes dial. */
  readonly loopbackAddress: string;
}

/** Somebody outside the cluster, by one address of each part that rules tell apart. */
export interface OutsideEnd {
  readonly endpoint: EndpointId;
  readonly address: string;
}

/** Who is at the ends of life lines. */
export interface LifeScene {
  readonly ruleset: Ruleset;
  readonly hosts: readonly LifeHost[];
  /** One host of each likeness, the asking host standing for its own; where it has doubles one of them as well. */
  peersOf(host: LifeHost, role: 'every' | 'control-plane'): readonly LifeHost[];
  /** In a family that the host has. */
  outsideOf(host: LifeHost): readonly OutsideEnd[];
}

/**
 * @param controlPlane names of cluster nodes, as `controlPlaneOf` finds them
 */
export function lifeScene(ruleset: Ruleset, controlPlane: ReadonlySet<string>): LifeScene {
  const hosts = hostsOf(ruleset, controlPlane);
  const byLikeness = new Map<string, LifeHost[]>();
  for (const host of hosts) byLikeness.set(host.likeness, [...(byLikeness.get(host.likeness) ?? []), host]);
  const outside = new Map<IpFamily, readonly OutsideEnd[]>();
  return {
    ruleset,
    hosts,
    peersOf: (host, role) =>
      [...byLikeness.values()]
        .filter(([first]) => role === 'every' || first?.isControlPlane === true)
        .flatMap((alike) =>
          host.likeness === alike[0]?.likeness
            ? [host, ...alike.filter((other) => other !== host).slice(0, 1)]
            : alike.slice(0, 1),
        ),
    outsideOf: (host) => {
      const family = familyOf(host.site);
      const known = outside.get(family) ?? outsideEnds(ruleset, new Seating(family, ruleset));
      outside.set(family, known);
      return known;
    },
  };
}

/**
 * The cluster nodes that the control plane runs on: by the label that kubeadm gives (the older one too), by an API server
 * on the node's network, or else by name, as clusters in containers are named.
 */
export function controlPlaneOf(entities: Iterable<Entity>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const entity of entities) {
    if (entity.kind === 'cluster-node' && isNamedControlPlane(entity)) found.add(entity.name);
    if (entity.kind === 'pod' && entity.hostNetwork && entity.labels.get('component') === 'kube-apiserver')
      if (entity.clusterNode !== null) found.add(entity.clusterNode);
  }
  return found;
}

const roleLabels = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];
const roleName = /(^|[-.])(control-?plane|master)\d*([-.]|$)/;

function isNamedControlPlane({ name, labels }: Extract<Entity, { readonly kind: 'cluster-node' }>): boolean {
  return roleLabels.some((label) => labels.has(label)) || roleName.test(name);
}

function hostsOf(ruleset: Ruleset, controlPlane: ReadonlySet<string>): readonly LifeHost[] {
  const rows = hostParties(ruleset);
  const likenessOf = likeness(ruleset, rows);
  return rows.map((party) => {
    const { site } = party;
    const isControlPlane = controlPlane.has(site.name);
    return {
      clusterNode: site.name,
      endpoint: party.row.id,
      site,
      isControlPlane,
      likeness: `${likenessOf(party)} ${isControlPlane}`,
      loopbackAddress: familyOf(site) === 4 ? '127.0.0.1' : '::1',
    };
  });
}

/** In which life lines are tried: IPv4 where the node has it (R5.4). */
function familyOf({ addresses }: NodeSite): IpFamily {
  return addresses.some(({ family }) => family === 4) ? 4 : 6;
}

type HostParty = Party & { readonly kind: 'host' };

/** One row per cluster node: that of the host endpoint on its primary interface, or whichever it has. */
function hostParties({ parties }: Ruleset): readonly HostParty[] {
  const bySite = new Map<NodeSite, HostParty>();
  for (const party of parties) {
    if (party.kind !== 'host' || party.row.hostNetwork) continue;
    const isPrimary = party.row.id === party.site.primary?.id;
    if (isPrimary || !bySite.has(party.site)) bySite.set(party.site, party);
  }
  return [...bySite.values()];
}

/** As the table of verdicts groups endpoints (design decision 5). */
function likeness(ruleset: Ruleset, parties: readonly HostParty[]): (party: HostParty) => string {
  const spoken = families.filter((family) =>
    parties.some(({ site }) => addressOfFamily(site.addresses, family) !== null),
  );
  const seatings = spoken.map((family) => new Seating(family, ruleset));
  for (const seating of seatings) for (const party of parties) seating.seat(party);
  const pool = new TrafficPool();
  const classes = new Map(seatings.map((seating) => [seating, classesOfPoints(seating.space(), ruleset.asked, pool)]));
  return (party) => classKeyOf(party, ruleset, seatings, (seating, point) => classes.get(seating)?.[point] ?? -1);
}

function outsideEnds({ parties }: Ruleset, seating: Seating): readonly OutsideEnd[] {
  return parties
    .filter(({ row }) => isNetworkEndpoint(row.id))
    .flatMap((party) =>
      seating.seat(party).map((point) => ({
        endpoint: party.row.id,
        address: printAddress(seating.at(point).address),
      })),
    );
}
