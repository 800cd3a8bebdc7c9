import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDrag, labelOf, markerAt } from './gesture';
import { boxBetween, imagePoint, viewPoint } from './points';

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

test('the nearest marker is hit, the upper of two, and a finger hits from further away', () => {
  const markers = [viewPoint(10, 10), viewPoint(12, 10)];

  assert.equal(markerAt(markers, viewPoint(10.9, 10), false), 0);
  assert.equal(markerAt(markers, viewPoint(11, 10), false), 1);
  assert.equal(markerAt([], viewPoint(11, 10), false), -1);
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
