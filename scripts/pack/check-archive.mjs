import { check, differences, inMebibytes, missing } from './check.mjs';

/** @typedef {import('./archive.mjs').Archive} Archive */
/** @typedef {import('./check.mjs').Check} Check */

/** What the program is, with what every part of it must be there for. */
const needed = /** @type {const} */ ([
  ['main process', /^dist\/electron\/main\.js$/],
  ['preload', /^dist\/electron\/preload\.cjs$/],
  ['page', /^dist\/renderer\/index\.html$/],
  ['program of the page', /^dist\/renderer\/assets\/index-[\w-]+\.js$/],
  ['page of the presenter', /^dist\/renderer\/presenter\.html$/],
  ['program of the presenter', /^dist\/renderer\/assets\/presenter-[\w-]{8}\.js$/],
  ['evaluator', /^dist\/renderer\/assets\/evaluator\.worker-[\w-]+\.js$/],
  ['style', /^dist\/renderer\/assets\/[\w-]+\.css$/],
  ['typeface', /^dist\/renderer\/assets\/inter-latin-wght-normal-[\w-]+\.woff2$/],
  ['icon', /^dist\/renderer\/assets\/firewright-[\w-]+\.svg$/],
  ['licences of what is bundled', /^dist\/renderer\/licences\.txt$/],
  ['manifest', /^package\.json$/],
]);

/** Whatever else the bundler makes of the page: chunks, styles, typefaces, pictures, each with its hash. */
const admitted = /^dist\/renderer\/assets\/[\w.@-]+-[\w-]{8}\.(js|css|woff2|svg|png)$/;

/** A limit, not a goal: sources, tests or a dependency that slips in is larger than what is left to it. */
const sizeLimit = 4 * 1024 * 1024;

/**
 * @param {Archive} archive the program's app.asar
 * @param {{ samples: ReadonlyMap<string, string>, root: string, metadata: Readonly<Record<string, unknown>> }} project
 *   `root`: the folder it was built in; `metadata`: the project's package.json
 * @returns {readonly Check[]}
 */
export function archiveChecks(archive, { samples, root, metadata }) {
  const paths = [...archive.files.keys()];
  const part = 'app.asar';
  return [
    check(part, 'holds the whole program', () => ({
      found: `${needed.length} parts in ${paths.length} files`,
      faults: missing(
        needed.map(([name]) => name),
        (name) => paths.some((path) => needed.find((entry) => entry[0] === name)?.[1].test(path)),
      ),
    })),
    check(part, 'holds nothing else', () => ({
      found: 'no sources, tests, dependencies or maps',
      faults: paths
        .filter((path) => !admitted.test(path) && !needed.some(([, pattern]) => pattern.test(path)))
        .map((path) => `${path} does not belong here`),
    })),
    check(part, 'names nothing that is missing', () => checkReferences(archive)),
    check(part, 'size', () => ({
      found: `${inMebibytes(archive.bytes)} of ${inMebibytes(sizeLimit)}`,
      faults: archive.bytes > sizeLimit ? largest(archive) : [],
    })),
    check(part, 'bytes are those of the header', () => ({ found: `${paths.length} digests`, faults: archive.faults })),
    check(part, 'package.json', () => checkMetadata(archive, metadata)),
    check(part, 'samples', () => {
      const scripts = textsOf(archive, /\.js$/);
      return {
        found: `${samples.size} designs`,
        faults: missing([...samples.keys()], (name) =>
          scripts.some((text) => text.includes(tellingLine(samples.get(name) ?? ''))),
        ),
      };
    }),
    check(part, 'tells nothing of where it was built', () => ({
      found: 'no maps, no folders',
      faults: [...archive.files].flatMap(([path, content]) =>
        [root, 'sourceMappingURL=']
          .filter((text) => content.includes(text))
          .map((text) => `${path} holds ${JSON.stringify(text)}`),
      ),
    })),
  ];
}

/** Chunks that are fetched later are named in the scripts that ask for them. @param {Archive} archive */
function checkReferences(archive) {
  const texts = textsOf(archive, /^dist\/renderer\/.*\.(html|js|css)$/);
  const names = new Set(texts.flatMap((text) => text.match(/[\w.@-]+-[\w-]{8}\.(?:js|css|woff2|svg|png)\b/g) ?? []));
  const there = new Set([...archive.files.keys()].map((path) => path.slice(path.lastIndexOf('/') + 1)));
  return { found: `${names.size} names`, faults: missing([...names], (name) => there.has(name)) };
}

/** @param {Archive} archive @param {Readonly<Record<string, unknown>>} metadata */
function checkMetadata(archive, metadata) {
  const found = JSON.parse(archive.files.get('package.json')?.toString() ?? '{}');
  const kept = ['name', 'productName', 'desktopName', 'version', 'license', 'homepage', 'author', 'main', 'type'];
  const wanted = Object.fromEntries(kept.map((key) => [key, metadata[key]]));
  const superfluous = ['scripts', 'devDependencies', 'dependencies', 'build'].filter((key) => key in found);
  return {
    found: `${found.name} ${found.version}`,
    faults: [...differences(found, wanted), ...superfluous.map((key) => `${key} does not belong here`)],
  };
}

/** @param {Archive} archive */
function largest(archive) {
  return [...archive.files]
    .sort(([, one], [, other]) => other.length - one.length)
    .slice(0, 5)
    .map(([path, content]) => `${path}: ${inMebibytes(content.length)}`);
}

/** @param {Archive} archive @param {RegExp} pattern */
function textsOf(archive, pattern) {
  return [...archive.files].flatMap(([path, content]) => (pattern.test(path) ? [content.toString()] : []));
}

/** The longest line that stands in a script's string as it is. @param {string} text */
export function tellingLine(text) {
  const plain = text.split('\n').filter((line) => !/["'`\\$]/.test(line));
  return plain.reduce((longest, line) => (line.length > longest.length ? line : longest), '');
}
