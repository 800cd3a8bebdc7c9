import assert from 'node:assert/strict';
import { test } from 'node:test';
import { means, polyline } from './course';

test('means are of what happened between two looks', () => {
  const looks = [
    { count: 2, totalMillis: 200 },
    { count: 2, totalMillis: 200 },
    { count: 4, totalMillis: 500 },
    { count: 5, totalMillis: 540 },
  ];

  assert.deepEqual(means(looks), [150, 40]);
  assert.deepEqual(means([]), []);
});

test('the largest value touches the top, and the last the right', () => {
  assert.equal(polyline([50, 100, 0], 80, 20), '0.0,10.0 40.0,0.0 80.0,20.0');
});
