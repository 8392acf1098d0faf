import type { Manifest } from '../../model/document.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Comparison } from './comparison.ts';
import { readJudge } from './naive.ts';
import { itemsOf, object, text } from './raw.ts';
import type { Circumstances } from './world.ts';

/** A field of a manifest, or, with an empty path, all of it. */
export interface FieldPlace {
  /** `Kind rule.destination.ports`: without places in lists, ingress and egress alike. */
  readonly field: string;
  readonly manifest: Manifest;
  readonly path: readonly string[];
}

const questionsAskedAgain = 100;

/**
 * Takes fields away, but for criteria of rules, which are counted where they decide; those first that decided least so far, asks the reference the same again, and counts whether
 * anything changed: what never decides anything is not tested by any of these designs.
 */
export function tryWithout(
  { asked, coverage, random }: Comparison,
  manifests: readonly Manifest[],
  circumstances: Circumstances,
  howMany: number,
): void {
  if (howMany === 0) return;
  const all = manifests.flatMap(fieldsOf).filter(({ field }) => !field.includes(' rule.'));
  const places = new Map(random.shuffled(all).map((place) => [place.field, place]));
  for (const field of coverage.leastDecisive([...places.keys()], howMany)) {
    const place = places.get(field);
    if (place === undefined) continue;
    const judge = readJudge(without(manifests, place), circumstances);
    const again = random.some(asked, questionsAskedAgain, questionsAskedAgain);
    coverage.countField(
      field,
      again.some(({ ask, words }) => ask(judge) !== words),
    );
  }
}

/** Kinds whose fields are those of another kind. */
const takenWhole = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** Objects that mean something only as a whole. */
const takenAsOne = [
  'labels',
  'selector',
  'podSelector',
  'namespaceSelector',
  'namespaces',
  'nodes',
  'icmp',
  'notICMP',
  'http',
];

/** Every field that could be taken away: not what says which object it is, and labels as one. */
export function fieldsOf(manifest: Manifest): readonly FieldPlace[] {
  const kind = kindOf(manifest);
  const all: FieldPlace[] = [{ field: kind, manifest, path: [] }];
  if (takenWhole.includes(kind)) return all;
  const visit = (value: JsonValue, path: readonly string[]): void => {
    const isWhole = takenAsOne.includes(path.at(-1) ?? '') || object(value) === null;
    const isItem = /^\d+$/.test(path.at(-1) ?? '');
    if (path.length > 1 && isWhole && !isItem) all.push({ field: `${kind} ${nameOf(path)}`, manifest, path });
    if (isWhole && itemsOf(value) === null) return;
    for (const [key, inner] of Object.entries(itemsOf(value) ?? object(value) ?? {})) visit(inner, [...path, key]);
  };
  const { spec, status, endpoints, ports } = manifest;
  for (const [key, value] of Object.entries({ spec, status, endpoints, ports })) {
    if (value !== undefined) visit(value, [key]);
  }
  const labels = object(manifest['metadata'])?.['labels'];
  if (labels !== undefined) all.push({ field: `${kind} metadata.labels`, manifest, path: ['metadata', 'labels'] });
  return kind.startsWith('Staged') ? all.filter(({ path }) => path.length === 0 || path[1] === 'stagedAction') : all;
}

/** The two NetworkPolicy kinds are told apart as Calico does. */
function kindOf(manifest: Manifest): string {
  const kind = text(manifest['kind']);
  return manifest['apiVersion'] === 'networking.k8s.io/v1' ? `Kubernetes${kind}` : kind;
}

function nameOf(path: readonly string[]): string {
  const names = path.filter((key) => !/^\d+$/.test(key));
  const [first, second, ...rest] = names;
  const isRule = first === 'spec' && (second === 'ingress' || second === 'egress') && rest.length > 0;
  return (isRule ? ['rule', ...rest] : names).join('.');
}

/** The design without one field. */
export function without(manifests: readonly Manifest[], { manifest, path }: FieldPlace): readonly Manifest[] {
  if (path.length === 0) return manifests.filter((other) => other !== manifest);
  // Taking a field out of an object leaves an object.
  return manifests.map((other) => (other === manifest ? (withoutAt(manifest, path) as Manifest) : other));
}

function withoutAt(value: JsonValue, [key = '', ...deeper]: readonly string[]): JsonValue {
  const items = itemsOf(value);
  if (items !== null) return items.map((item, index) => (String(index) === key ? withoutAt(item, deeper) : item));
  const entries = Object.entries(object(value) ?? {});
  if (deeper.length === 0) return Object.fromEntries(entries.filter(([name]) => name !== key));
  return Object.fromEntries(entries.map(([name, inner]) => [name, name === key ? withoutAt(inner, deeper) : inner]));
}
