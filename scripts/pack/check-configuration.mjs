import { createRequire } from 'node:module';
import configuration from '../../electron-builder.config.js';
import { check, differences } from './check.mjs';

/** @typedef {import('./check.mjs').Row} Row */

/** What the product promises, for each system. */
const promised = {
  linux: ['AppImage', 'deb', 'rpm', 'tar.gz'],
  mac: ['dmg', 'zip'],
  win: ['nsis', 'portable'],
};

/**
 * electron-builder's own judgement: its schema knows every option of every target.
 * @param {object} options
 * @returns {Promise<readonly string[]>} its words, none where it accepts them
 */
export async function refusals(options) {
  const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  /** @type {{ validateConfiguration: (options: object, log: { isEnabled: boolean }) => Promise<void> }} */
  const { validateConfiguration } = builder('app-builder-lib/out/util/config/config');
  try {
    await validateConfiguration(structuredClone(options), { isEnabled: false });
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** @returns {Promise<readonly Row[]>} */
export async function configurationChecks() {
  const faults = await refusals(configuration);
  return [
    check('configuration', 'accepted by electron-builder', () => ({ found: 'every option of every target', faults })),
    check('configuration', 'targets', () => ({
      found: Object.values(promised).flat().join(', '),
      faults: differences(
        {
          linux: configuration.linux?.target,
          mac: configuration.mac?.target,
          win: configuration.win?.target,
        },
        promised,
      ),
    })),
    check('configuration', 'nothing is published', () => ({
      found: 'no feed',
      faults: differences({ publish: configuration.publish }, { publish: null }),
    })),
  ];
}
