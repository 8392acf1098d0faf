import type { Problem } from '../core/model/problem.ts';
import type { ClusterCommand, ClusterError, ClusterReader, FileContent, OpenedFile } from '../host/app-host.ts';
import { clusterErrorWord, describeClusterError, endsReading } from './cluster-words.ts';
import type { Files } from './files.ts';
import type { Notices } from './notices.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { View } from './view.svelte.ts';

/** How far importing from a cluster is. */
export type ClusterImportState =
  | { readonly kind: 'closed' }
  /** kubectl names its contexts. */
  | { readonly kind: 'listing' }
  | { readonly kind: 'no-contexts'; readonly error: ClusterError | null }
  /** `plan`: what would be run for the chosen one; null: nothing is chosen, or it can't be read (`refusal`). */
  | {
      readonly kind: 'choosing';
      readonly contexts: readonly string[];
      readonly context: string | null;
      readonly plan: readonly ClusterCommand[] | null;
      readonly refusal: ClusterError | null;
    }
  | { readonly kind: 'reading'; readonly context: string; readonly steps: readonly ClusterStep[] }
  /** Nothing was imported, because of `error` or because nothing was there. */
  | {
      readonly kind: 'ended';
      readonly context: string;
      readonly steps: readonly ClusterStep[];
      readonly error: ClusterError | null;
    };

export interface ClusterStep {
  readonly command: ClusterCommand;
  readonly outcome: StepOutcome;
}

export type StepOutcome =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  /** `objects`: how many there are; null: the answer is none of kubectl's lists. */
  | { readonly kind: 'read'; readonly objects: number | null; readonly content: FileContent }
  | { readonly kind: 'absent' }
  /** The same objects were asked for under another API. */
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'failed'; readonly error: ClusterError };

export interface ClusterImportParts {
  readonly cluster: ClusterReader;
  readonly files: Files;
  readonly session: Session;
  readonly notices: Notices;
  readonly view: View;
}

/**
 * Import from a cluster: choose one of kubectl's contexts, see what will be run, have it run command by command. What
 * was read goes the way of imported files; what was not is said in a notice and among the problems.
 */
export class ClusterImport {
  readonly #cluster: ClusterReader;
  readonly #files: Files;
  readonly #session: Session;
  readonly #notices: Notices;
  readonly #view: View;
  #state = $state.raw<ClusterImportState>({ kind: 'closed' });
  /** Counts what was begun: an answer to something older is of no interest. */
  #newest = 0;

  constructor({ cluster, files, session, notices, view }: ClusterImportParts) {
    this.#cluster = cluster;
    this.#files = files;
    this.#session = session;
    this.#notices = notices;
    this.#view = view;
  }

  get state(): ClusterImportState {
    return this.#state;
  }

  open(): void {
    this.#view.dialog = 'cluster';
    void this.listContexts();
  }

