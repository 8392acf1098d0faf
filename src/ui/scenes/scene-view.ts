import SceneChange from './SceneChange.svelte';
import SceneNote from './SceneNote.svelte';

/** What is shown of scenes outside their list: one part, fetched when the first scene is shown. */
export const sceneView = { SceneChange, SceneNote };
