import { err, ok, type Result } from '../../src/core/result.ts';
import {
  type ClusterCommand,
  type ClusterError,
  type ClusterReadRequest,
  type FileContent,
} from '../../src/host/app-host.ts';
import { contentOf } from '../file-content.ts';
import { contextsArguments, isSafeContext, listArguments, planFor } from './cluster-commands.ts';
import { errorOf } from './kubectl-errors.ts';
import type { Kubectl } from './run-kubectl.ts';

/**
 * What one window may ask of clusters: the contexts of the user's kubectl, and the kinds of a fixed table in one of
 * them. A page that was taken over can ask for nothing else.
 */
export class WindowCluster {
  readonly #kubectl: Kubectl;
  #known: ReadonlySet<string> = new Set();
  #running: AbortController | null = null;

  constructor(kubectl: Kubectl) {
    this.#kubectl = kubectl;
  }

  async contexts(): Promise<Result<readonly string[], ClusterError>> {
    const output = await this.#run(contextsArguments);
    if (!output.ok) return output;
    const names = output.value
      .toString('utf8')
      .split(/\r?\n/)
      .filter((name) => name !== '');
    this.#known = new Set(names);
    return ok(names);
  }

  plan(context: string): Result<readonly ClusterCommand[], ClusterError> {
    const refusal = this.#refusalOf(context);
    return refusal === null ? ok(planFor(context)) : err(refusal);
  }

  async read({ context, kind }: ClusterReadRequest): Promise<Result<FileContent, ClusterError>> {
    const refusal = this.#refusalOf(context);
    if (refusal !== null) return err(refusal);
    const words = listArguments(context, kind);
    if (words === null) return err({ reason: 'no-such-kind' });
    const output = await this.#run(words);
    return output.ok ? ok(contentOf(output.value)) : output;
  }

  cancel(): void {
    this.#running?.abort();
  }

  async #run(words: readonly string[]): Promise<Result<Buffer, ClusterError>> {
    this.cancel();
    const own = new AbortController();
    this.#running = own;
    const end = await this.#kubectl(words, own.signal);
    if (this.#running === own) this.#running = null;
    const error = errorOf(end);
    if (error !== null) return err(error);
    return end.kind === 'exited' ? ok(end.output) : err({ reason: 'cancelled' });
  }

  #refusalOf(context: string): ClusterError | null {
    if (!isSafeContext(context)) return { reason: 'unsafe-context' };
    return this.#known.has(context) ? null : { reason: 'no-such-context' };
  }
}
