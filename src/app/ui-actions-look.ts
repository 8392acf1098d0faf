import type { App } from './app.ts';
import type { UiAction } from './ui-actions.ts';
import type { Theme } from './view.svelte.ts';

/** How the window looks: kept as preferences, never undone. */
export const lookActions: readonly UiAction[] = [
  themeAction('light', 'Light theme'),
  themeAction('dark', 'Dark theme'),
  themeAction('system', 'Theme of the system'),
  {
    id: 'safe-colours',
    label: 'Blue instead of green for allowed',
    group: 'view',
    shortcut: null,
    enabled: () => true,
    isOn: (app) => app.view.colours === 'safe',
    run: (app) => {
      app.view.colours = app.view.colours === 'safe' ? 'standard' : 'safe';
    },
  },
];

function themeAction(theme: Theme, label: string): UiAction {
  return {
    id: `theme-${theme}`,
    label,
    group: 'view',
    shortcut: null,
    enabled: () => true,
    isOn: (app: App) => app.view.theme === theme,
    run: (app: App) => {
      app.view.theme = theme;
    },
  };
}
