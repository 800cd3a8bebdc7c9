import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closes, outsideOf, thinned } from './area';
import { imagePoint } from './points';

const TRIANGLE = [imagePoint(10, 10), imagePoint(50, 10), imagePoint(30, 40)];

test('a line closes on its first corner, or on its last once more, and from three on', () => {
  assert.ok(closes(TRIANGLE, imagePoint(12, 11), 4));
  assert.ok(closes(TRIANGLE, imagePoint(30, 41), 4));
  assert.ok(!closes(TRIANGLE, imagePoint(30, 10), 4));
  assert.ok(!closes(TRIANGLE.slice(0, 2), imagePoint(10, 10), 4));
});

test('a slow hand leaves no more points than the shape needs', () => {
  const line = Array.from({ length: 101 }, (_, at) => imagePoint(at / 10, 0));

  assert.deepEqual(thinned(line, 2), [
    [0, 0],
    [2, 0],
    [4, 0],
    [6, 0],
    [8, 0],
    [10, 0],
  ]);
});

test('the outside of a line is the picture without it', () => {
  const outside = outsideOf(TRIANGLE, { width: 100, height: 80 });
  const crosses = (x: number, y: number): boolean =>
    outside.filter(([x0, y0], at) => {
      const [x1, y1] = outside[(at + 1) % outside.length]!;
      return y0 <= y !== y1 <= y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0);
    }).length %
      2 ===
    1;
  assert.ok(crosses(5, 5), 'a place outside belongs to it');
  assert.ok(!crosses(30, 20), 'a place inside does not');
});
