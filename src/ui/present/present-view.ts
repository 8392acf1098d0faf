import PresenterLink from './PresenterLink.svelte';
import PresentLayer from './PresentLayer.svelte';
import PresentTexts from './PresentTexts.svelte';

/** What is fetched when something is presented, or a window for the presenter is asked for. */
export const presentView = { PresenterLink, PresentLayer, PresentTexts };
