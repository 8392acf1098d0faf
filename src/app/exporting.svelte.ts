import type { ExportOptions } from '../core/export/export-design.ts';
import { planExport, singleFileName, type ExportForm, type ExportPlan } from '../core/export/plan-export.ts';
import { problemsForExport } from '../core/export/problems-for-export.ts';
import { openDesignInSteps } from '../core/file/design-file.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import type { Problem } from '../core/model/problem.ts';
import type { CalicoVersion } from '../core/model/settings.ts';
import type { AppHost, HostError, OpenedFile } from '../host/app-host.ts';
import { count, namesOf, textsOf } from './given-files.ts';
import { describeHostError } from './host-error.ts';
import type { Notices } from './notices.svelte.ts';
import type { Reading } from './reading.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { View } from './view.svelte.ts';

export interface ExportingParts {
  readonly host: AppHost;
  readonly session: Session;
  readonly notices: Notices;
  readonly reading: Reading;
  readonly view: View;
}

/** What the cluster holds, as its dump says: the difference to it is exported. */
export interface Baseline {
  readonly name: string;
  readonly document: ClusterDocument;
}

export interface FormChoice {
  readonly kind: ExportForm['kind'];
  readonly options: ExportOptions;
}

type ReadyPlan = Extract<ExportPlan, { kind: 'ready' }>;

/** Export: what it would write, the dump that it is held against, and writing it. The design stays as it is. */
export class Exporting {
  readonly #parts: ExportingParts;
  #baseline = $state.raw<Baseline | null>(null);
  #refusal = $state<string | null>(null);

  constructor(parts: ExportingParts) {
    this.#parts = parts;
  }

  /** null: none was chosen yet. */
  get baseline(): Baseline | null {
    return this.#baseline;
  }
  /** Why the dump that was chosen last can't be used; null: it can. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** Everything that may keep the design from being applied to a cluster of that version. */
  problemsFor(calicoVersion: CalicoVersion): readonly Problem[] {
    const { document, problems } = this.#parts.session;
    return problemsForExport(document, problems, calicoVersion);
  }

  /**
   * What would be written. null: the difference to a dump that was not chosen yet.
   *
   * @param problems see `problemsFor`
   * @param confirmed what dies, confirmed by the user
   */
  plan(
    { kind, options }: FormChoice,
    problems: readonly Problem[],
    confirmed: readonly string[] = [],
  ): ExportPlan | null {
    const form = this.#formOf(kind);
    return form === null ? null : planExport(this.#parts.session.document, { form, options }, problems, confirmed);
  }

  /** Asks for the dump; cancelled, the one chosen before stays. */
  async chooseBaseline(): Promise<void> {
    const opened = await this.#parts.host.openFiles({ what: 'manifests', multiple: true });
    if (!opened.ok) return this.#fail(opened.error);
    if (opened.value.length > 0) await this.#readBaseline(opened.value);
  }

  async write(plan: ReadyPlan): Promise<void> {
    const [only] = plan.files;
    if (plan.files.length === 1 && only?.name === singleFileName) return this.#writeFile(plan, only.text);
    const saved = await this.#parts.host.saveFolder({ suggestedName: 'manifests', files: plan.files });
    if (!saved.ok) return this.#fail(saved.error);
    if (saved.value.kind === 'saved')
      this.#written(plan.objects, `${saved.value.folder} (${count(plan.files.length, 'file')})`);
  }

  #formOf(kind: ExportForm['kind']): ExportForm | null {
    if (kind !== 'difference') return { kind };
    return this.#baseline === null ? null : { kind, baseline: this.#baseline.document };
  }

  /** What could not be read would be missing from the cluster, and be written or deleted for that. */
  async #readBaseline(files: readonly OpenedFile[]): Promise<void> {
    const { texts, problems: refused } = textsOf(files);
    const opened = await this.#parts.reading.run(openDesignInSteps(texts));
    if (opened === null) return;
    const errors = [...refused, ...opened.problems].filter(({ severity }) => severity === 'error');
    const [first] = errors;
    if (first !== undefined) {
      const where = first.place === null ? '' : `${first.place.file}, line ${first.place.line}: `;
      this.#refusal = `${namesOf(files)} can’t be held against the design, it has ${count(errors.length, 'error')}. ${where}${first.message}`;
      return;
    }
    this.#refusal = null;
    this.#baseline = { name: namesOf(files), document: opened.document };
  }

  async #writeFile({ objects }: ReadyPlan, text: string): Promise<void> {
    const request = { suggestedName: singleFileName, text, file: null, expectedVersion: null };
    const saved = await this.#parts.host.saveText(request);
    if (!saved.ok) return this.#fail(saved.error);
    if (saved.value.kind === 'saved') this.#written(objects, saved.value.name);
  }

  #written(objects: number, where: string): void {
    this.#parts.view.dialog = null;
    this.#parts.notices.show({ kind: 'info', text: `Exported ${count(objects, 'object')} to ${where}.` });
  }

  #fail(error: HostError): void {
    this.#parts.notices.show({ kind: 'error', text: describeHostError(error) });
  }
}
