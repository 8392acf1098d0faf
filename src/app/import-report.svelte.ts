import { isRemarkable, type FileReport } from '../core/file/read-report.ts';

/** What became of the files that were read last; to be looked at again at any time. */
export class ImportReport {
  #files = $state.raw<readonly FileReport[]>([]);
  isShown = $state(false);

  get files(): readonly FileReport[] {
    return this.#files;
  }

  /** Comes forward only where not all of it was read and used as it is written. */
  tell(files: readonly FileReport[]): void {
    this.#files = files;
    this.isShown = isRemarkable(files);
  }

  /** Of a design that was read from no file. */
  forget(): void {
    this.#files = [];
    this.isShown = false;
  }
}
