import { untrack } from 'svelte';
import type { App } from '../../app/app.ts';
import { isTextAction } from '../../app/clipboard.svelte.ts';
import type { Selected } from '../../app/selection.svelte.ts';
import { type UiAction, uiActions } from '../../app/ui-actions.ts';
import { emptyDocument } from '../../core/model/document.ts';

/** Feeds what lies outside the components: the page's theme, the window's title, and the questions to the worker. */
export function followApp(app: App): void {
  $effect(() => {
    document.documentElement.dataset['theme'] = app.present.isOn ? app.present.theme : app.view.effectiveTheme;
    document.documentElement.dataset['colours'] = app.view.colours;
  });
  $effect(() => {
    const preferred = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = (): void => {
      app.view.systemTheme = preferred.matches ? 'dark' : 'light';
    };
    follow();
    preferred.addEventListener('change', follow);
    return () => preferred.removeEventListener('change', follow);
  });
  $effect(() => {
    const { kind } = app.selection.current;
    untrack(() => showTabFor(app, kind));
  });
  $effect(() => {
    const { pair } = app.selection;
    // The answer to this question is part of what is asked with: only the selection asks again.
    untrack(() => {
      app.explanation.refresh(pair);
      app.compare.explainBefore(pair);
    });
  });
  $effect(() => {
    const { name, file } = app.session;
    const unsaved = app.unsaved.isAny;
    const title = `${unsaved ? '• ' : ''}${name} – Firewright`;
    document.title = title;
    const { isInText } = app.clipboard;
    const canRun = (action: UiAction): boolean => action.enabled(app) || (isInText && isTextAction(action.id));
    const enabledActions = uiActions.filter(canRun).map(({ id }) => id);
    const checkedActions = uiActions.filter((action) => action.isOn?.(app) === true).map(({ id }) => id);
    const isVacant = app.session.document === emptyDocument && !unsaved && app.reading.progress === null;
    app.host.showState({ title, unsaved, file: file.file, isVacant, enabledActions, checkedActions });
  });
  followLook(app);
}

/** The look that the user chose is kept for the next start. */
function followLook({ host, view }: App): void {
  $effect(() => {
    const { theme, colours } = view;
    if (theme === view.keptLook.theme && colours === view.keptLook.colours) return;
    view.keptLook = { theme, colours };
    void host.readPreferences().then((preferences) => host.writePreferences({ ...preferences, theme, colours }));
  });
}

/** A pair is looked at in its verdict; what has none is looked at elsewhere (product.md section 3). */
function showTabFor({ view }: App, kind: Selected['kind']): void {
  if (kind === 'pair') view.inspectorTab = 'verdict';
  else if (view.inspectorTab === 'verdict') view.inspectorTab = 'properties';
}
