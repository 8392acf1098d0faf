import type { BrowserWindow, Dialog } from 'electron';
import type { HostError } from '../src/host/app-host.ts';
import type { Dialogs } from './files.ts';

export type MessageDialog = Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>;

/** The dialogs of one window: they hang on it and block no other one. */
export function dialogsOf(window: BrowserWindow, dialog: MessageDialog): Dialogs {
  return {
    open: (options) => dialog.showOpenDialog(window, options),
    save: (options) => dialog.showSaveDialog(window, options),
    mayReplace: async (names, folder) => {
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: `Replace what is in “${folder}” already?`,
        detail: names.join('\n'),
        buttons: ['Replace', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
      });
      return response === 0;
    },
  };
}

/** What to tell of a file from outside that could not be read. */
export function sentenceOf(error: HostError): string {
  switch (error.reason) {
    case 'not-found':
      return 'It is not there.';
    case 'forbidden':
      return 'You are not allowed to read it.';
    case 'failed':
      return `${error.message}.`;
    default:
      return `The system says: ${error.reason}.`;
  }
}
