/**
 * What a window says to its service worker. `started`: it runs the version that the worker keeps; `take-over`: the user
 * wants the version that waits.
 */
export type ToServiceWorker = 'started' | 'take-over';
