import type { HostRequest, MenuAction } from '../host/app-host.ts';
import type { App } from './app.ts';
import { isTextAction } from './clipboard.svelte.ts';
import { groupFirsts } from './menu-groups.ts';
import { offerRecovery } from './recovery-offer.ts';
import { runUiAction, uiActions } from './ui-actions.ts';

/** What a user finds on start: the work of a crash, on the very first start the first sample, else the start page. */
export async function openFirst(app: App): Promise<void> {
  const preferences = await app.host.readPreferences();
  app.view.showKept(preferences);
  app.lessons.adopt(preferences.lessons);
  if (await offerRecovery(app)) return;
  const [first] = app.samples;
  if (!preferences.started && first !== undefined) {
    await app.files.openSample(first);
    await app.host.writePreferences({ ...preferences, started: true });
  } else {
    app.view.dialog = 'start';
  }
}

/** The native menu is there from the start. */
export function offerActions(app: App): void {
  app.host.showActions(
    uiActions
      .filter((action) => action.offered?.(app) !== false)
      .map(({ id, label, group, shortcut, isOn }): MenuAction => {
        return { id, label, group, shortcut, isSwitch: isOn !== undefined, beginsGroup: groupFirsts.has(id) };
      }),
  );
}

/**
 * Menu choices, files from outside and the request to close. To be called after `openFirst`, which would otherwise put
 * a sample in the place of a file that was given as argument. Returns the way to stop listening.
 */
export function serveHost(app: App): () => void {
  return app.host.onRequest((request) => void serve(app, request));
}

async function serve(app: App, request: HostRequest): Promise<void> {
  switch (request.kind) {
    case 'run-action':
      return runMenuAction(app, request.action);
    case 'open-files':
      return app.files.openGiven(request.files);
    case 'show-preferences':
      app.lessons.adopt(request.preferences.lessons);
      return app.view.showKept(request.preferences);
    case 'close-requested':
      return app.files.answerClose();
    case 'left-full-screen':
      return app.present.escape();
    case 'keep-work':
      return app.recovery.keep();
    case 'update-ready':
      return app.update.announce();
  }
}

/** An item of the native menu: while a text field has the focus, what text has of its own is meant for its text. */
function runMenuAction(app: App, id: string): void {
  if (isTextAction(id) && app.clipboard.system?.performInText(id) === true) return;
  runUiAction(app, id);
}
