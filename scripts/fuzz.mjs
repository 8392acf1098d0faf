import { isEntryPoint } from './entry-point.mjs';
import { runBundle } from './run-bundle.mjs';

if (isEntryPoint(import.meta.url)) await runBundle('fuzz', 'dist/bench/fuzz.js');
