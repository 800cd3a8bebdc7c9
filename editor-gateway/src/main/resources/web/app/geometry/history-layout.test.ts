import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutHistory } from './history-layout';

const TREE = [
  { number: 1, parent: null },
  { number: 2, parent: 1 },
  { number: 3, parent: 2 },
  { number: 4, parent: 1 },
  { number: 5, parent: 4 },
  { number: 6, parent: 3 },
];

test('time runs to the right, a branch opens a row below', () => {
  const placed = layoutHistory(TREE).map(({ number, column, row }) => [number, column, row]);

  assert.deepEqual(placed, [
    [1, 0, 0],
    [2, 1, 0],
    [3, 2, 0],
    [4, 1, 1],
    [5, 2, 1],
    [6, 3, 0],
  ]);
});

test('no two versions share a place, for 100 random trees', () => {
  let value = 5;
  const next = (): number => (value = (Math.imul(value, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  for (let round = 0; round < 100; round++) {
    const nodes = Array.from({ length: 30 }, (_, index) => ({
      number: index + 1,
      parent: index === 0 ? null : 1 + Math.floor(next() * index),
    }));

    const places = layoutHistory(nodes).map((node) => `${node.column},${node.row}`);

    assert.equal(new Set(places).size, 30, `round ${round}`);
  }
});
