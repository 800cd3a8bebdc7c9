import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionSummary } from 'chatbrush-client';
import { megabytes, ownedBy, renamed, UNREAD, without, withMore } from './pictures';
import type { Pictures } from './pictures';

function aSummary(id: string): SessionSummary {
  return {
    id,
    name: `${id}.jpg`,
    createdAt: '2026-01-02T03:04:05Z',
    changedAt: '2026-01-02T03:04:05Z',
    head: 1,
    width: 10,
    height: 10,
    revisions: 1,
    bytes: 1,
    thumbnailUrl: '/x',
    keptUntil: null,
  };
}

const TWO = withMore(UNREAD, { sessions: [aSummary('A'), aSummary('B')], nextCursor: 'c' });

function ids({ shown }: Pictures): readonly string[] | undefined {
  return shown?.map(({ id }) => id);
}

test('what has moved to the front meanwhile is not listed twice', () => {
  const all = withMore(TWO, { sessions: [aSummary('B'), aSummary('C')], nextCursor: null });

  assert.deepEqual(ids(all), ['A', 'B', 'C']);
  assert.equal(all.next, null);
});

test('none is not the same as not read', () => {
  assert.equal(UNREAD.shown, null);
  assert.deepEqual(withMore(UNREAD, { sessions: [], nextCursor: null }).shown, []);
});

test('what is deleted is gone, and a new name is shown', () => {
  assert.deepEqual(ids(without(TWO, 'A')), ['B']);
  assert.equal(renamed(TWO, 'B', 'sea.jpg').shown?.[1]?.name, 'sea.jpg');
  assert.equal(renamed(TWO, 'B', 'sea.jpg').shown?.[0]?.name, 'A.jpg');
});

test('little is not nothing', () => {
  assert.equal(megabytes(12), '0.1');
  assert.equal(megabytes(12_340_000), '12.3');
});

test('where nobody signs in, nobody signs out', () => {
  const me = { owner: 'local', scopes: ['read', 'edit'] };

  assert.equal(ownedBy(UNREAD, { ...me, loginRequired: false }).owner, null);
  assert.equal(ownedBy(UNREAD, { ...me, loginRequired: true }).owner, 'local');
});
