#!/usr/bin/env node
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/*
 * Stands in for 7-Zip where `npm run pack:check` finds none: of all that electron-builder asks of it, packing a .tar.gz is
 * what needs no more than Node.
 */
const [source, target] = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith('-'))
  .reverse();
if (source === undefined || target === undefined || !target.endsWith('.tar.gz')) throw new Error('Only .tar.gz');
await pipeline(createReadStream(source), createGzip({ level: 9 }), createWriteStream(target));
