/** The SHA-256 digest (FIPS 180-4). For names that controllers make of one; slow, and for nothing secret. */
export function sha256(bytes: readonly number[]): readonly number[] {
  const state = [...initialState];
  const padded = padBlocks(bytes);
  for (let block = 0; block < padded.length; block += 64) compress(state, padded.slice(block, block + 64));
  return state.flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff));
}

function padBlocks(bytes: readonly number[]): readonly number[] {
  const zeros = (119 - (bytes.length % 64)) % 64;
  const length = Array.from({ length: 8 }, (_, index) => Math.floor((bytes.length * 8) / 2 ** (8 * (7 - index))) % 256);
  return [...bytes, 0x80, ...new Array<number>(zeros).fill(0), ...length];
}

const primes = Array.from({ length: 312 }, (_, number) => number).filter(
  (number) => number > 1 && Array.from({ length: number - 2 }, (_, index) => index + 2).every((d) => number % d !== 0),
);

/** The first 32 bits behind the point. */
function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}

const initialState = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const roundConstants = primes.map((prime) => fraction(Math.cbrt(prime)));

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function compress(state: number[], block: readonly number[]): void {
  const words = schedule(block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (const [round, constant] of roundConstants.entries()) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + constant + (words[round] ?? 0)) | 0;
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = ((state[index] ?? 0) + word) | 0;
}

function schedule(block: readonly number[]): readonly number[] {
  const words = Array.from({ length: 16 }, (_, word) =>
    [0, 1, 2, 3].reduce((value, byte) => (value << 8) | (block[word * 4 + byte] ?? 0), 0),
  );
  for (let index = 16; index < 64; index += 1) {
    const [near = 0, far = 0] = [words[index - 2], words[index - 15]];
    const fromNear = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10);
    const fromFar = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3);
    words.push(((words[index - 16] ?? 0) + fromFar + (words[index - 7] ?? 0) + fromNear) | 0);
  }
  return words;
}
