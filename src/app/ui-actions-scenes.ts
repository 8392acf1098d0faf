import type { App } from './app.ts';
import type { UiAction } from './ui-actions.ts';

const isShown = ({ scenes }: App): boolean => scenes.current !== null;

/** Scenes as such; those that step through them are of the presentation, and work outside it too. */
export const sceneActions: readonly UiAction[] = [
  {
    id: 'show-scenes',
    label: 'Scenes',
    group: 'present',
    shortcut: 'Mod+Shift+J',
    enabled: () => true,
    run: ({ view }) => (view.drawer = view.drawer === 'scenes' ? null : 'scenes'),
  },
  {
    id: 'capture-scene',
    label: 'Capture a scene',
    group: 'present',
    shortcut: 'Mod+Shift+K',
    enabled: () => true,
    run: ({ scenes }) => scenes.capture(),
  },
  {
    id: 'update-scene',
    label: 'Update the scene with what is seen',
    group: 'present',
    shortcut: null,
    enabled: isShown,
    run: ({ scenes }) => scenes.update(),
  },
  {
    id: 'leave-scenes',
    label: 'Leave the scenes',
    group: 'present',
    shortcut: null,
    // A presentation leaves them when it ends.
    enabled: ({ scenes, present }) => scenes.isVisited && !present.isOn,
    run: ({ scenes }) => scenes.leave(),
  },
];
