import { isEntryPoint } from './entry-point.mjs';
import { runBundle } from './run-bundle.mjs';

// Memory is only comparable after a collection that the benchmark asks for.
if (isEntryPoint(import.meta.url)) await runBundle('bench', 'dist/bench/bench.js', ['--expose-gc']);
