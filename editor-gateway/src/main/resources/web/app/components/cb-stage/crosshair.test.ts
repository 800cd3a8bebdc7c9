import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imagePoint } from '../../geometry/points';
import { movedCrosshair, placed } from './crosshair';

test('the crosshair begins in the middle and stops at the edge', () => {
  const size = { width: 100, height: 50 };
  const first = movedCrosshair(null, 'ArrowLeft', false, 1, size)!;
  const second = movedCrosshair(first, 'ArrowLeft', false, 1, size)!;
  const far = movedCrosshair(second, 'ArrowLeft', true, 1, size)!;

  assert.deepEqual([...first.at], [50, 25]);
  assert.deepEqual([...second.at], [40, 25]);
  assert.deepEqual([...far.at], [0, 25]);
  assert.equal(movedCrosshair(first, 'a', false, 1, size), null);
});

test('Enter places a point, and Shift+Enter the other kind', () => {
  const crosshair = { at: imagePoint(3.14159, 7), anchor: null };

  assert.deepEqual(placed(crosshair, 'point', 'include', 9, false).command, {
    kind: 'add-point',
    point: { x: 3.1, y: 7, label: 'include' },
  });
  assert.deepEqual(placed(crosshair, 'point', 'include', 9, true).command, {
    kind: 'add-point',
    point: { x: 3.1, y: 7, label: 'exclude' },
  });
});

test('with the box tool the second Enter draws the box', () => {
  const first = placed({ at: imagePoint(30, 20), anchor: null }, 'box', 'include', 9, false);
  const moved = { ...first.crosshair, at: imagePoint(10, 40) };

  assert.equal(first.command, null);
  assert.deepEqual(placed(moved, 'box', 'include', 9, false).command, {
    kind: 'box',
    box: { x0: 10, y0: 20, x1: 30, y1: 40 },
  });
});
