import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

/** Registered before the program is ready: an origin of its own, treated like https. */
export const appScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
} as const;

const authority = 'firewright';
export const startPage = `${appScheme.scheme}://${authority}/index.html`;

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
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

/** Whether an address is one of our own pages. Node knows no origin of a scheme like this one, so its parts count. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${appScheme.scheme}:` && url.host === authority;
}

/** Whether the window may load this at all: our own files, and what they hold in memory. */
export function isLocalResource(address: string): boolean {
  return (
    isOwnPage(address) || address.startsWith('data:') || address.startsWith(`blob:${appScheme.scheme}://${authority}/`)
  );
}

/** The file behind an address, or null if the address is not ours or leads out of `folder`. */
export function fileOf(folder: string, address: string): string | null {
  if (!isOwnPage(address)) return null;
  const path = decodedPath(address);
  // A backslash parts folders on Windows and is in none of our names.
  if (path === null || /[\\\0]/.test(path)) return null;
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

/** Answers a request of the window with a file of the renderer's folder; 404 for everything else. */
export async function serveFile(folder: string, request: Request): Promise<Response> {
  const file = request.method === 'GET' || request.method === 'HEAD' ? fileOf(folder, request.url) : null;
  const type = file === null ? undefined : mimeTypes[extname(file)];
  if (file === null || type === undefined) return answer(null, 404, 'text/plain');
  try {
    return answer(new Uint8Array(await readFile(file)), 200, type);
  } catch {
    return answer(null, 404, 'text/plain');
  }
}

function answer(body: Uint8Array<ArrayBuffer> | null, status: number, type: string): Response {
  const headers = {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  };
  return new Response(body, { status, headers });
}
