import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverEvent } from './events.ts';

test('the name becomes the type, even where the data has a type of its own', () => {
  const event = serverEvent('problem', '{"type":"/problems/mask-empty","code":"MASK_EMPTY"}');

  assert.equal(event?.type, 'problem');
});

test('events of a newer gateway are passed over', () => {
  assert.equal(serverEvent('telepathy', '{}'), null);
});
