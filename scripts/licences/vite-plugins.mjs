import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { bundledPackages } from './bundled-packages.mjs';
import { partsOfPage, partsOfWorker } from './bundle-parts.mjs';
import { licenceComment, licenceFile } from './licence-text.mjs';
import { startComplaint, startGroups } from './start-size.mjs';

/** @typedef {import('vite').Plugin} Plugin */
/** @typedef {import('./bundle-parts.mjs').BundlePart} BundlePart */

const recordFile = join(root, 'scripts/licences/start-size.json');
/** Set by `npm run licences -- --record`. */
const isRecording = process.env['FIREWRIGHT_RECORD_START'] === '1';

/** Nearly all text of the window is in this one; others are fetched for the scripts that a text uses. */
const firstFont = 'inter-latin-wght-normal.woff2';
/** @param {string} file */
const isStartAsset = (file) => !file.endsWith('.woff2') || file.endsWith(firstFont);

/**
 * For the renderer: writes `licences.txt` of what is really in the bundles, fails where something may not be handed on or
 * the first window has grown beyond its limit, and asks for the font together with the code.
 * @returns {{ page: Plugin, worker: () => Plugin }}
 */
export function rendererReport() {
  /** @type {Map<string, BundlePart>} */
  const workers = new Map();
  let base = root;
  return {
    worker: () => ({
      name: 'firewright:worker-parts',
      generateBundle(_options, bundle) {
        for (const part of partsOfWorker(Object.values(bundle))) workers.set(part.file, part);
      },
    }),
    page: {
      name: 'firewright:renderer-report',
      apply: 'build',
      enforce: 'post',
      configResolved(config) {
        base = config.root;
      },
      generateBundle(_options, bundle) {
        const parts = [...partsOfPage(Object.values(bundle), base, isStartAsset), ...workers.values()];
        const { packages, complaints } = bundledPackages(parts, root);
        const tooMuch = startComplaintOf(parts);
        const all = tooMuch === null ? complaints : [...complaints, tooMuch];
        if (all.length > 0) this.error(all.join('\n'));
        this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licenceFile(packages) });
      },
      transformIndexHtml(_html, { bundle }) {
        const font = Object.values(bundle ?? {}).find(
          (output) => output.type === 'asset' && output.originalFileNames.some((file) => file.endsWith(firstFont)),
        );
        if (font === undefined) return [];
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `./${font.fileName}`, crossorigin: '' };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
  };
}

/** @param {readonly BundlePart[]} parts */
function startComplaintOf(parts) {
  const groups = startGroups(parts, root);
  const record = JSON.parse(readFileSync(recordFile, 'utf8'));
  if (!isRecording) return startComplaint(groups, record);
  writeFileSync(recordFile, `${JSON.stringify({ ...record, groups }, null, 2)}\n`);
  return null;
}

/**
 * For a bundle of one file: its licences stand at its end.
 * @returns {Plugin}
 */
export function licencesAtTheEnd() {
  return {
    name: 'firewright:licences-at-the-end',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        const { packages, complaints } = bundledPackages(partsOfWorker([output]), root);
        if (complaints.length > 0) this.error(complaints.join('\n'));
        if (packages.length > 0) output.code += licenceComment(packages);
      }
    },
  };
}
