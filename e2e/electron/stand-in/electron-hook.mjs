// Module hooks: what is loaded as `…?stand-in=<n>` gets the n-th stand-in when it imports `electron`.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const shim = new URL('./electron-shim.mjs', import.meta.url);

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  const launch = launchOf(context.parentURL);
  if (specifier !== 'electron' || launch === null) return next(specifier, context);
  return { url: `${shim.href}?stand-in=${launch}`, format: 'module', shortCircuit: true };
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  if (launchOf(url) === null) return next(url, context);
  return { format: 'module', source: await readFile(fileURLToPath(url), 'utf8'), shortCircuit: true };
}

/** @param {string | undefined} url */
function launchOf(url) {
  return url?.startsWith('file:') ? new URL(url).searchParams.get('stand-in') : null;
}
