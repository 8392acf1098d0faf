import { describe, expect, test } from 'vitest';
import { MemoryHost } from '../host/memory-host.ts';
import type { DrawnPicture } from './drawn-picture.ts';
import { Notices } from './notices.svelte.ts';
import { fileName, PictureExport } from './picture-export.svelte.ts';
import { Session } from './session.svelte.ts';
import { View } from './view.svelte.ts';

const picture: DrawnPicture = {
  width: 100,
  height: 50,
  svg: '<svg/>',
  plainSvg: '<svg plain="1"/>',
  mostScale: 3,
  svgBytes: () => Uint8Array.of(7),
  png: (scale, progress) => {
    progress(1);
    return Promise.resolve(Uint8Array.of(scale));
  },
};

function atDesk() {
  const [host, notices, view] = [new MemoryHost(), new Notices(), new View()];
  const session = new Session(() => undefined);
  const wanted = new PictureExport({ host, session, notices, view });
  const told = (): readonly string[] => notices.all.map(({ kind, text }) => `${kind}: ${text}`);
  return { host, notices, view, wanted, told };
}

test('a picture is saved in the wanted format and scale, and the dialog closes', async () => {
  const { host, view, wanted, told } = atDesk();
  view.dialog = 'picture';
  wanted.scale = 2;
  await wanted.save(picture);
  expect(host.bytesRequests).toMatchObject([{ kind: 'png', bytes: Uint8Array.of(2) }]);
  expect(host.bytesRequests[0]?.suggestedName).toMatch(/\.png$/);
  expect(view.dialog).toBeNull();
  expect(told()).toEqual([expect.stringMatching(/^info: The picture was written to .*\.png\.$/)]);
  wanted.format = 'svg';
  await wanted.save(picture);
  expect(host.bytesRequests[1]).toMatchObject({ kind: 'svg', bytes: Uint8Array.of(7) });
});

test('a scale that is too large for the picture becomes the largest that is not', async () => {
  const { host, wanted } = atDesk();
  wanted.scale = 4;
  await wanted.save(picture);
  expect(host.bytesRequests[0]?.bytes).toEqual(Uint8Array.of(3));
});

test('a dialog that is cancelled stays silent, what fails is told, and nothing is being written afterwards', async () => {
  const { host, view, wanted, told } = atDesk();
  view.dialog = 'picture';
  host.saveAnswers.push('cancel', { fail: { reason: 'disk-full', name: 'a.png' } });
  await wanted.save(picture);
  expect([view.dialog, told()]).toEqual(['picture', []]);
  await wanted.save(picture);
  expect(told()).toEqual([expect.stringContaining('The disk is full')]);
  await wanted.save({ ...picture, png: () => Promise.reject(new Error('out of memory')) });
  expect(told()[1]).toBe('error: The picture can’t be drawn at 2×: out of memory. Try a smaller scale.');
  expect(wanted.share).toBeNull();
});

test('a copy is a PNG, with a drawing beside it for programs that take one', async () => {
  const { host, wanted, told } = atDesk();
  await wanted.copy(picture);
  expect(host.copiedPictures).toEqual([{ png: Uint8Array.of(2), svg: '<svg plain="1"/>' }]);
  expect(told()).toEqual(['info: The picture is on the clipboard.']);
});

test('a title that was typed stays, an empty one too; else it is the design’s name', () => {
  const { wanted } = atDesk();
  const own = wanted.title;
  expect(own).not.toContain('.yaml');
  wanted.ownTitle = '';
  expect(wanted.wish.title).toBe('');
});

test('without a canvas there is no picture', async () => {
  const { wanted } = atDesk();
  expect(await wanted.draw(wanted.wish)).toBeNull();
});

describe('the name of a file', () => {
  const rows: readonly (readonly [name: string, file: string])[] = [
    ['firewall-the-nodes.firewright.yaml', 'firewall-the-nodes'],
    ['cluster.yaml', 'cluster'],
    ['a/b\\c:d?.yaml', 'a-b-c-d-'],
    ['CON.yaml', 'design-CON'],
    ['.yaml', 'design-'],
    ['name. ', 'name'],
    ['x'.repeat(300), 'x'.repeat(120)],
  ];
  test.each(rows)('%s', (name, file) => {
    expect(fileName(name)).toBe(file);
  });
});
