import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outlineOf } from './outline';
import type { Bitmap } from './rle';

function bitmapOf(...rows: readonly string[]): Bitmap {
  const width = rows[0]!.length;
  const data = Uint8Array.from(rows.join(''), (letter) => (letter === '#' ? 1 : 0));
  return { width, height: rows.length, step: 1, data };
}

/** Twice the signed area; positive for clockwise loops on a screen (y down). */
function signedArea(loop: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < loop.length; at += 2) {
    const next = (at + 2) % loop.length;
    sum += loop[at]! * loop[next + 1]! - loop[next]! * loop[at + 1]!;
  }
  return sum;
}

test('a single pixel is a square', () => {
  assert.deepEqual(outlineOf(bitmapOf('#')), [[0, 0, 1, 0, 1, 1, 0, 1]]);
});

test('straight edges have no points in between', () => {
  assert.deepEqual(outlineOf(bitmapOf('###')), [[0, 0, 3, 0, 3, 1, 0, 1]]);
});

test('a hole is a loop of its own that runs the other way', () => {
  const loops = outlineOf(bitmapOf('###', '#.#', '###'));

  assert.equal(loops.length, 2);
  assert.deepEqual(
    loops.map(signedArea).sort((a, b) => a - b),
    [-2, 18],
  );
});

test('pixels that touch at a corner stay two loops', () => {
  assert.equal(outlineOf(bitmapOf('#.', '.#')).length, 2);
});

test('loops enclose as many pixels as are selected, for 200 random masks', () => {
  let value = 99;
  const next = (): number => (value = (Math.imul(value, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  for (let round = 0; round < 200; round++) {
    const width = 1 + Math.floor(next() * 17);
    const height = 1 + Math.floor(next() * 17);
    const data = Uint8Array.from({ length: width * height }, () => (next() < 0.5 ? 1 : 0));

    const loops = outlineOf({ width, height, step: 1, data });

    const enclosed = loops.reduce((sum, loop) => sum + signedArea(loop), 0) / 2;
    assert.equal(
      enclosed,
      data.reduce((sum, pixel) => sum + pixel, 0),
      `round ${round}`,
    );
  }
});

test('nothing selected has no outline', () => {
  assert.deepEqual(outlineOf(bitmapOf('..', '..')), []);
});
