import PacketLayer from './PacketLayer.svelte';
import PacketPanel from './PacketPanel.svelte';

/** What tracing a packet shows: on the canvas, and in the drawer. */
export const packetView = { PacketLayer, PacketPanel };
