import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { toolsAtHand } from './tools-at-hand.mjs';

afterEach(() => {
  vi.unstubAllEnvs();
});

test.skipIf(process.platform === 'win32')(
  'a tool is one that can be run, and what lacks its companion is missing',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'firewright-tools-'));
    vi.stubEnv('PATH', folder);
    for (const name of ['7z', 'mksquashfs', 'makensis']) writeFileSync(join(folder, name), '');
    for (const name of ['7z', 'mksquashfs']) chmodSync(join(folder, name), 0o755);
    const tools = toolsAtHand();
    rmSync(folder, { recursive: true, force: true });
    expect(tools.sevenZip).toMatchObject({ found: true, path: join(folder, '7z') });
    expect(tools.nsis).toMatchObject({ found: false, reason: 'makensis is not on this machine' });
    expect(tools.squashfs).toMatchObject({ found: false, reason: 'unsquashfs is not on this machine' });
  },
);
