import { canCopy, duplicateSelected, pasteCopied } from './clipboard-actions.ts';
import { expectNow, selectedPairs } from './expect-actions.ts';
import { drawnFlows, editFlow, expectOf, startFlow } from './flow-actions.ts';
import type { App } from './app.ts';
import type { DrawnFlow } from '../core/model/design.ts';
import type { UiAction } from './ui-actions.ts';

/** Copying, pasting and selecting. The keys of the first three are the page's: it hears of them from the browser. */
export const clipboardActions: readonly UiAction[] = [
  {
    id: 'cut',
    label: 'Cut',
    group: 'edit',
    shortcut: 'Mod+X',
    enabled: canCopy,
    run: (app) => app.clipboard.system?.perform('cut'),
  },
  {
    id: 'copy',
    label: 'Copy',
    group: 'edit',
    shortcut: 'Mod+C',
    enabled: canCopy,
    run: (app) => app.clipboard.system?.perform('copy'),
  },
  {
    id: 'paste',
    label: 'Paste',
    group: 'edit',
    shortcut: 'Mod+V',
    enabled: (app) => app.clipboard.copied !== null,
    obstacle: (app) =>
      app.clipboard.copied === null ? 'Nothing was copied here yet. Text of other programs is pasted by the keys.' : '',
    run: (app) => pasteCopied(app, null),
  },
  {
    id: 'duplicate',
    label: 'Duplicate',
    group: 'edit',
    shortcut: 'Mod+D',
    enabled: canCopy,
    run: duplicateSelected,
  },
  {
    id: 'select-all',
    label: 'Select all',
    group: 'edit',
    shortcut: 'Mod+A',
    enabled: (app) => app.view.canvas !== null,
    run: (app) => app.view.canvas?.selectAll(),
  },
];

/** Of the selected endpoint or arrow. */
export const flowActions: readonly UiAction[] = [
  {
    id: 'draw-flow',
    label: 'Draw flow from here',
    group: 'edit',
    shortcut: 'F',
    enabled: (app) => app.selection.endpoint !== null,
    run: (app) => startFlow(app, app.view.canvas?.pointer() ?? null),
  },
  {
    id: 'edit-flow',
    label: 'Edit flow…',
    group: 'edit',
    shortcut: null,
    enabled: (app) => firstFlow(app) !== null,
    run(app) {
      const flow = firstFlow(app);
      if (flow !== null) editFlow(app, flow, null);
    },
  },
  expectation('allow', 'Expect this flow to be allowed'),
  expectation('deny', 'Expect this flow to be denied'),
  {
    id: 'expect-now',
    label: 'Expect what is now',
    group: 'edit',
    shortcut: null,
    enabled: (app) => app.selection.pair !== null || app.selection.endpoint !== null || selectsSeveral(app),
    run: (app) => expectNow(app, selectedPairs(app), null),
  },
  {
    id: 'expect-drawn',
    label: 'Expect what is now of all drawn arrows',
    group: 'edit',
    shortcut: null,
    enabled: (app) => app.view.canvas !== null,
    run: (app) => expectNow(app, app.view.canvas?.pairs() ?? [], null),
  },
];

function selectsSeveral({ selection }: App): boolean {
  return selection.current.kind === 'several' && selection.resources.length > 1;
}

function firstFlow(app: App): ReturnType<typeof drawnFlows>[number] | null {
  const { pair } = app.selection;
  return pair === null ? null : (drawnFlows(app, pair)[0] ?? null);
}

/** Once more, it is expected no longer. */
function expectation(expect: NonNullable<DrawnFlow['expect']>, label: string): UiAction {
  const isOn = (app: App): boolean => firstFlow(app)?.flow.expect === expect;
  return {
    id: `expect-${expect}`,
    label,
    group: 'edit',
    shortcut: null,
    enabled: (app) => app.selection.pair !== null,
    isOn,
    run(app) {
      const { pair } = app.selection;
      if (pair !== null) expectOf(app, pair, isOn(app) ? null : expect);
    },
  };
}
