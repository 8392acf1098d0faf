import { tick } from 'svelte';
import type { DeadLine } from '../core/guard/guard-report.ts';
import type { App } from './app.ts';

/** Leaves the report for the pair that it is about, with the very packet asked about. */
export async function explainDeadLine(app: App, { packet }: DeadLine): Promise<void> {
  app.view.dialog = null;
  app.view.inspectorTab = 'verdict';
  app.selection.select({ kind: 'pair', source: packet.from, destination: packet.to });
  // Another pair makes the last answer void, and that is not before the window has followed.
  await tick();
  app.explanation.ask(packet);
}
