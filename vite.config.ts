import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { rendererReport } from './scripts/licences/vite-plugins.mjs';
import { sharedViewer } from './scripts/share-viewer.mjs';

const report = rendererReport();

/** The renderer: what Electron loads under `app://` and what a browser gets from the static server. */
export default defineConfig({
  root: 'src',
  // Relative, so that one build serves `app://` and `http://127.0.0.1` alike.
  base: './',
  publicDir: false,
  plugins: [svelte({ configFile: false }), sharedViewer(), report.page],
  // Its form for browsers decodes by innerHTML, which the content security policy forbids.
  resolve: {
    alias: {
      'decode-named-character-reference': fileURLToPath(
        new URL('node_modules/decode-named-character-reference/index.js', import.meta.url),
      ),
    },
  },
  worker: { format: 'es', plugins: () => [report.worker()] },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    rollupOptions: { input: ['src/index.html', 'src/presenter.html'] },
    // Electron's Chromium, and what else has all that the web build asks for.
    target: ['chrome120', 'firefox128', 'safari17.4'],
    // One style sheet: parts that come later never show unstyled, and no rule's weight depends on what was opened first.
    cssCodeSplit: false,
    // The content security policy admits neither inline scripts nor `data:` modules.
    modulePreload: { polyfill: false },
    assetsInlineLimit: (file) => (file.endsWith('.svg') ? undefined : false),
    chunkSizeWarningLimit: 2000,
  },
  server: { host: '127.0.0.1', fs: { allow: ['..'] } },
});
