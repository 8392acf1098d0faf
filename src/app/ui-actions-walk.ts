import type { UiAction } from './ui-actions.ts';
import { traceSelected } from './walk-actions.ts';

/** One packet's way through the checkpoints. */
export const walkActions: readonly UiAction[] = [
  {
    id: 'trace-packet',
    label: 'Trace a packet…',
    group: 'view',
    shortcut: 'T',
    enabled: (app) => (app.results.table?.endpoints.length ?? 0) > 0,
    isOn: (app) => app.packetWalk.isOpen,
    run: traceSelected,
  },
];
