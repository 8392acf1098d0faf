import { expect } from '@playwright/test';
import type { MenuDesk } from './menu-desk.ts';
import { type MenuRows, row } from './menu-row.ts';

interface Brake {
  held: [port: MessagePort, message: unknown[]][] | null;
}

/**
 * Between two looks for messages its worker waits until it is let go, and its clock runs so fast that it looks often: as
 * with a design that takes long.
 */
async function holdEvaluator({ page }: MenuDesk, isHeld: boolean): Promise<void> {
  for (const worker of page.workers())
    await worker.evaluate((hold) => {
      // The brake is put into the worker's global scope, of which nothing else is known here.
      const scope = globalThis as unknown as Partial<Brake>;
      if (scope.held === undefined) {
        const post = Reflect.get(MessagePort.prototype, 'postMessage');
        const now = performance.now.bind(performance);
        let ahead = 0;
        performance.now = () => now() + (ahead += Array.isArray(scope.held) ? 100 : 0);
        MessagePort.prototype.postMessage = function (this: MessagePort, ...message: unknown[]) {
          if (Array.isArray(scope.held)) scope.held.push([this, message]);
          else Reflect.apply(post, this, message);
        };
      }
      const waiting = scope.held ?? [];
      scope.held = hold ? waiting : null;
      if (!hold) for (const [port, message] of waiting) port.postMessage(...(message as [unknown]));
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
