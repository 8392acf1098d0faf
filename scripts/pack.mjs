import { ensureBuilt } from './build.mjs';
import { isEntryPoint } from './entry-point.mjs';
import { ensureDependencies } from './install.mjs';
import { tools } from './paths.mjs';
import { run } from './run.mjs';

/*
 * Builds packages: `npm run pack` for this system, `npm run pack -- --linux deb rpm --arm64`; all that stands behind the
 * two dashes is electron-builder's. It fetches Electron and its own tools, so it needs a network.
 */

if (isEntryPoint(import.meta.url)) {
  await ensureDependencies();
  await ensureBuilt(['renderer', 'main', 'preload', 'cli']);
  process.exitCode = await run(process.execPath, [
    tools.electronBuilder,
    '--config',
    'electron-builder.config.js',
    '--publish',
    'never',
    ...process.argv.slice(2),
  ]);
}
