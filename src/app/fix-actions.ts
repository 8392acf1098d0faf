import type { Fix } from '../core/fix/fix.ts';
import type { App } from './app.ts';
import { perform } from './perform.ts';

/** Does what a problem's button says, as one step. */
export function applyFix(app: App, { label, command }: Fix): void {
  perform(app, command, `${label}.`);
}
