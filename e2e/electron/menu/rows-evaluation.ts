import { expect } from '@playwright/test';
import type { MenuDesk } from './menu-desk.ts';
import { type MenuRows, row } from './menu-row.ts';

/** Its worker hears nothing until it is let go: its answers stay away, as with a design that takes long. */
async function holdEvaluator({ page }: MenuDesk, isHeld: boolean): Promise<void> {
  for (const worker of page.workers())
    await worker.evaluate((held) => {
      const scope = globalThis as unknown as { kept?: typeof MessagePort.prototype.postMessage; held: unknown[][] };
      const port = MessagePort.prototype;
      if (held) {
        scope.kept = port.postMessage;
        scope.held = [];
        port.postMessage = function (this: MessagePort, ...message: unknown[]) {
          scope.held.push([this, message]);
        } as typeof port.postMessage;
      } else if (scope.kept !== undefined) {
        port.postMessage = scope.kept;
        for (const [target, message] of scope.held) Reflect.apply(scope.kept, target, message as unknown[]);
      }
    }, isHeld);
}

async function evaluating(desk: MenuDesk): Promise<void> {
  await holdEvaluator(desk, true);
  await desk.designer.select('Pod prod/client');
  await desk.choose('delete');
  await expect(desk.designer.status).toContainText('evaluating…');
}

async function cancelled(desk: MenuDesk): Promise<void> {
  await evaluating(desk);
  await desk.choose('cancel-evaluation');
  await expect(desk.designer.status).toContainText('Not up to date');
  await holdEvaluator(desk, false);
}

const upToDate = async (desk: MenuDesk): Promise<void> => {
  await holdEvaluator(desk, false);
  await desk.calm();
  await expect(desk.designer.status).not.toContainText('Not up to date');
};

/** What there is only while verdicts are being worked out, or were not. */
export const evaluationRows: MenuRows = {
  'cancel-evaluation': row(
    'the status bar says that the verdicts are not up to date',
    ({ designer }) => expect(designer.status).toContainText('Not up to date'),
    { before: evaluating, after: upToDate },
  ),
  'evaluate-again': row(
    'the verdicts are up to date',
    ({ designer }) => expect(designer.status).not.toContainText('Not up to date'),
    { before: cancelled, after: upToDate },
  ),
};
