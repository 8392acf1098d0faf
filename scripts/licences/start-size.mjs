/** @typedef {import('./bundle-parts.mjs').BundlePart} BundlePart */

/**
 * What the first window loaded when it was last looked at, and what it may load.
 * @typedef {{ readonly limit: number, readonly groups: Readonly<Record<string, number>> }} StartRecord
 */

/** The worker that judges is needed for the first verdicts; the one that compares is not. */
const firstWorker = /evaluator\.worker/;

/**
 * Bytes that are loaded before the window is usable, by package or folder of ours.
 * @param {readonly BundlePart[]} parts
 * @param {string} root the repository's folder
 * @returns {Readonly<Record<string, number>>}
 */
export function startGroups(parts, root) {
  /** @type {Record<string, number>} */
  const groups = {};
  const first = parts.filter(({ file, when }) => when === 'start' || (when === 'worker' && firstWorker.test(file)));
  for (const { when, modules } of first)
    for (const { id, bytes } of modules) {
      const group = when === 'worker' ? 'worker of the evaluator' : groupOf(id, root);
      groups[group] = (groups[group] ?? 0) + bytes;
    }
  return Object.fromEntries(Object.entries(groups).sort(([, a], [, b]) => b - a));
}

/** @param {string} id @param {string} root */
function groupOf(id, root) {
  const path = id.replaceAll('\\', '/').replace(/[?].*$/s, '');
  const bundled = /.*\/?node_modules\/((?:@[^/]+\/)?[^/]+)/s.exec(path);
  if (bundled !== null) return bundled[1] ?? path;
  if (path.startsWith('\0')) return 'the bundler';
  if (path.endsWith('.css')) return 'style sheet';
  const top = `${root.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  const folders = (path.startsWith(top) ? path.slice(top.length) : path).split('/').slice(0, -1);
  return folders.slice(0, 3).join('/');
}

/** @param {Readonly<Record<string, number>>} groups */
export function startBytes(groups) {
  return Object.values(groups).reduce((sum, bytes) => sum + bytes, 0);
}

/**
 * Null, or what to say to whoever made the first window load more than it may.
 * @param {Readonly<Record<string, number>>} groups
 * @param {StartRecord} record
 */
export function startComplaint(groups, record) {
  const total = startBytes(groups);
  if (total <= record.limit) return null;
  const grown = Object.entries(groups)
    .map(([group, bytes]) => ({ group, by: bytes - (record.groups[group] ?? 0), isNew: !(group in record.groups) }))
    .filter(({ by }) => by > 0)
    .sort((a, b) => b.by - a.by)
    .slice(0, 10)
    .map(({ group, by, isNew }) => `  ${group}: ${kilobytes(by)} more${isNew ? ', new' : ''}`);
  return [
    `The first window loads ${kilobytes(total)}, and may load ${kilobytes(record.limit)}. What grew since it was recorded:`,
    ...grown,
    'Load it when it is needed (src/ui/lazy/window-parts.ts), or raise the limit: scripts/licences/start-size.json.',
  ].join('\n');
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
