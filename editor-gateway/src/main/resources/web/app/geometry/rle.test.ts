import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeRle, encodeRle } from './rle';

/** A small generator with a seed, so that a failure can be repeated. */
function randomBits(seed: number): () => number {
  let value = seed;
  return () => {
    value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
    return value / 2 ** 32;
  };
}

test('run lengths go down the columns', () => {
  const data = Uint8Array.from([0, 1, 0, 0, 1, 1]); // two rows of three
  const rle = encodeRle(3, 2, data);

  assert.deepEqual(rle, { size: [2, 3], counts: [2, 2, 1, 1] });
  assert.deepEqual([...decodeRle(rle, 10).data], [...data]);
});

test('a mask that begins selected has an empty first run', () => {
  assert.deepEqual(encodeRle(1, 2, Uint8Array.from([1, 0])).counts, [0, 1, 1]);
});

test('decoding undoes encoding for 300 random masks', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const next = randomBits(seed);
    const width = 1 + Math.floor(next() * 23);
    const height = 1 + Math.floor(next() * 23);
    const density = next();
    const data = Uint8Array.from({ length: width * height }, () => (next() < density ? 1 : 0));

    const bitmap = decodeRle(encodeRle(width, height, data), 64);

    assert.deepEqual([bitmap.width, bitmap.height, bitmap.step], [width, height, 1], `${seed}`);
    assert.deepEqual([...bitmap.data], [...data], `seed ${seed}`);
  }
});

test('a large mask is read at every n-th pixel', () => {
  const next = randomBits(7);
  const [width, height] = [50, 31];
  const data = Uint8Array.from({ length: width * height }, () => (next() < 0.5 ? 1 : 0));

  const bitmap = decodeRle(encodeRle(width, height, data), 20);

  assert.equal(bitmap.step, 3);
  for (let y = 0; y < bitmap.height; y++) {
    for (let x = 0; x < bitmap.width; x++) {
      assert.equal(bitmap.data[y * bitmap.width + x], data[y * 3 * width + x * 3], `${x},${y}`);
    }
  }
});

test('runs that do not add up are refused with the numbers', () => {
  assert.throws(() => decodeRle({ size: [2, 2], counts: [1, 2] }, 10), /add up to 3, not 4/);
});
