import type { Compared } from '../worker/compare-protocol.ts';
import { openDesignInSteps } from '../core/file/design-file.ts';
import { policyName } from '../core/policy/trace-words.ts';
import { differenceReport } from '../core/report/difference-report.ts';
import type { Report } from '../core/report/print-report.ts';
import type { OpenedFile } from '../host/app-host.ts';
import type { App } from './app.ts';
import type { Compare } from './compare.svelte.ts';
import { count, namesOf, textsOf } from './given-files.ts';
import { describeHostError } from './host-error.ts';
import type { View } from './view.svelte.ts';

/** Asks for another design or a dump of a cluster and compares the open design with it. */
export async function compareWith(app: App, what: 'manifests' | 'folder'): Promise<void> {
  const opened = await app.host.openFiles({ what, multiple: true });
  if (opened.ok) await compareWithGiven(app, opened.value);
  else app.notices.show({ kind: 'error', text: describeHostError(opened.error) });
}

/** The same with files that are there already. The open design stays as it is. */
export async function compareWithGiven(app: App, files: readonly OpenedFile[]): Promise<void> {
  if (files.length === 0) return;
  const { texts, problems: refused } = textsOf(files);
  const opened = await app.reading.run(openDesignInSteps(texts));
  if (opened === null) return;
  const { document } = opened;
  const problems = [...refused, ...opened.problems];
  const errors = problems.filter(({ severity }) => severity === 'error');
  const name = namesOf(files);
  const [first] = errors;
  if (Object.keys(document.resources).length === 0) {
    const why = first === undefined ? 'it holds no object.' : first.message;
    return app.notices.show({ kind: 'error', text: `Nothing to compare with in ${name}: ${why}` });
  }
  app.compare.start({ name, document, problems });
  app.view.dialog = null;
  app.view.stage = 'canvas';
  app.view.drawer = 'compare';
  app.view.lens = 'compared';
  if (first !== undefined) {
    const text = `${count(errors.length, 'document')} of ${name} could not be read and is not compared: ${first.message}`;
    app.notices.show({ kind: 'error', text });
  }
}

/** Back to the open design alone. */
export function leaveComparison({ compare, view }: { readonly compare: Compare; readonly view: View }): void {
  compare.stop();
  if (view.lens === 'compared') view.lens = 'drawn';
  if (view.drawer === 'compare') view.drawer = 'matrix';
}

/** What differs, as the command line prints it: the connections that are to be seen, endpoints and objects. */
export function comparisonReport({ shown, found }: Pick<Compare, 'shown'> & { readonly found: Compared }): Report {
  const { comparison, objects } = found;
  return differenceReport(
    shown,
    {
      added: comparison.added.map(({ id }) => id),
      removed: comparison.removed.map(({ id }) => id),
      renamed: comparison.renamed.map(({ before, after }) => ({ before: before.id, after: after.id })),
    },
    {
      added: objects.added.map(policyName),
      removed: objects.removed.map(policyName),
      changed: objects.changed.map(({ id, fields }) => ({ resource: policyName(id), fields })),
    },
  );
}
