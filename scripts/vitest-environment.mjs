import { builtinEnvironments } from 'vitest/runtime';

/**
 * Node, but with modules transformed as for a browser: Svelte's runes are then the real ones. Transformed for a
 * server, as Vitest does by default in Node, effects never run.
 * @type {import('vitest/runtime').Environment}
 */
export default { ...builtinEnvironments.node, name: 'node-with-client-modules', viteEnvironment: 'client' };
