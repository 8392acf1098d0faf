import { noteElement, type DesignSpec, type Grouping } from '../../core/model/design.ts';
import type {
  ClusterNode,
  Entity,
  ExternalNetwork,
  HostEndpoint,
  Namespace,
  NetworkSet,
  Pod,
} from '../../core/model/entities.ts';
import { resourceId, type EndpointId, type ResourceId } from '../../core/model/ids.ts';
import { printAddress, printCidr } from '../../core/net/cidr.ts';
import type { EndpointRow } from '../../core/policy/verdict-table.ts';
import type { BoxSpec, CardFaceKind, CardSpec, CardTag, ElementTarget, Failsafes } from './element-spec.ts';
import { labelTexts } from './label-texts.ts';
import { noteSize } from './note-size.ts';

export interface CardsInput {
  readonly entities: ReadonlyMap<ResourceId, Entity>;
  readonly design: DesignSpec;
  /** Who takes part, as lowering found them; automatic host endpoints and the Internet are only here. */
  readonly rows: readonly EndpointRow[];
  /** What stays open on a cluster node; null: of a host endpoint whose node is not known. */
  readonly failsafesOf: (clusterNode: string | null) => Failsafes;
}

export const unplacedBox = 'unplaced';

export const cardSize: Readonly<Record<CardFaceKind, { readonly width: number; readonly height: number }>> = {
  pod: { width: 216, height: 76 },
  'host-endpoint': { width: 232, height: 84 },
  'unprotected-node': { width: 232, height: 62 },
  'external-network': { width: 204, height: 96 },
  internet: { width: 204, height: 96 },
  'network-set': { width: 216, height: 76 },
  box: { width: 232, height: 84 },
  note: { width: 200, height: 60 },
};

/** Boxes and cards of everything that has a place in the picture, in a fixed order; each pod by itself. */
export function projectCards(input: CardsInput): readonly (BoxSpec | CardSpec)[] {
  return new CardsProjection(input).all();
}

/** What several of the functions below ask the design. */
class CardsProjection {
  readonly #grouping: Grouping;
  readonly #rows: readonly EndpointRow[];
  readonly #nodes: readonly ClusterNode[];
  readonly #namespaces: readonly Namespace[];
  readonly #pods: readonly Pod[];
  readonly #hostEndpoints: readonly HostEndpoint[];
  readonly #externalNetworks: readonly ExternalNetwork[];
  readonly #networkSets: readonly NetworkSet[];
  readonly #notes: ReadonlyMap<string, string>;
  readonly #failsafesOf: (clusterNode: string | null) => Failsafes;
  readonly #rowOf: ReadonlyMap<ResourceId, EndpointId>;

