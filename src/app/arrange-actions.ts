import type { App } from './app.ts';
import type { Alignment } from './view.svelte.ts';
import { perform } from './perform.ts';

/** Fewer have no common edge; fewer than three have no gaps between them. */
export function canAlign({ selection: { current }, view }: App, alignment: Alignment): boolean {
  const least = alignment === 'horizontal' || alignment === 'vertical' ? 3 : 2;
  return view.canvas !== null && current.kind === 'several' && current.elements.length >= least;
}

const words: Readonly<Record<Alignment, string>> = {
  left: 'Aligned the left edges',
  centre: 'Aligned the centres',
  right: 'Aligned the right edges',
  top: 'Aligned the top edges',
  middle: 'Aligned the middles',
  bottom: 'Aligned the bottom edges',
  horizontal: 'Distributed horizontally',
  vertical: 'Distributed vertically',
};

export function align(app: App, alignment: Alignment): void {
  const positions = app.view.canvas?.align(alignment) ?? [];
  if (positions.length === 0) app.notices.show({ kind: 'info', text: 'They lie so already.' });
  else {
    const label = words[alignment].replace(/^Aligned/, 'Align').replace(/^Distributed/, 'Distribute');
    const command = { type: 'sequence', label, commands: [{ type: 'move-elements', positions }] } as const;
    perform(app, command, `${words[alignment]}.`);
  }
}
