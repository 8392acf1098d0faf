import type { Stage } from './apply-order.ts';
import type { StageFile } from './bundle-files.ts';
import { resourceTypes } from './kubectl-types.ts';
import type { ExportOptions } from './prepare-export.ts';

interface ReadmeFacts {
  readonly files: readonly StageFile[];
  readonly options: ExportOptions;
  /** What would die, in the words of the lock-out guard; empty: nothing that it looks for. */
  readonly confirmed: readonly string[];
  /** What the bundle does not hold. */
  readonly notes: readonly string[];
}

export type BundleFacts =
  | (ReadmeFacts & { readonly kind: 'whole' })
  /** Only what differs from a cluster. */
  | (ReadmeFacts & { readonly kind: 'difference'; readonly deletes: number; readonly restores: number });

/** How to validate, compare, apply, watch and take back an exported bundle, for whoever gets the folder. */
export function bundleReadme(facts: BundleFacts): string {
  const sections = [
    introduction(facts),
    ...warnings(facts),
    ...(facts.notes.length === 0 ? [] : [`## What is not in it\n\n${list(facts.notes)}`]),
    before(facts),
    ...facts.files.map((file, index) => stageSection(file, index + 1)),
    ...deletion(facts),
    together(facts),
    undo(facts),
  ];
  return `${sections.join('\n\n')}\n`;
}

function introduction({ kind, files, options }: BundleFacts): string {
  const staged =
    options.policies === 'staged'
      ? '\n\nThe policies are staged: the cluster shows what they would do, and enforces none of them.'
      : '';
  const what =
    kind === 'whole' ? 'All that the design applies.' : 'Only what differs from the cluster it was held against.';
  const rows = files.map(({ name, objects }) => `- \`${name}\`: ${count(objects.length, 'object')}`);
  return `# Host firewall manifests\n\nFor Calico ${options.calicoVersion}. ${what}${staged}\n\n${rows.join('\n')}`;
}

function warnings({ confirmed }: BundleFacts): readonly string[] {
  if (confirmed.length === 0) return [];
  return [
    `## Read this first: what dies\n\nThe lock-out guard found this, and it was confirmed when the bundle was exported:\n\n${list(confirmed)}`,
  ];
}

function before({ files, options }: BundleFacts): string {
  const types = [...new Set(files.flatMap((file) => resourceTypes(file.objects)))];
  const session =
    options.policies === 'staged'
      ? ''
      : '\n\nKeep a second session to a cluster node open until all is done, by a way that the firewall does not rule if there is one (console, out-of-band).';
  return `## Before\n\nKeep what is there now:\n\n${command(`kubectl get ${types.join(',')} --all-namespaces -o yaml > before.yaml`)}${session}\n\nThe files are applied one after the other: a dry run of a policy fails as long as its tier is missing.`;
}

const pauses: Readonly<Record<Stage, string>> = {
  namespaces: 'No pause is needed.',
  configuration: 'Wait 30 seconds: calico-node starts again where a setting asks for it.',
  tiers: 'No pause is needed: a tier without policies decides nothing.',
  'network-sets': 'No pause is needed.',
  policies: 'Wait 30 seconds, until every node has them, and see that what has to work still works.',
  'host-endpoints':
    'Wait two minutes, and see that every node stays Ready. Open a *new* session to a node before you close the old one: established connections outlive a rule that denies new ones.',
};

function stageSection({ name, stage, objects }: StageFile, number: number): string {
  const watch = `kubectl get ${resourceTypes(objects).join(',')} --all-namespaces`;
  const nodes = stage === 'host-endpoints' || stage === 'configuration' ? ['kubectl get nodes'] : [];
  return `## ${number}. ${name}

Validate, and see what will change:

${command(`kubectl apply --dry-run=server -f ${name}`, `kubectl diff -f ${name}`)}

Apply, and look:

${command(`kubectl apply -f ${name}`, watch, ...nodes)}

${pauses[stage]}

Undo this step: ${undoOf(stage, name)}`;
}

function undoOf(stage: Stage, name: string): string {
  switch (stage) {
    case 'namespaces':
      return 'none; deleting a namespace deletes all that is in it.';
    case 'configuration':
      return 'set the fields back by hand, from `before.yaml`.';
    default:
      return `\`kubectl delete --ignore-not-found -f ${name}\` where the objects are new; else apply them from \`before.yaml\`, without its \`resourceVersion\` lines.`;
  }
}

function deletion(facts: BundleFacts): readonly string[] {
  if (facts.kind === 'whole' || facts.deletes === 0) return [];
  return [
    `## ${facts.files.length + 1}. delete.yaml

${count(facts.deletes, 'object')} of the cluster that the design does not have. Read the list: what others look after is theirs to delete.

${command('kubectl delete --dry-run=server --ignore-not-found -f delete.yaml', 'kubectl delete --ignore-not-found -f delete.yaml')}`,
  ];
}

function together({ files }: BundleFacts): string {
  if (files.length < 2) return '## All at once\n\nThere is one file to apply.';
  return `## All at once

Where nothing can go wrong any more (a second cluster, a test), all files in the same order and without the pauses:

${command('kubectl apply -k .')}`;
}

function undo(facts: BundleFacts): string {
  const restore =
    facts.kind === 'difference' && facts.restores > 0
      ? `\n\nand puts back what was changed or deleted:\n\n${command('kubectl apply -f restore.yaml')}`
      : '';
  const brings = facts.kind === 'whole' ? 'removes what this bundle brings' : 'removes what is new';
  return `## Undo

${command('kubectl delete --ignore-not-found -f rollback.yaml')}

${brings}, host endpoints first.${restore}${lockedOut(facts)}

Configuration (FelixConfiguration, KubeControllersConfiguration) and namespaces stay: set them back by hand, from
\`before.yaml\`. Without the Calico API server in the cluster, take \`calicoctl\` in the place of \`kubectl\`; it has no
dry run on the server and no diff.`;
}

function lockedOut({ files }: BundleFacts): string {
  const file = files.find(({ stage }) => stage === 'host-endpoints');
  if (file === undefined) return '';
  const names = file.objects.filter(({ manifest }) => manifest['kind'] === 'HostEndpoint').map(({ id }) => nameIn(id));
  if (names.length === 0) return '';
  return ` Locked out? Wherever the API still answers, this opens the nodes again:\n\n${command(`kubectl delete hostendpoints.projectcalico.org ${names.join(' ')}`)}`;
}

function nameIn(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

function command(...lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join('\n');
}

function list(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${sentence}`).join('\n');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
