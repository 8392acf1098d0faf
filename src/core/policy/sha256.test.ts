import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.ts';

test('is what everyone else calls SHA-256', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(255), { maxLength: 200 }), (bytes) => {
      expect(sha256(bytes)).toEqual([...createHash('sha256').update(Uint8Array.from(bytes)).digest()]);
    }),
    { seed: 1 },
  );
});
