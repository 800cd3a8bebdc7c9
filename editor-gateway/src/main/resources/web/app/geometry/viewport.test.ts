import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imagePoint, viewPoint } from './points';
import { fit, keepInSight, panBy, toImage, toView, wheelFactor, zoomTo } from './viewport';

const IMAGE = { width: 600, height: 400 };
const STAGE = { width: 1000, height: 800 };
const NONE = { top: 0, right: 0, bottom: 0, left: 0 };

function near(actual: readonly number[], expected: readonly number[]): void {
  actual.forEach((value, at) => {
    assert.ok(Math.abs(value - expected[at]!) < 1e-9, actual.join(', '));
  });
}

test('fitting centres the whole picture', () => {
  const viewport = fit(IMAGE, STAGE, NONE);

  near(toView(viewport, imagePoint(0, 0)), [0, 800 / 2 - (400 * 1000) / 600 / 2]);
  near(toView(viewport, imagePoint(300, 200)), [500, 400]);
});

test('fitting does not blow a tiny picture up', () => {
  assert.equal(fit({ width: 10, height: 10 }, STAGE, NONE).scale, 4);
});

test('zooming keeps the point under the pointer', () => {
  const viewport = fit(IMAGE, STAGE, NONE);
  const pointer = viewPoint(123, 456);

  const zoomed = zoomTo(viewport, viewport.scale * 2.7, pointer);

  near(toImage(zoomed, pointer), toImage(viewport, pointer));
});

test('zoom stays within 10 % and 3000 %', () => {
  const viewport = fit(IMAGE, STAGE, NONE);

  assert.equal(zoomTo(viewport, 1000, viewPoint(0, 0)).scale, 30);
  assert.equal(zoomTo(viewport, 0.001, viewPoint(0, 0)).scale, 0.1);
});

test('a picture that fits only below 10 % may be zoomed out to that', () => {
  assert.equal(zoomTo(fit(IMAGE, STAGE, NONE), 0.001, viewPoint(0, 0), 0.04).scale, 0.04);
});

test('view and image space are inverse', () => {
  const viewport = { scale: 0.37, offsetX: -91.5, offsetY: 12.25 };

  near(toImage(viewport, toView(viewport, imagePoint(17.5, 333))), [17.5, 333]);
});

test('panning never loses the picture', () => {
  const lost = panBy(fit(IMAGE, STAGE, NONE), 1e6, -1e6);

  const kept = keepInSight(lost, IMAGE, STAGE);

  const [x] = toView(kept, imagePoint(0, 0));
  const [, bottom] = toView(kept, imagePoint(0, 400));
  assert.equal(x, 0, 'as wide as the stage, it stays on it');
  assert.ok(Math.abs(bottom - (400 * 1000) / 600) < 1e-9);
});

test('of a picture larger than the stage the middle always shows something', () => {
  const kept = keepInSight({ scale: 5, offsetX: 9999, offsetY: -9999 }, IMAGE, STAGE);

  near(toView(kept, imagePoint(0, 400)), [500, 400]);
});

test('the wheel zooms in upwards, whatever unit the browser reports', () => {
  assert.ok(wheelFactor(-100, 0) > 1);
  assert.ok(wheelFactor(100, 0) < 1);
  assert.equal(wheelFactor(-3, 1), wheelFactor(-48, 0));
  assert.ok(wheelFactor(-1e9, 0) < 3);
});
