import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDrag, labelOf, markerAt } from './gesture';
import { boxBetween, imagePoint, viewPoint } from './points';
import { movedCrosshair, placed } from './crosshair';

const LEFT = { button: 0, shiftKey: false, altKey: false };

test('a press that wanders up to 4 pixels is a click', () => {
  assert.equal(isDrag(viewPoint(10, 10), viewPoint(14, 10)), false);
  assert.equal(isDrag(viewPoint(10, 10), viewPoint(14, 11)), true);
});

test('left includes; right button, Shift and Alt exclude', () => {
  assert.equal(labelOf(LEFT, 'include'), 'include');
  assert.equal(labelOf({ ...LEFT, button: 2 }, 'include'), 'exclude');
  assert.equal(labelOf({ ...LEFT, shiftKey: true }, 'include'), 'exclude');
  assert.equal(labelOf({ ...LEFT, altKey: true }, 'include'), 'exclude');
});

test('with the switch on exclude it is the other way round', () => {
  assert.equal(labelOf(LEFT, 'exclude'), 'exclude');
  assert.equal(labelOf({ ...LEFT, button: 2 }, 'exclude'), 'include');
});

test('the topmost marker is hit, and a finger hits from further away', () => {
  const markers = [viewPoint(10, 10), viewPoint(12, 10)];

  assert.equal(markerAt(markers, viewPoint(11, 10), false), 1);
  assert.equal(markerAt(markers, viewPoint(30, 10), false), -1);
  assert.equal(markerAt(markers, viewPoint(30, 10), true), 1);
});

test('a box has its corners in order and ends at the edges of the picture', () => {
  const size = { width: 100, height: 50 };

  assert.deepEqual(boxBetween(imagePoint(120, 40), imagePoint(20, -5), size), {
    x0: 20,
    y0: 0,
    x1: 100,
    y1: 40,
  });
});

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
