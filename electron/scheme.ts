import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

/** Registered before the program is ready: an origin of its own, treated like https. */
export const appScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
} as const;

const authority = 'firewright';
const startPath = '/index.html';
export const startPage = `${appScheme.scheme}://${authority}${startPath}`;
/** The presenter's page. It has no word with the main process: it is no program page. */
export function presenterPageOf(channel: string): string {
  return `${appScheme.scheme}://${authority}/presenter.html#${channel}`;
}

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default svelte-trusted-html',
  "frame-ancestors 'none'",
].join('; ');

// Chromium runs no module script and applies no style sheet of another type.
const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.yaml': 'application/yaml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

// Letters, digits and a few marks, no part that starts with a dot: all that our names are made of. What is left out
// means something to some file system: `\` and `:` (streams of a file) on Windows, a `%` that was encoded twice.
const ownName = /^(?:\/[\w@+~-][\w@+~. -]*)+$/;

/** Whether an address is of our own origin. Node knows no origin of a scheme like this one, so its parts count. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${appScheme.scheme}:` && host === authority && username === '' && password === '';
}

/** Whether an address is that of the program itself: no picture or other file of ours shown as a page speaks for it. */
export function isProgramPage(address: string): boolean {
  return isOwnPage(address) && new URL(address).pathname === startPath;
}

/** Whether the window may load this at all: our own files, and what they hold in memory. */
export function isLocalResource(address: string): boolean {
  return (
    isOwnPage(address) || address.startsWith('data:') || address.startsWith(`blob:${appScheme.scheme}://${authority}/`)
  );
}

/** The file behind an address, or null if the address is not ours or leads out of `folder`. Query and fragment say nothing. */
export function fileOf(folder: string, address: string): string | null {
  if (!isOwnPage(address)) return null;
  const path = decodedPath(address);
  if (path === null || !ownName.test(path)) return null;
  const file = resolve(folder, `.${path}`);
  return file.startsWith(resolve(folder) + sep) ? file : null;
}

function decodedPath(address: string): string | null {
  try {
    return decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
}

/** Answers a request of the window with a file of the renderer's folder; 405 for other methods, 404 for everything else. */
export async function serveFile(folder: string, request: Request): Promise<Response> {
  const wantsBody = request.method === 'GET';
  if (!wantsBody && request.method !== 'HEAD') return answer(null, 405, plain);
  const file = fileOf(folder, request.url);
  const type = file === null ? undefined : mimeTypes[extname(file)];
  if (file === null || type === undefined) return answer(null, 404, plain);
  try {
    const inside = await insideOf(folder, file);
    return inside === null
      ? answer(null, 404, plain)
      : answer(wantsBody ? new Uint8Array(await readFile(inside)) : null, 200, type);
  } catch {
    return answer(null, 404, plain);
  }
}
const plain = 'text/plain; charset=utf-8';

/** Where the file really is, null if a link leads out of the folder or it is no file. Rejects if there is none. */
async function insideOf(folder: string, file: string): Promise<string | null> {
  const [top, real] = await Promise.all([realpath(folder), realpath(file)]);
  return real.startsWith(top + sep) && (await stat(real)).isFile() ? real : null;
}

function answer(body: Uint8Array<ArrayBuffer> | null, status: number, type: string): Response {
  const headers = {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  };
  return new Response(body, { status, headers });
}
