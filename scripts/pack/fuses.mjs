/*
 * Fuses are bytes in Electron's program file behind a text that stands nowhere else, in the order of Electron's
 * documentation ("Electron Fuses"); version and count come first.
 */

const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1');
const version = 1;

/** Names as electron-builder's configuration has them, in the order of the wire. */
export const fuseNames = /** @type {const} */ ([
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
]);

/** What Electron is built with: the wire of a program file that nobody has changed, on or off as in Electron 45. */
export const fuseWire = Buffer.concat([
  sentinel,
  Buffer.from([version, fuseNames.length]),
  Buffer.from('10110001', 'latin1'),
]);

/**
 * @param {Buffer} program Electron's program file
 * @returns {Readonly<Record<string, boolean>>} throws where there is no wire that we know
 */
export function readFuses(program) {
  const at = program.indexOf(sentinel) + sentinel.length;
  if (at < sentinel.length || program[at] !== version || program[at + 1] !== fuseNames.length) {
    throw new Error('no fuses that we know');
  }
  return Object.fromEntries(
    fuseNames.map((name, index) => [name, program.toString('latin1', at + 2 + index, at + 3 + index) === '1']),
  );
}
