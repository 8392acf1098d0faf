import { build } from 'vite';
import { root } from './paths.mjs';

/** @typedef {import('vite').Plugin} Plugin */

/** `import script from './viewer.ts?script'`: what it is built into, as text. */
const asked = '?script';

/**
 * For the renderer: what shows a shared design in a page of its own, built into one script without imports. It goes into
 * files that the program writes, so it is text here and no code of the window.
 * @returns {Plugin}
 */
export function sharedViewer() {
  return {
    name: 'firewright:shared-viewer',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(asked)) return null;
      return {
        code: `export default ${JSON.stringify(await classicScript(id.slice(0, -asked.length)))};`,
        moduleType: 'js',
      };
    },
  };
}

/**
 * @param {string} input a TypeScript file
 * @returns {Promise<string>} a classic script that can stand in a page
 */
export async function classicScript(input) {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root,
    publicDir: false,
    build: {
      write: false,
      target: ['chrome120', 'firefox128', 'safari17.4'],
      modulePreload: false,
      rollupOptions: {
        input,
        output: { format: 'iife', codeSplitting: false },
      },
    },
  });
  const outputs = [built].flat().flatMap((part) => ('output' in part ? part.output : []));
  const [only, ...others] = outputs;
  if (only?.type !== 'chunk' || others.length > 0) throw new Error('a classic script is one file');
  // In a page the text would end where the script does.
  return only.code
    .trim()
    .replaceAll(/<\/(script|style)/gi, '<\\/$1')
    .replaceAll('<!--', '<\\!--');
}
