import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkIn, linkTo } from './shared-link';

const SECRET = `cs_${'a'.repeat(43)}`;

test('a link names a session and its secret, and nothing else does', () => {
  assert.deepEqual(linkIn(`#/s/ID/${SECRET}`), { id: 'ID', secret: SECRET });
  for (const other of [
    '',
    '#/s/ID',
    '#/status',
    `#/s/ID/${SECRET}x`,
    '#/s/ID/cb_secret',
    `#/s//${SECRET}`,
  ]) {
    assert.equal(linkIn(other), null);
  }
});

test('the secret stands where browsers send it to nobody', () => {
  const address = new URL(linkTo('https://photos.example/', 'ID', SECRET));

  assert.equal(address.pathname + address.search, '/');
  assert.deepEqual(linkIn(address.hash), { id: 'ID', secret: SECRET });
});
