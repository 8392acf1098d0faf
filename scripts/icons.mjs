import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from './browser.mjs';
import { icnsFile, icnsSizes, icoFile } from './pack/icon-containers.mjs';
import { root } from './paths.mjs';

/*
 * Draws the program's icon in every size that packages and web build need, from assets/icons/firewright.svg, with the browser
 * that the end-to-end tests use: `npm run icons`. What it writes is kept in the repository, so that a package can be
 * built without a browser.
 */

/** @typedef {import('./pack/icon-containers.mjs').Picture} Picture */

const folder = join(root, 'assets/icons');
// The sizes of freedesktop's hicolor theme.
const linuxSizes = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
const webFolder = join(root, 'assets/web/icons');
const webSizes = [192, 512];

const browser = await chromium.launch(chromiumLaunchOptions());
const page = await browser.newPage();
const source = readFileSync(join(folder, 'firewright.svg'), 'utf8');
/** Without a shape of its own: phones cut out a circle, a square or a drop, and leave the middle four fifths alone. */
const maskable = source
  .replace(
    /<rect .*\/>/,
    '<rect width="512" height="512" fill="url(#ground)" /><g transform="translate(46 46) scale(0.82)">',
  )
  .replace('</svg>', '</g></svg>');

/**
 * What runs in the page is text: scripts are checked without the types of a page.
 * @param {number} size
 * @param {string} svg
 * @returns {Promise<Picture>}
 */
async function draw(size, svg = source) {
  /** @type {{ png: string, pixels: number[] }} */
  const drawn = await page.evaluate(`(async () => {
    const image = new Image(${size}, ${size});
    image.src = ${JSON.stringify(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`)};
    await image.decode();
    const canvas = new OffscreenCanvas(${size}, ${size});
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0, ${size}, ${size});
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    const png = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    const pixels = ${size} > 256 ? [] : Array.from(pen.getImageData(0, 0, ${size}, ${size}).data);
    return { png, pixels };
  })()`);
  return { size, png: Buffer.from(drawn.png, 'base64'), pixels: Buffer.from(drawn.pixels) };
}

const sizes = [...new Set([...linuxSizes, ...windowsSizes, ...icnsSizes, ...webSizes])];
/** @type {Picture[]} */
const pictures = [];
for (const size of sizes) pictures.push(await draw(size));
const cutOut = await draw(512, maskable);
await browser.close();

mkdirSync(folder, { recursive: true });
const chosen = (/** @type {readonly number[]} */ wanted) => pictures.filter(({ size }) => wanted.includes(size));
for (const { size, png } of chosen(linuxSizes)) writeFileSync(join(folder, `${size}x${size}.png`), png);
mkdirSync(webFolder, { recursive: true });
for (const { size, png } of chosen(webSizes)) writeFileSync(join(webFolder, `${size}x${size}.png`), png);
writeFileSync(join(webFolder, 'maskable.png'), cutOut.png);
writeFileSync(join(folder, 'firewright.ico'), icoFile(chosen(windowsSizes)));
writeFileSync(join(folder, 'firewright.icns'), icnsFile(chosen(icnsSizes)));
