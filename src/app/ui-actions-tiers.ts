import { isSelectedDisabled, selectedPolicy, stageSelected, stagingObstacle, switchSelected } from './tier-actions.ts';
import type { UiAction } from './ui-actions.ts';

/** Of the tier board, and of the selected policy wherever it was selected. */
export const tierActions: readonly UiAction[] = [
  {
    id: 'board-beside',
    label: 'Tier board beside the canvas',
    group: 'view',
    shortcut: 'Mod+3',
    enabled: () => true,
    isOn: (app) => app.view.stage === 'tiers' && app.view.isBoardBeside,
    run: ({ view }) => {
      view.isBoardBeside = !(view.stage === 'tiers' && view.isBoardBeside);
      view.stage = 'tiers';
    },
  },
  {
    id: 'disable-policy',
    label: 'Disable or enable policy',
    group: 'edit',
    shortcut: 'Mod+Shift+D',
    enabled: (app) => selectedPolicy(app) !== null,
    isOn: isSelectedDisabled,
    run: switchSelected,
  },
  {
    id: 'stage-policy',
    label: 'Stage or enforce policy',
    group: 'edit',
    shortcut: null,
    enabled: (app) => {
      const policy = selectedPolicy(app);
      return policy !== null && stagingObstacle(app, policy.id) === '';
    },
    run: stageSelected,
  },
];
