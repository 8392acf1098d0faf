import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { isEntryPoint } from './entry-point.mjs';
import { ensureDependencies } from './install.mjs';
import { root } from './paths.mjs';
import { capture } from './run.mjs';

/*
 * `npm run pack:check`: has electron-builder lay out the packages of all three systems around placeholders of Electron,
 * without network, and holds what comes out against what is promised. What needs a tool that is not here is said to be
 * skipped. Nothing in it starts Electron; that the packed program runs is tested by e2e/electron/package.spec.ts.
 */

/** @typedef {import('./pack/check.mjs').Row} Row */
/** @typedef {import('./pack/placeholder.mjs').PlatformName} PlatformName */

const platforms = /** @type {const} */ (['linux', 'mac', 'win']);
// electron-builder lays nothing out for a Mac on Windows, whose file systems lack what it needs.
const possible = platforms.filter((platform) => platform !== 'mac' || process.platform !== 'win32');

/** @param {string} folder where the packages are made @returns {Promise<readonly Row[]>} */
async function checkPackages(folder) {
  // These load electron-builder, which is there only after the dependencies are.
  const { configurationChecks } = await import('./pack/check-configuration.mjs');
  const rows = [...(await configurationChecks())];
  const laidOut = await Promise.all(possible.map((platform) => layOut(platform, join(folder, platform))));
  for (const [index, platform] of possible.entries()) {
    const { status, output } = laidOut[index] ?? { status: 1, output: '' };
    if (status === 0) rows.push(...(await checksOf(platform, join(folder, platform))));
    else
      rows.push({ part: platform, what: 'electron-builder', found: '', faults: output.trim().split('\n').slice(-20) });
  }
  for (const platform of platforms.filter((name) => !possible.includes(name))) {
    rows.push({ part: platform, what: 'all', skipped: 'electron-builder lays it out on macOS and Linux only' });
  }
  return rows;
}

/** @param {PlatformName} platform @param {string} folder */
function layOut(platform, folder) {
  mkdirSync(folder, { recursive: true });
  return capture([join(root, 'scripts/pack/lay-out.mjs'), platform, folder]);
}

/** @param {PlatformName} platform @param {string} folder @returns {Promise<readonly Row[]>} */
async function checksOf(platform, folder) {
  const { default: configuration } = await import('../electron-builder.config.js');
  const { readArchive } = await import('./pack/archive.mjs');
  const { archiveChecks } = await import('./pack/check-archive.mjs');
  const { commandLineCheck, linuxChecks } = await import('./pack/check-linux.mjs');
  const { macChecks, places, unpackedChecks, windowsChecks } = await import('./pack/check-unpacked.mjs');
  const { toolsAtHand } = await import('./pack/tools-at-hand.mjs');

  const out = join(folder, 'out');
  const resources = join(out, places[platform].resources);
  const archive = readArchive(join(resources, 'app.asar'));
  const metadata = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const tools = toolsAtHand();
  const common = unpackedChecks(platform, out, configuration.electronFuses);
  if (platform === 'mac') return [...common, ...macChecks(out, archive.headerHash, tools.sevenZip)];
  if (platform === 'win') {
    const script = join(root, 'assets/windows/installer.nsh');
    const project = { version: metadata.version, script, makensis: tools.nsis, folder };
    return [...common, ...windowsChecks(out, archive.headerHash, project)];
  }
  const samples = samplesOf(join(root, 'assets/samples'));
  return [
    ...archiveChecks(archive, { samples, root, metadata }),
    ...common,
    commandLineCheck(resources, folder, join(root, 'assets/samples/firewall-the-nodes.firewright.yaml')),
    ...linuxChecks(folder, tools),
  ];
}

/** @param {string} folder @returns {ReadonlyMap<string, string>} */
function samplesOf(folder) {
  return new Map(readdirSync(folder).map((name) => [basename(name), readFileSync(join(folder, name), 'utf8')]));
}

if (isEntryPoint(import.meta.url)) {
  await ensureDependencies();
  await ensureBuilt(['renderer', 'main', 'preload', 'cli']);
  const folder = mkdtempSync(join(tmpdir(), 'firewright-pack-'));
  try {
    const { table } = await import('./pack/check.mjs');
    const rows = await checkPackages(folder);
    console.log(table(rows));
    const failed = rows.filter((row) => !('skipped' in row) && row.faults.length > 0).length;
    const skipped = rows.filter((row) => 'skipped' in row).length;
    console.log(`\n${rows.length - failed - skipped} of ${rows.length} hold, ${failed} don't, ${skipped} skipped`);
    process.exitCode = failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
