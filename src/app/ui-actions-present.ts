import type { App } from './app.ts';
import type { UiAction } from './ui-actions.ts';

const isPresenting = ({ present }: App): boolean => present.isOn;
/** Scenes are gone through at the desk as well. */
const hasScenes = ({ present, scenes }: App): boolean => present.isOn || scenes.list.length > 0;
const isSceneShown = ({ present, scenes }: App): boolean => present.isOn || scenes.current !== null;

/**
 * Keys of a presentation: single ones, for hands in the dark. Those that mean something else outside it (arrows, F) are
 * in present-keys.ts.
 */
export const presentActions: readonly UiAction[] = [
  {
    id: 'present',
    label: 'Present',
    group: 'present',
    shortcut: 'F5',
    enabled: () => true,
    isOn: isPresenting,
    run: ({ present }) => (present.isOn ? present.stop() : present.start()),
  },
  {
    id: 'presenter-window',
    label: 'Presenter window',
    group: 'present',
    shortcut: null,
    enabled: () => true,
    run: ({ present }) => void present.openPresenter(),
  },
  { ...step('present-next', 'Next scene', null, ({ present }) => present.next()), enabled: hasScenes },
  { ...step('present-previous', 'Previous scene', null, ({ present }) => present.previous()), enabled: hasScenes },
  { ...step('present-reset', 'Reset scene', 'R', ({ present }) => present.reset()), enabled: isSceneShown },
  toggle(
    'present-laser',
    'Laser pointer',
    'L',
    ({ present }) => present.tool === 'laser',
    ({ present }) => present.toggleTool('laser'),
  ),
  toggle(
    'present-spotlight',
    'Spotlight',
    'S',
    ({ present }) => present.tool === 'spotlight',
    ({ present }) => present.toggleTool('spotlight'),
  ),
  toggle(
    'present-draw',
    'Draw over the picture',
    'D',
    ({ present }) => present.tool === 'draw',
    ({ present }) => present.toggleTool('draw'),
  ),
  {
    ...step('present-clear', 'Clear the drawing', 'C', ({ present }) => present.clearDrawing()),
    enabled: ({ present }) => present.isOn && present.strokes.length > 0,
  },
  toggle(
    'present-focus',
    'Focus what is selected',
    null,
    ({ present }) => present.isFocusing,
    ({ present }) => present.toggleFocus(),
  ),
  toggle(
    'present-blank',
    'Blank the screen',
    'B',
    ({ present }) => present.isBlank,
    ({ present }) => present.toggleBlank(),
  ),
  toggle(
    'present-chrome',
    'Panels to edit with',
    '.',
    ({ present }) => present.isChromeShown,
    ({ present }) => present.toggleChrome(),
  ),
  toggle(
    'present-theme',
    'Present on dark',
    'I',
    ({ present }) => present.isOn && present.theme === 'dark',
    ({ present }) => present.toggleTheme(),
  ),
];

/** Possible only while something is presented. */
function step(id: string, label: string, shortcut: string | null, run: (app: App) => void): UiAction {
  return { id, label, group: 'present', shortcut, enabled: isPresenting, run };
}

function toggle(
  id: string,
  label: string,
  shortcut: string | null,
  isOn: (app: App) => boolean,
  run: (app: App) => void,
): UiAction {
  return { ...step(id, label, shortcut, run), isOn };
}