  constructor({ entities, design, rows, failsafesOf }: CardsInput) {
    const sorted = [...entities.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const all = <K extends Entity['kind']>(kind: K): readonly Extract<Entity, { kind: K }>[] =>
      sorted.filter((entity): entity is Extract<Entity, { kind: K }> => entity.kind === kind);
    this.#grouping = design.layout.grouping;
    this.#rows = rows;
    this.#nodes = all('cluster-node');
    this.#namespaces = all('namespace');
    this.#hostEndpoints = all('host-endpoint');
    this.#externalNetworks = all('external-network');
    this.#networkSets = all('network-set');
    this.#notes = design.layout.notes;
    this.#failsafesOf = failsafesOf;
    const drawn = new Set(rows.map(({ resource }) => resource));
    // A workload whose pods are in the file takes no part itself; a finished pod takes none any more, but is still there.
    this.#pods = all('pod').filter(({ id, finished }) => drawn.has(id) || finished);
    const written = rows.filter(({ kind, origin }) => kind !== 'host' || origin === 'written');
    this.#rowOf = new Map(written.flatMap(({ id, resource }) => (resource === null ? [] : [[resource, id]])));
  }

  all(): readonly (BoxSpec | CardSpec)[] {
    const cards = [
      ...this.#others(),
      ...this.#externalNetworks.map((network) => this.#externalNetwork(network)),
      ...this.#networkSets.map((set) => this.#networkSet(set)),
      ...this.#pods.map((pod) => this.#pod(pod)),
      ...this.#hostEndpoints.map((endpoint) => this.#hostEndpoint(endpoint)),
      ...[...this.#notes].map(([name, text]) => this.#note(name, text)),
    ];
    return [...this.#boxes(cards), ...cards];
  }

  #boxes(cards: readonly CardSpec[]): readonly BoxSpec[] {
    const used = new Set(cards.map(({ box }) => box));
    const namespaceNames = this.#names(
      this.#namespaces,
      'Namespace',
      this.#pods.map(({ namespace }) => namespace),
      used,
    );
    const nodeNames = this.#names(this.#nodes, 'Node', this.#clusterNodeNames(), used);
    const bare = new Set(cards.filter(({ face }) => face === 'unprotected-node').map(({ box }) => box));
    const namespaces = this.#grouping === 'namespace' ? namespaceNames : [];
    return [
      ...namespaces.map((name) => this.#box('namespace', name, this.#namespaces, bare, this.#emptiness(name, used))),
      ...this.#labelBoxes(used),
      ...nodeNames.map((name) => this.#box('cluster-node', name, this.#nodes, bare, '')),
      ...(used.has(unplacedBox) ? [unplaced] : []),
    ];
  }

  /** Names of the objects there are, and of those that others only speak of and that hold cards. */
  #names(
    entities: readonly { readonly name: string }[],
    kind: 'Namespace' | 'Node',
    mentioned: readonly string[],
    used: ReadonlySet<string | null>,
  ): readonly string[] {
    const implied = mentioned.filter((name) => used.has(boxId(kind, name)));
    return [...new Set([...entities.map(({ name }) => name), ...implied])].sort();
  }

  #clusterNodeNames(): readonly string[] {
    return [...this.#hostEndpoints, ...this.#pods].flatMap(({ clusterNode }) => clusterNode ?? []);
  }

  #box(
    what: 'namespace' | 'cluster-node',
    name: string,
    entities: readonly (Namespace | ClusterNode)[],
    bare: ReadonlySet<string | null>,
    note: string,
  ): BoxSpec {
    const id = boxId(what === 'namespace' ? 'Namespace' : 'Node', name);
    const entity = entities.find((candidate) => candidate.id === id);
    const target: ElementTarget = entity === undefined ? { kind: 'nothing' } : { kind: 'resource', id: entity.id };
    return {
      kind: 'box',
      id,
      what,
      title: name,
      labels: entity === undefined ? [] : labelTexts(entity.labels),
      unprotected: bare.has(id),
      note,
      target,
      emphasis: 'normal',
    };
  }

  /** One for each value that a pod has, and last the one of the pods without that label. */
  #labelBoxes(used: ReadonlySet<string | null>): readonly BoxSpec[] {
    const key = labelKeyOf(this.#grouping);
    if (key === null) return [];
    const values = [...new Set(this.#pods.map(({ labels }) => labels.get(key) ?? null))];
    values.sort((a, b) => (a === null || (b !== null && a > b) ? 1 : -1));
    return values.filter((value) => used.has(labelBoxId(key, value))).map((value) => labelBox(key, value));
  }

  /** A namespace whose pods all share their node's network looks deserted: they lie in the box of the node. */
  #emptiness(namespace: string, used: ReadonlySet<string | null>): string {
    if (used.has(boxId('Namespace', namespace))) return '';
    const elsewhere = this.#pods.filter((pod) => pod.namespace === namespace).length;
    if (elsewhere === 0) return 'no pods';
    return elsewhere === 1 ? '1 pod, on its node’s network' : `${elsewhere} pods, on their nodes’ network`;
  }

  #pod(pod: Pod): CardSpec {
    const endpoint = this.#rowOf.get(pod.id) ?? null;
    return this.#card('pod', pod.id, { kind: 'resource', id: pod.id }, endpoint, {
      title: pod.name,
      subtitle: podSubtitle(pod),
      labels: labelTexts(pod.labels),
      marks: pod.finished ? ['finished'] : [],
      ...this.#whereabouts(pod),
      spoken: `Pod ${pod.namespace}/${pod.name}${pod.clusterNode === null ? ', not placed' : ` on ${pod.clusterNode}`}`,
    });
  }

  /** The box that a pod lies in, and as tags the containers that the box does not say. */
  #whereabouts(pod: Pod): Pick<CardSpec, 'box' | 'tags'> {
    const { namespace, clusterNode } = pod;
    const inNamespace = tagOf('namespace', namespace);
    const onNode = clusterNode === null ? [] : [tagOf('cluster-node', clusterNode)];
    if (this.#grouping === 'cluster-node' || (pod.hostNetwork && clusterNode !== null)) {
      return { box: clusterNode === null ? unplacedBox : boxId('Node', clusterNode), tags: [inNamespace] };
    }
    const key = labelKeyOf(this.#grouping);
    if (key === null) return { box: boxId('Namespace', namespace), tags: onNode };
    return { box: labelBoxId(key, pod.labels.get(key) ?? null), tags: [inNamespace, ...onNode] };
  }

  #hostEndpoint(endpoint: HostEndpoint): CardSpec {
    const row = this.#rowOf.get(endpoint.id) ?? null;
    const { interfaceName, expectedAddresses } = endpoint;
    const places = [interfaceName === '*' ? 'all interfaces' : interfaceName, ...expectedAddresses.map(printAddress)];
    return this.#card('host-endpoint', endpoint.id, { kind: 'resource', id: endpoint.id }, row, {
      title: endpoint.name,
      subtitle: places.filter(Boolean).join(' · '),
      labels: labelTexts(endpoint.labels),
      tags: [],
      failsafes: this.#failsafesOf(endpoint.clusterNode),
      marks: endpoint.profiles.length === 0 ? ['no profile'] : endpoint.profiles.map(shortProfile),
      box: endpoint.clusterNode === '' ? null : boxId('Node', endpoint.clusterNode),
      spoken: `Host endpoint ${endpoint.name} of node ${endpoint.clusterNode}`,
    });
  }

  /** Rows without a card of their own so far: automatic host endpoints, cluster nodes without any, the Internet. */
  #others(): readonly CardSpec[] {
    return this.#rows.flatMap((row) => {
      if (row.kind === 'network') return row.resource === null ? [this.#internet(row.id)] : [];
      if (row.kind !== 'host' || row.origin === 'written') return [];
      return [row.origin === 'automatic' ? this.#automatic(row) : this.#unprotected(row)];
    });
  }

  #automatic(row: EndpointRow): CardSpec {
    const node = this.#nodes.find(({ name }) => name === row.clusterNode);
    const addresses = node?.addresses.map(({ address }) => printAddress(address)) ?? [];
    return this.#card('host-endpoint', row.id, { kind: 'endpoint', id: row.id }, row.id, {
      title: row.id.replace(/^host\//, ''),
      subtitle: ['all interfaces', ...addresses].join(' · '),
      labels: node === undefined ? [] : labelTexts(node.labels),
      tags: [],
      failsafes: this.#failsafesOf(row.clusterNode),
      marks: ['automatic'],
      box: row.clusterNode === null ? null : boxId('Node', row.clusterNode),
      spoken: `Automatic host endpoint ${row.id} of node ${row.clusterNode ?? 'unknown'}`,
    });
  }

  #unprotected({ id, clusterNode, resource }: EndpointRow): CardSpec {
    const name = clusterNode ?? id;
    const target: ElementTarget = resource === null ? { kind: 'endpoint', id } : { kind: 'resource', id: resource };
    return this.#card('unprotected-node', id, target, id, {
      title: name,
      subtitle: 'no host endpoint, no firewall',
      labels: [],
      tags: [],
      marks: [],
      box: clusterNode === null ? null : boxId('Node', clusterNode),
      spoken: `Node ${name}, unprotected: it has no host endpoint`,
    });
  }

  #internet(id: EndpointId): CardSpec {
    return this.#card('internet', id, { kind: 'endpoint', id }, id, {
      title: 'Internet',
      subtitle: 'every other address',
      labels: [],
      tags: [],
      marks: [],
      box: null,
      spoken: 'Internet, every address that is nobody else’s',
    });
  }

  #externalNetwork(network: ExternalNetwork): CardSpec {
    const row = this.#rowOf.get(network.id) ?? null;
    return this.#card('external-network', network.id, { kind: 'resource', id: network.id }, row, {
      title: network.name,
      subtitle: network.nets.map(printCidr).join(', ') || 'no nets',
      labels: labelTexts(network.labels),
      tags: [],
      marks: [],
      box: null,
      spoken: `External network ${network.name}`,
    });
  }

  #networkSet(set: NetworkSet): CardSpec {
    return this.#card('network-set', set.id, { kind: 'resource', id: set.id }, null, {
      title: set.name,
      subtitle: set.nets.map(printCidr).join(', ') || 'no nets',
      labels: labelTexts(set.labels),
      tags: set.namespace === null || this.#grouping === 'namespace' ? [] : [tagOf('namespace', set.namespace)],
      marks: [],
      box: set.namespace === null || this.#grouping !== 'namespace' ? null : boxId('Namespace', set.namespace),
      spoken: `Network set ${set.name}`,
    });
  }

  /** Nobody's endpoint: words of the user's, beside what they are about. */
  #note(name: string, text: string): CardSpec {
    const note = this.#card('note', noteElement(name), { kind: 'note', name }, null, {
      title: text,
      subtitle: '',
      labels: [],
      tags: [],
      marks: [],
      box: null,
      spoken: `Note: ${text}`,
    });
    return { ...note, ...noteSize(text) };
  }

  #card(
    face: CardFaceKind,
    id: string,
    target: ElementTarget,
    endpoint: EndpointId | null,
    rest: Pick<CardSpec, 'title' | 'subtitle' | 'labels' | 'tags' | 'marks' | 'box' | 'spoken'> &
      Partial<Pick<CardSpec, 'failsafes'>>,
  ): CardSpec {
    const plain = { failsafes: null, stack: [], collapsed: null, emphasis: 'normal' } as const;
    return { kind: 'card', id, face, target, endpoint, ...plain, ...cardSize[face], ...rest };
  }
}

