import type { SaveBytesRequest } from '../host/app-host.ts';
import type { App } from './app.ts';
import { describeHostError } from './host-error.ts';
import type { UiAction } from './ui-actions.ts';

export const shareActions: readonly UiAction[] = [
  {
    id: 'share-html',
    label: 'Share as HTML…',
    group: 'file',
    shortcut: null,
    enabled: (app) => Object.keys(app.session.document.resources).length > 0,
    obstacle: (app) => (Object.keys(app.session.document.resources).length > 0 ? '' : 'There is nothing to share yet.'),
    run: (app) => (app.view.dialog = 'share'),
  },
];

/** Larger pages are slow to send and to open. */
export const muchBytes = 20 * 1024 * 1024;

/** `cluster.firewright.yaml` → `cluster.html`. */
export function pageName(designName: string): string {
  const stem = designName.replace(/(\.firewright)?\.ya?ml$/i, '');
  return `${stem === '' ? 'design' : stem}.html`;
}

/** @returns whether it was written */
export async function savePage(app: App, bytes: SaveBytesRequest['bytes']): Promise<boolean> {
  const saved = await app.host.saveBytes({ suggestedName: pageName(app.session.name), kind: 'html', bytes });
  if (!saved.ok) app.notices.show({ kind: 'error', text: describeHostError(saved.error) });
  else if (saved.value.kind === 'saved')
    app.notices.show({ kind: 'info', text: `Shared as ${saved.value.name}: any browser opens it, without a network.` });
  return saved.ok && saved.value.kind === 'saved';
}
