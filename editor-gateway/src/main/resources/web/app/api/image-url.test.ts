import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aRevision } from '../testing/fixtures';
import { imageUrlFor } from './image-url';

const LARGE = { ...aRevision(1, null), width: 7000, height: 5000 };
const query = (shown: number, revision = LARGE): string | undefined =>
  imageUrlFor(revision, shown).split('?')[1];

test('a large picture is fetched as large as it is shown', () => {
  assert.equal(query(1200), 'format=jpeg&maxSide=2048');
  assert.equal(query(2049), 'format=jpeg&maxSide=4096');
});

test('from its own size on it is whole, and as it is stored when its pixels are seen', () => {
  assert.equal(query(7000), 'format=jpeg');
  assert.equal(query(20_999), 'format=jpeg');
  assert.equal(query(21_000), 'format=png');
  assert.equal(query(4001, { ...LARGE, width: 4000, height: 3000 }), 'format=jpeg');
});

test('a small picture is never anything but itself', () => {
  assert.equal(query(500, { ...LARGE, width: 2048, height: 900 }), 'format=png');
});

test('what is see-through stays so', () => {
  assert.equal(query(1200, { ...LARGE, transparent: true }), 'format=webp&maxSide=2048');
  assert.equal(query(7000, { ...LARGE, transparent: true }), 'format=png');
});
