import { getContext, setContext } from 'svelte';
import { HistoryWriter } from '../core/edit/kept-history.ts';
import type { Revision } from '../core/model/ids.ts';
import type { AppHost } from '../host/app-host.ts';
import type { ComparerPort } from '../worker/comparer-client.ts';
import { EvaluatorClient, type WorkerPort } from '../worker/evaluator-client.ts';
import type { JudgedTables } from '../worker/protocol.ts';
import { Blast } from './blast.svelte.ts';
import { Clipboard } from './clipboard.svelte.ts';
import type { Clock } from './clock.ts';
import { leaveComparison } from './compare-actions.ts';
import { Compare } from './compare.svelte.ts';
import { ClusterImport } from './cluster-import.svelte.ts';
import { Drag } from './drag.svelte.ts';
import { dropContextOf } from './drop-context.ts';
import { Evaluator } from './evaluator.ts';
import { Expectations } from './expectations.svelte.ts';
import { Explanation } from './explanation.svelte.ts';
import { Exporting } from './exporting.svelte.ts';
import { Files, type Sample } from './files.ts';
import { Finder } from './find.svelte.ts';
import { Guard } from './guard.svelte.ts';
import { Handout } from './handout.ts';
import { describeHostError } from './host-error.ts';
import { ImportPreview } from './import-preview.svelte.ts';
import { ImportReport } from './import-report.svelte.ts';
import type { LibraryLesson } from './lesson-library.ts';
import { Lessons } from './lessons.svelte.ts';
import { Linting } from './linting.ts';
import { MatrixLook } from './matrix-look.svelte.ts';
import { Model } from './model.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { PacketWalk } from './packet-walk.svelte.ts';
import { PictureExport } from './picture-export.svelte.ts';
import { PolicyFocus } from './policy-focus.svelte.ts';
import { Present } from './present.svelte.ts';
import { Preview } from './preview.svelte.ts';
import { Questions } from './questions.svelte.ts';
import { Reading } from './reading.svelte.ts';
import { Recovery } from './recovery.ts';
import { Results } from './results.svelte.ts';
import { Scenes } from './scenes.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { Session } from './session.svelte.ts';
import { StagedPreview } from './staged-preview.svelte.ts';
import { Stacks } from './stacks.svelte.ts';
import { Update } from './update.svelte.ts';
import { UnsavedWork } from './unsaved-work.ts';
import { View } from './view.svelte.ts';
import { YamlDesign } from './yaml-design.svelte.ts';
import { YamlDrafts } from './yaml-drafts.svelte.ts';

/** All that the user is doing, in small parts; made once, handed to components by context. */
export interface App {
  readonly host: AppHost;
  readonly session: Session;
  readonly model: Model;
  readonly results: Results;
  readonly evaluator: Evaluator;
  readonly staged: StagedPreview;
  readonly guard: Guard;
  readonly explanation: Explanation;
  readonly expectations: Expectations;
  readonly selection: Selection;
  readonly stacks: Stacks;
  readonly view: View;
  readonly finder: Finder;
  readonly matrix: MatrixLook;
  readonly drag: Drag;
  readonly yamlDrafts: YamlDrafts;
  readonly yamlDesign: YamlDesign;
  readonly policyFocus: PolicyFocus;
  readonly preview: Preview;
  readonly compare: Compare;
  readonly scenes: Scenes;
  readonly lessons: Lessons;
  readonly blast: Blast;
  readonly packetWalk: PacketWalk;
  readonly present: Present;
  readonly clipboard: Clipboard;
  readonly notices: Notices;
  readonly questions: Questions;
  readonly reading: Reading;
  readonly importPreview: ImportPreview;
  readonly importReport: ImportReport;
  readonly files: Files;
  readonly unsaved: UnsavedWork;
  readonly recovery: Recovery;
  readonly exporting: Exporting;
  readonly pictureExport: PictureExport;
  readonly handout: Handout;
  /** null where clusters can't be read. */
  readonly clusterImport: ClusterImport | null;
  readonly update: Update;
  readonly samples: readonly Sample[];
}

export interface Parts {
  readonly host: AppHost;
  readonly clock: Clock;
  readonly startWorker: () => WorkerPort;
  /** For as long as two designs are compared. */
  readonly startComparer: () => ComparerPort;
  readonly samples: readonly Sample[];
  /** That come with the program. */
  readonly lessons: readonly LibraryLesson[];
}

