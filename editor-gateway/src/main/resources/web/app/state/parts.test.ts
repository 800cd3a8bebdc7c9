import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Join, KeptInput } from 'chatbrush-client';
import type { Drawing } from '../api/drawing';
import type { Rle } from '../geometry/rle';
import { drawingFrom, drawsTheSame, keptParts, placedPoints, withPoint } from './parts';
import { EMPTY_DRAFT } from './selection';

const MASK: Rle = { size: [50, 100], counts: [5000] };

function aPart(x: number, join: Join | null = null): Drawing {
  const points = [{ x, y: 0, label: 'include' as const }];
  const base = join === null ? null : MASK;
  return { ...EMPTY_DRAFT, points, join, base, uploaded: join !== null };
}

function joined(...parts: readonly Drawing[]): Drawing {
  const last = parts[parts.length - 1] ?? EMPTY_DRAFT;
  return { ...last, parts: parts.slice(0, -1) };
}

test('points keep their numbers through all parts, and those of a part that is taken away say so', () => {
  const points = placedPoints(joined(aPart(1), aPart(2, 'add'), aPart(3, 'subtract')));

  assert.deepEqual(
    points.map(({ x, takes }) => [x, takes]),
    [
      [1, false],
      [2, false],
      [3, true],
    ],
  );
});

test('a point of an earlier part moves, and what joins it is asked for anew', () => {
  const draft = withPoint(joined(aPart(1), aPart(2, 'add')), 0, (point) => ({ ...point, x: 9 }));

  assert.equal(draft.parts[0]?.points[0]?.x, 9);
  assert.equal(draft.points[0]?.x, 2);
  assert.equal(draft.base, null);
  assert.equal(draft.uploaded, true);
});

test('the newest part changes alone', () => {
  const draft = withPoint(joined(aPart(1), aPart(2, 'add')), 1, (point) => ({ ...point, x: 9 }));

  assert.equal(draft.base, MASK);
  assert.equal(draft.points[0]?.x, 9);
});

test('without its last point a part is gone, and the one before it is drawn on', () => {
  const draft = withPoint(joined(aPart(1), aPart(2, 'add')), 1, () => null);

  assert.deepEqual(draft, aPart(1));
});

test('without the first part, what was added stays and what took from it goes', () => {
  const parts = joined(aPart(1), aPart(2, 'subtract'), aPart(3, 'add'));

  const draft = withPoint(parts, 0, () => null);

  assert.deepEqual(draft, { ...aPart(3), join: null });
  assert.deepEqual(
    withPoint(aPart(1), 0, () => null),
    EMPTY_DRAFT,
  );
});

test('a mask that others join stays', () => {
  const mask: Drawing = { ...EMPTY_DRAFT, uploaded: true, base: MASK };

  assert.deepEqual(
    withPoint(joined(mask, aPart(2, 'add')), 0, () => null),
    mask,
  );
});

test('the gateway keeps the parts of what was drawn, and they come back with their points', () => {
  const drawn = joined(aPart(1), aPart(2, 'add'), aPart(3, 'subtract'));
  const kept = JSON.stringify({ ...drawn, parts: keptParts(drawn), base: undefined });

  const back = drawingFrom(JSON.parse(kept) as KeptInput);

  assert.deepEqual(placedPoints(back), placedPoints(drawn));
  assert.equal(back.base, null);
});

test('of too many parts the oldest are kept as the mask that they made', () => {
  const parts = Array.from({ length: 40 }, (_, x) => aPart(x, x === 0 ? null : 'add'));

  const kept = keptParts(joined(...parts, aPart(40, 'add')));

  assert.equal(kept.length, 32);
  assert.deepEqual(kept[0], { ...EMPTY_DRAFT, uploaded: true, base: MASK });
  assert.deepEqual(kept.slice(1), parts.slice(9));
});

test('where none of their masks is known, one mask is kept of them all', () => {
  const parts = Array.from({ length: 33 }, (_, x) => ({ ...aPart(x, 'add'), base: null }));

  const kept = keptParts(joined(...parts, aPart(40, 'add')));

  assert.deepEqual(kept, [{ ...EMPTY_DRAFT, uploaded: true, base: MASK }]);
});

test('a mask that nobody has drawn comes back, and what joins it with its points', () => {
  const kept = [{ uploaded: true, rle: MASK }];

  const back = drawingFrom({ points: aPart(2).points, uploaded: true, join: 'add', parts: kept });

  assert.deepEqual(back.parts, [{ ...EMPTY_DRAFT, uploaded: true, base: MASK }]);
  assert.equal(placedPoints(back).length, 1);
  assert.deepEqual(
    withPoint(back, 0, () => null),
    back.parts[0],
  );
});

test('two drawings are the same whatever masks are known of them, but for one that nobody drew', () => {
  const mask: Drawing = { ...EMPTY_DRAFT, uploaded: true, base: MASK };
  const known = joined(aPart(1), aPart(2, 'add'));

  assert.equal(drawsTheSame(known, { ...known, base: null }), true);
  assert.equal(drawsTheSame(known, joined(aPart(1), aPart(3, 'add'))), false);
  assert.equal(drawsTheSame(mask, { ...mask, base: { size: [1, 1], counts: [1] } }), false);
});
