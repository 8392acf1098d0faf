import BlastMarks from './BlastMarks.svelte';
import BlastPanel from './BlastPanel.svelte';

/** What is seen while something is compromised: fetched when it first is. */
export const blastView = { BlastMarks, BlastPanel };
