import { LazyPart } from './lazy-part.svelte.ts';

/*
 * What the first window does not show. Each import is a file of its own in the build; what several of them share becomes
 * one more. Kept out on purpose, because a key that is typed right after its shortcut must not be lost: the command
 * palette, the find bar and the questions.
 */
export const selectionPanel = new LazyPart(async () => (await import('../inspector/SelectionPanel.svelte')).default);
export const drawerList = new LazyPart(async () => (await import('../chrome/DrawerList.svelte')).default);
export const tierBoard = new LazyPart(async () => (await import('../tiers/TierBoard.svelte')).default);
export const dialogs = new LazyPart(async () => (await import('../chrome/Dialogs.svelte')).default);
export const importReportPanel = new LazyPart(async () => (await import('../import/ImportReportPanel.svelte')).default);

export const blastView = new LazyPart(async () => (await import('../blast/blast-view.ts')).blastView);
export const presentView = new LazyPart(async () => (await import('../present/present-view.ts')).presentView);
export const sceneView = new LazyPart(async () => (await import('../scenes/scene-view.ts')).sceneView);
export const packetView = new LazyPart(async () => (await import('../walk/packet-view.ts')).packetView);

export const lessonPanel = new LazyPart(async () => (await import('../lessons/LessonPanel.svelte')).default);
export const lessonEditor = new LazyPart(async () => (await import('../lessons/LessonEditor.svelte')).default);

/** In the order in which they are likely to be asked for. */
export const windowParts = [
  selectionPanel,
  drawerList,
  dialogs,
  tierBoard,
  importReportPanel,
  blastView,
  packetView,
  presentView,
  sceneView,
  lessonPanel,
  lessonEditor,
];
