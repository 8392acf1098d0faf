import type { Command } from '../core/edit/command.ts';
import type { App } from './app.ts';
import { describeCommandError } from './command-error.ts';

/** Does a command and says so in a notice with Undo, or why it can't be done. */
export function perform(app: App, command: Command, sentence: string): boolean {
  const done = app.session.dispatch(command);
  if (done.ok) app.notices.show({ kind: 'info', text: sentence, undo: true });
  else app.notices.show({ kind: 'error', text: describeCommandError(done.error) });
  return done.ok;
}
