import { builtinModules } from 'node:module';
import { defineConfig, type UserConfig } from 'vite';
import { licencesAtTheEnd } from './scripts/licences/vite-plugins.mjs';

interface NodeBundle {
  readonly entry: string;
  readonly outDir: string;
  readonly fileName: string;
  readonly format: 'es' | 'cjs' | 'iife';
  readonly banner?: string;
}

/** One bundle per mode: `vite build --config vite.node.config.ts --mode <name>`. */
const bundles: Readonly<Record<string, NodeBundle>> = {
  main: { entry: 'electron/main.ts', outDir: 'dist/electron', fileName: 'main.js', format: 'es' },
  // A sandboxed preload can't be an ES module and can't require files of its own.
  preload: { entry: 'electron/preload.ts', outDir: 'dist/electron', fileName: 'preload.cjs', format: 'cjs' },
  // A plain script: not every browser takes a module for a service worker.
  'service-worker': {
    entry: 'src/service-worker/service-worker.ts',
    outDir: 'dist/web',
    fileName: 'service-worker.js',
    format: 'iife',
  },
  cli: {
    entry: 'src/cli/main.ts',
    outDir: 'dist/cli',
    fileName: 'firewright.js',
    format: 'es',
    banner: '#!/usr/bin/env node',
  },
  bench: { entry: 'src/bench/bench.ts', outDir: 'dist/bench', fileName: 'bench.js', format: 'es' },
  'canvas-designs': {
    entry: 'src/bench/canvas-designs.ts',
    outDir: 'dist/bench',
    fileName: 'canvas-designs.js',
    format: 'es',
  },
  fuzz: { entry: 'src/bench/fuzz.ts', outDir: 'dist/bench', fileName: 'fuzz.js', format: 'es' },
};

const external = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

export default defineConfig(({ mode }): UserConfig => {
  const bundle = bundles[mode];
  if (bundle === undefined) throw new Error(`Unknown mode "${mode}": one of ${Object.keys(bundles).join(', ')}`);
  const { entry, outDir, fileName, format, banner = '' } = bundle;
  return {
    publicDir: false,
    plugins: [licencesAtTheEnd()],
    // Everything but Node and Electron goes into the file: the package holds no node_modules.
    ssr: { noExternal: true, external },
    build: {
      ssr: entry,
      outDir,
      // main and preload share a folder.
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        external,
        output: { format, entryFileNames: fileName, codeSplitting: false, banner },
      },
    },
  };
});
