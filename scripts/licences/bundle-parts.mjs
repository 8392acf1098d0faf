import { resolve } from 'node:path';

/** @typedef {{ readonly id: string, readonly bytes: number }} ModuleShare what a module takes of the bundle, about */
/**
 * When a part is loaded: `start` before the first window is drawn, `later` when it is asked for or nothing else is to do,
 * `worker` by a worker.
 * @typedef {'start' | 'later' | 'worker'} When
 */
/** @typedef {{ readonly file: string, readonly when: When, readonly bytes: number, readonly modules: readonly ModuleShare[] }} BundlePart */

/**
 * What this needs of a chunk or asset as the bundler gives it.
 * @typedef {{ readonly type: 'chunk', readonly fileName: string, readonly code: string, readonly isEntry: boolean, readonly imports: readonly string[], readonly modules: Readonly<Record<string, { readonly renderedLength: number }>> }} Chunk
 * @typedef {{ readonly type: 'asset', readonly fileName: string, readonly source: string | Uint8Array, readonly originalFileNames: readonly string[] }} Asset
 */

/**
 * A page's bundle in parts. Style sheets and pictures of our own belong to the start, as they are one file or part of it.
 * @param {readonly (Chunk | Asset)[]} outputs
 * @param {string} base the folder that the names of assets' origins start from
 * @param {(file: string) => boolean} isStartAsset by the file that an asset was made of
 * @returns {BundlePart[]}
 */
export function partsOfPage(outputs, base, isStartAsset) {
  const chunks = outputs.filter((output) => output.type === 'chunk');
  const first = filesOfStart(chunks);
  return outputs.flatMap((output) => {
    if (output.type === 'chunk') return partOfChunk(output, first.has(output.fileName) ? 'start' : 'later');
    // Workers' bundles are assets of the page; they are told of by themselves, in chunks.
    return output.fileName.endsWith('.js') ? [] : partOfAsset(output, base, isStartAsset);
  });
}

/** @param {readonly (Chunk | Asset)[]} outputs @returns {BundlePart[]} */
export function partsOfWorker(outputs) {
  return outputs.filter((output) => output.type === 'chunk').map((chunk) => partOfChunk(chunk, 'worker'));
}

/** @param {readonly Chunk[]} chunks @returns {ReadonlySet<string>} the entry and all that it imports before it runs */
function filesOfStart(chunks) {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const files = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  // A set hands out what is added while it is walked.
  for (const file of files) for (const next of byFile.get(file)?.imports ?? []) files.add(next);
  return files;
}

/**
 * Only lengths before minifying are known of a module: it takes its share of what they became together.
 * @param {Chunk} chunk
 * @param {When} when
 * @returns {BundlePart}
 */
function partOfChunk({ fileName, code, modules }, when) {
  const lengths = Object.entries(modules).map(([id, { renderedLength }]) => ({ id, length: renderedLength }));
  const sum = lengths.reduce((total, { length }) => total + length, 0);
  const bytes = Buffer.byteLength(code);
  return {
    file: fileName,
    when,
    bytes,
    modules: lengths
      .filter(({ length }) => length > 0)
      .map(({ id, length }) => ({ id, bytes: Math.round((bytes * length) / sum) })),
  };
}

/**
 * @param {Asset} asset
 * @param {string} base
 * @param {(file: string) => boolean} isStartAsset
 * @returns {BundlePart}
 */
function partOfAsset({ fileName, source, originalFileNames }, base, isStartAsset) {
  const bytes = typeof source === 'string' ? Buffer.byteLength(source) : source.byteLength;
  const [name] = originalFileNames;
  const origin = name === undefined ? fileName : resolve(base, name);
  return { file: fileName, when: isStartAsset(origin) ? 'start' : 'later', bytes, modules: [{ id: origin, bytes }] };
}