const unplaced: BoxSpec = {
  kind: 'box',
  id: unplacedBox,
  what: 'unplaced',
  title: 'Not placed on a node',
  labels: [],
  unprotected: false,
  note: '',
  target: { kind: 'nothing' },
  emphasis: 'normal',
};

/** @returns null where pods are not grouped by a label */
export function labelKeyOf(grouping: Grouping): string | null {
  return grouping.startsWith('label:') ? grouping.slice('label:'.length) : null;
}

function labelBoxId(key: string, value: string | null): string {
  return value === null ? `label/${key}` : `label/${key}=${value}`;
}

function labelBox(key: string, value: string | null): BoxSpec {
  const title = value === null ? `without ${key}` : value === '' ? key : `${key}=${value}`;
  return { ...unplaced, id: labelBoxId(key, value), what: 'label', title, target: { kind: 'label', key, value } };
}

function boxId(kind: 'Namespace' | 'Node', name: string): string {
  return resourceId({ group: '', kind, namespace: null, name });
}

function podSubtitle({ workloadKind, hostNetwork, serviceAccount, ports }: Pod): string {
  const portTexts = ports.map(({ name, port }) => (name === null ? String(port) : `${name} ${port}`));
  return [
    workloadKind === 'Pod' ? '' : workloadKind,
    hostNetwork ? 'host network' : '',
    `sa ${serviceAccount}`,
    portTexts.join(', '),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function shortProfile(name: string): string {
  return name.replace(/^projectcalico-/, '');
}

/** The same text has the same colour in every design. */
function tagOf(of: CardTag['of'], text: string): CardTag {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return { of, text, hue: sum % 6 };
}