  /** Gives up what is under way. Nothing was imported until then. */
  close(): void {
    const isUnderWay = this.#state.kind === 'listing' || this.#state.kind === 'reading';
    this.#newest += 1;
    this.#state = { kind: 'closed' };
    if (this.#view.dialog === 'cluster') this.#view.dialog = null;
    if (isUnderWay) void this.#cluster.cancel();
  }

  async listContexts(): Promise<void> {
    const own = this.#begin({ kind: 'listing' });
    const listed = await this.#cluster.contexts();
    if (own !== this.#newest) return;
    if (!listed.ok) this.#state = { kind: 'no-contexts', error: listed.error };
    else if (listed.value.length === 0) this.#state = { kind: 'no-contexts', error: null };
    else {
      const [only, second] = listed.value;
      this.#state = { kind: 'choosing', contexts: listed.value, context: null, plan: null, refusal: null };
      if (only !== undefined && second === undefined) await this.choose(only);
    }
  }

  /** Shows what would be run for this context. */
  async choose(context: string): Promise<void> {
    if (this.#state.kind !== 'choosing') return;
    const { contexts } = this.#state;
    const own = this.#begin({ kind: 'choosing', contexts, context, plan: null, refusal: null });
    const planned = await this.#cluster.plan(context);
    if (own !== this.#newest) return;
    this.#state = planned.ok
      ? { kind: 'choosing', contexts, context, plan: planned.value, refusal: null }
      : { kind: 'choosing', contexts, context, plan: null, refusal: planned.error };
  }

  /** Runs the commands that are shown, one after the other, and imports what they answer. */
  async start(): Promise<void> {
    if (this.#state.kind !== 'choosing' || this.#state.context === null || this.#state.plan === null) return;
    const { context, plan } = this.#state;
    let steps: readonly ClusterStep[] = plan.map((command) => ({ command, outcome: { kind: 'waiting' } }));
    const own = this.#begin({ kind: 'reading', context, steps });
    const put = (index: number, outcome: StepOutcome): void => {
      steps = steps.map((step, at) => (at === index ? { ...step, outcome } : step));
      this.#state = { kind: 'reading', context, steps };
    };
    for (const [index, command] of plan.entries()) {
      if (!isNeeded(command, steps)) {
        put(index, { kind: 'not-needed' });
        continue;
      }
      put(index, { kind: 'running' });
      const answer = await this.#cluster.read({ context, kind: command.kind });
      if (own !== this.#newest) return;
      put(index, answer.ok ? readOutcome(answer.value) : failedOutcome(answer.error));
      if (!answer.ok && endsReading(answer.error)) {
        this.#state = { kind: 'ended', context, steps, error: answer.error };
        return;
      }
    }
    await this.#import(context, steps);
  }

  /** Back to the choice of a context. */
  again(): void {
    void this.listContexts();
  }

  async #import(context: string, steps: readonly ClusterStep[]): Promise<void> {
    const files = steps.flatMap((step) => filesOf(context, step));
    if (files.length === 0) {
      this.#state = { kind: 'ended', context, steps, error: null };
      return;
    }
    this.close();
    const before = this.#session.document;
    await this.#files.importGiven(files);
    // What it would change is shown first: the user may have left it at that.
    if (this.#session.document !== before) this.#tellMissing(context, steps);
  }

  /** A design without some of a cluster's policies judges otherwise than the cluster: that stays in sight. */
  #tellMissing(context: string, steps: readonly ClusterStep[]): void {
    const problems = steps.flatMap((step) => missingProblems(context, step));
    if (problems.length === 0) return;
    const files = problems.flatMap(({ place }) => (place === null ? [] : [place.file]));
    this.#session.addProblems(files, problems);
    this.#view.drawer = 'problems';
    const words = steps.flatMap(({ command, outcome }) =>
      outcome.kind === 'failed' ? [`${command.kind} (${clusterErrorWord(outcome.error)})`] : [],
    );
    this.#notices.show({
      kind: 'error',
      text: `Not read from ${context}: ${words.join(', ')}. Verdicts can differ from those of the cluster.`,
    });
  }

  #begin(state: ClusterImportState): number {
    this.#newest += 1;
    this.#state = state;
    return this.#newest;
  }
}

function isNeeded({ insteadOf }: ClusterCommand, steps: readonly ClusterStep[]): boolean {
  return insteadOf === null || steps.some((one) => one.command.kind === insteadOf && one.outcome.kind === 'absent');
}

function readOutcome(content: FileContent): StepOutcome {
  return { kind: 'read', objects: content.kind === 'text' ? objectsIn(content.text) : null, content };
}

function failedOutcome(error: ClusterError): StepOutcome {
  return error.reason === 'no-such-kind' ? { kind: 'absent' } : { kind: 'failed', error };
}

/**
 * How many objects a list of kubectl holds: it writes each at the left edge, where nothing else of a list can begin with
 * a dash. Only for showing; reading the answer properly is the import's matter.
 */
function objectsIn(text: string): number | null {
  if (/^items: \[\]\s*$/m.test(text)) return 0;
  const items = /^items:\s*$/m.exec(text);
  return items === null ? null : (text.slice(items.index).match(/^- /gm)?.length ?? null);
}

function filesOf(context: string, { command, outcome }: ClusterStep): readonly OpenedFile[] {
  if (outcome.kind !== 'read' || outcome.objects === 0) return [];
  return [{ name: fileName(context, command), file: null, version: null, content: outcome.content }];
}

function missingProblems(context: string, { command, outcome }: ClusterStep): readonly Problem[] {
  if (outcome.kind !== 'failed') return [];
  const message = `${command.kind} of the cluster could not be read, so verdicts can differ from the cluster’s. ${describeClusterError(outcome.error)}`;
  const place = { file: fileName(context, command), line: 1, column: 1 };
  return [{ severity: 'warning', code: 'CLUSTER-KIND-NOT-READ', message, path: [], resource: null, place }];
}

function fileName(context: string, { kind }: ClusterCommand): string {
  return `${context}/${kind}.yaml`;
}
