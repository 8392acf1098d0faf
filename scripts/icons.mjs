import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from './browser.mjs';
import { icnsFile, icnsSizes, icoFile } from './pack/icon-containers.mjs';
import { root } from './paths.mjs';

/*
 * Draws the program's icon in every size that the packages need, from assets/icons/firewright.svg, with the browser
 * that the end-to-end tests use: `npm run icons`. What it writes is kept in the repository, so that a package can be
 * built without a browser.
 */

/** @typedef {import('./pack/icon-containers.mjs').Picture} Picture */

const folder = join(root, 'assets/icons');
// The sizes of freedesktop's hicolor theme.
const linuxSizes = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];

const browser = await chromium.launch(chromiumLaunchOptions());
const page = await browser.newPage();
const svg = `data:image/svg+xml;base64,${readFileSync(join(folder, 'firewright.svg')).toString('base64')}`;

/**
 * What runs in the page is text: scripts are checked without the types of a page.
 * @param {number} size
 * @returns {Promise<Picture>}
 */
async function draw(size) {
  /** @type {{ png: string, pixels: number[] }} */
  const drawn = await page.evaluate(`(async () => {
    const image = new Image(${size}, ${size});
    image.src = ${JSON.stringify(svg)};
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

const sizes = [...new Set([...linuxSizes, ...windowsSizes, ...icnsSizes])];
/** @type {Picture[]} */
const pictures = [];
for (const size of sizes) pictures.push(await draw(size));
await browser.close();

mkdirSync(folder, { recursive: true });
const chosen = (/** @type {readonly number[]} */ wanted) => pictures.filter(({ size }) => wanted.includes(size));
for (const { size, png } of chosen(linuxSizes)) writeFileSync(join(folder, `${size}x${size}.png`), png);
writeFileSync(join(folder, 'firewright.ico'), icoFile(chosen(windowsSizes)));
writeFileSync(join(folder, 'firewright.icns'), icnsFile(chosen(icnsSizes)));
