import type { App } from './app.ts';
import type { DialogName } from './view.svelte.ts';

/** Pictures are of the canvas: where the tier board covers it, it comes back first. */
export function openOnCanvas(app: App, dialog: Extract<DialogName, 'picture' | 'handout'>): void {
  if (!app.view.isCanvasShown) app.view.stage = 'canvas';
  app.view.dialog = dialog;
}

/** As the dialog was set last, without asking. */
export async function copyPicture({ pictureExport, notices }: App): Promise<void> {
  const picture = await pictureExport.draw(pictureExport.wish);
  if (picture === null) notices.show({ kind: 'error', text: 'There is nothing to be copied as a picture.' });
  else await pictureExport.copy(picture);
}
