import { isJsonArray, isJsonObject, valueAt, type JsonPath, type JsonValue } from '../model/json.ts';
import { parseCidr, printCidr } from '../net/cidr.ts';
import { protocolNumbers } from '../net/protocol.ts';
import { ruleDialectOf } from '../policy/rule-dialect.ts';
import { parseSelector } from '../selector/parse.ts';
import type { FixMaker } from './fix.ts';
import { subjectOf } from './problem-subject.ts';

// One value that is written wrongly, and whose right spelling is certain.

/** A fix that puts another value where the problem stands. */
function respelled(spell: (value: JsonValue, path: JsonPath, manifest: JsonValue) => JsonValue | null): FixMaker {
  return (problem, document) => {
    const subject = subjectOf(problem, document);
    const value = valueAt(subject?.resource.manifest, problem.path);
    if (subject === null || value === undefined) return null;
    const spelled = spell(value, problem.path, subject.resource.manifest);
    if (spelled === null) return null;
    return {
      label: `Write ${shown(spelled)}`,
      command: { type: 'set-field', resource: subject.resource.id, path: problem.path, value: spelled },
    };
  };
}

function shown(value: JsonValue): string {
  if (isJsonArray(value)) return value.map(String).join(', ');
  const text = isJsonObject(value) ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** R6.3. */
export const colonRange = respelled((value) => {
  const range = typeof value === 'string' ? /^\s*(\d+)\s*-\s*(\d+)\s*$/.exec(value) : null;
  return range === null ? null : ascending(Number(range[1]), Number(range[2]));
});

/** A range that begins with its greater port. */
export const turnedRange = respelled((value) => {
  const range = typeof value === 'string' ? /^(\d+):(\d+)$/.exec(value) : null;
  const [first, last] = [Number(range?.[1]), Number(range?.[2])];
  return first > last ? ascending(first, last) : null;
});

/** null: a port that does not exist. */
function ascending(a: number, b: number): string | null {
  const [first, last] = [Math.min(a, b), Math.max(a, b)];
  return first >= 1 && last <= 65535 ? `${first}:${last}` : null;
}

/** Kubernetes takes a text for a name. */
export const plainNumber = respelled((value) => {
  const port = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : 0;
  return port >= 1 && port <= 65535 ? port : null;
});

/** R8.23: the mask that it lacks, or the network that it lies in. */
export const strictNet = respelled((value) => {
  const net = typeof value === 'string' ? parseCidr(value) : null;
  return net?.ok === true ? printCidr(net.value) : null;
});

export const protocolName = respelled((value) => caseOf(value, Object.keys(protocolNumbers)));

export const listedOnce = respelled((value) => (isJsonArray(value) ? [...new Set(value)] : null));

const ruleActions = {
  calico: ['Allow', 'Deny', 'Log', 'Pass'],
  cluster: ['Accept', 'Deny', 'Pass'],
  admin: ['Allow', 'Deny', 'Pass'],
  baseline: ['Allow', 'Deny'],
  kubernetes: [],
} as const;

/** By the field's name. */
const words: Readonly<Record<string, readonly string[]>> = {
  types: ['Ingress', 'Egress'],
  policyTypes: ['Ingress', 'Egress'],
  defaultAction: ['Deny', 'Pass'],
  protocol: ['TCP', 'UDP', 'SCTP'],
  stagedAction: ['Set', 'Delete', 'Learn', 'Ignore'],
  tier: ['Admin', 'Baseline'],
  autoCreate: ['Enabled', 'Disabled'],
  createDefaultHostEndpoint: ['Enabled', 'Disabled'],
  natOutgoingExclusions: ['IPPoolsOnly', 'IPPoolsAndHostIPs'],
};

/** A word in the wrong case; and what the other APIs call an action. */
export const knownWord = respelled((value, path, manifest) => {
  const field = path.findLast((step) => typeof step === 'string') ?? '';
  if (field !== 'action') return caseOf(value, words[field] ?? []);
  const dialect = ruleDialectOf(manifest);
  const actions = dialect === null ? [] : ruleActions[dialect];
  return caseOf(value, actions) ?? caseOf(synonyms.get(String(value).toLowerCase()) ?? '', actions);
});

const synonyms: ReadonlyMap<string, string> = new Map([
  ['accept', 'allow'],
  ['allow', 'accept'],
]);

function caseOf(value: JsonValue, known: readonly string[]): string | null {
  const given = typeof value === 'string' ? value.toLowerCase().trim() : '';
  return known.find((word) => word.toLowerCase() === given) ?? null;
}

/** A label’s value that YAML read as a number or as true or false. */
export const labelText = respelled((value, path) => {
  const isLabel = ['labels', 'matchLabels', 'annotations'].includes(String(path.at(-2)));
  return isLabel && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : null;
});

/** R2.3, R2.10: line breaks, and single signs where the language has double ones. */
export const selectorText = respelled((value) => {
  if (typeof value !== 'string') return null;
  const spelled = value
    .split(/("[^"]*"|'[^']*')/)
    .map((part) => (/^["']/.test(part) ? part : withDoubleSigns(part)))
    .join('')
    .trim();
  return spelled !== value && parseSelector(spelled).ok ? spelled : null;
});

function withDoubleSigns(part: string): string {
  return part
    .replace(/\s+/g, ' ')
    .replace(/(?<![=!])=(?!=)/g, '==')
    .replace(/(?<!&)&(?!&)/g, '&&')
    .replace(/(?<!\|)\|(?!\|)/g, '||');
}