/** Wires the parts: the one place that knows all of them. */
export function createApp({ host, clock, startWorker, startComparer, samples, lessons: library }: Parts): App {
  const results = new Results();
  const notices = new Notices();
  const questions = new Questions();
  const view = new View();
  const client = new EvaluatorClient(startWorker, {
    evaluated: judged,
    foreseen: (revision, table) => judged(revision, { table, asEnforced: null }, results.millis),
    progress: (done, total) => results.report(done, total),
    rested: () => results.rest(),
    unaffected(revision) {
      results.confirm(revision);
      preview.settle(revision);
      expectations.refresh();
      lessons.refresh();
      guard.refresh();
    },
    failed: (message) => results.fail(message),
  });
  function judged(revision: Revision, tables: JudgedTables, millis: number): void {
    results.accept(revision, tables, millis);
    preview.settle(revision);
    blast.refresh();
    explanation.refresh(selection.pair);
    packetWalk.refresh();
    policyFocus.refresh();
    linting.refresh();
    guard.refresh();
    expectations.refresh();
    lessons.refresh();
  }
  const explanation = new Explanation(client);
  let opened = 0;
  const session = new Session(() => {
    notices.dismissUndo();
    if (session.opened !== opened) {
      staged.forget();
      results.startAnother(session.revision);
      leaveComparison({ compare, view });
      blast.stop();
      packetWalk.close();
    }
    if (session.opened !== opened) lessons.opened();
    opened = session.opened;
    guard.outdate();
    evaluator.ask();
    compare.refresh();
    recovery.changed();
  });
  const histories = new HistoryWriter();
  const recovery = new Recovery(host, session, clock, histories, (error) =>
    notices.show({ kind: 'error', text: `A crash would lose this work: ${describeHostError(error)}` }),
  );
  const model = new Model(session);
  const expectations = new Expectations({ client, results, flows: () => model.design.flows });
  const linting = new Linting(model, client, clock);
  const guard = new Guard(client);
  const stacks = new Stacks(model, results);
  const selection = new Selection({ results, session, stacks });
  const blast = new Blast({ results, selection, view });
  const compare = new Compare({ session, selection, startComparer });
  const scenes = new Scenes({ session, model, results, view, selection, notices, clock });
  const finder = new Finder({ view, model, results, selection });
  const matrix = new MatrixLook(client);
  const staged = new StagedPreview(model, () => evaluator.ask());
  const evaluator = new Evaluator({ client, clock, session, results, staged });
  const packetWalk = new PacketWalk({ client, clock, session, model, staged, view });
  const preview = new Preview(session, results, client, clock);
  const drag = new Drag(session, preview, notices, {
    context: () => dropContextOf(session.document, model),
    created: (id) => selection.select({ kind: 'resource', id }),
  });
  const yamlDrafts = new YamlDrafts(session, clock);
  const yamlDesign = new YamlDesign(session, clock);
  const policyFocus = new PolicyFocus({ client, clock, model, results, view });
  const reading = new Reading(clock);
  const importPreview = new ImportPreview(preview);
  const importReport = new ImportReport();
  const unsaved = new UnsavedWork(session, [yamlDrafts, yamlDesign]);
  const files = new Files({
    host,
    recovery,
    session,
    notices,
    questions,
    view,
    selection,
    reading,
    histories,
    importPreview,
    importReport,
    unsaved,
  });
  const lessons = new Lessons({
    host,
    session,
    model,
    client,
    results,
    scenes,
    notices,
    questions,
    files,
    library,
  });
  const present = new Present({ host, scenes, lessons, view, selection, notices, clock });
  const exporting = new Exporting({ host, session, notices, reading, view });
  return {
    host,
    session,
    model,
    results,
    evaluator,
    staged,
    guard,
    explanation,
    expectations,
    selection,
    stacks,
    view,
    finder,
    matrix,
    drag,
    yamlDrafts,
    yamlDesign,
    unsaved,
    policyFocus,
    preview,
    compare,
    scenes,
    lessons,
    blast,
    packetWalk,
    present,
    clipboard: new Clipboard(),
    notices,
    questions,
    reading,
    importPreview,
    importReport,
    files,
    recovery,
    exporting,
    pictureExport: new PictureExport({ host, session, notices, view }),
    handout: new Handout(client),
    clusterImport:
      host.cluster === null ? null : new ClusterImport({ cluster: host.cluster, files, session, notices, view }),
    update: new Update(),
    samples,
  };
}

const key = Symbol('app');

export function setApp(app: App): void {
  setContext(key, app);
}

export function getApp(): App {
  return getContext<App>(key);
}
