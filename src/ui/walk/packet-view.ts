import PacketLayer from './PacketLayer.svelte';
import PacketPanel from './PacketPanel.svelte';
import PresentCaption from './PresentCaption.svelte';

/** What tracing a packet shows: on the canvas, in the drawer, and at the foot of a presentation. */
export const packetView = { PacketLayer, PacketPanel, PresentCaption };
