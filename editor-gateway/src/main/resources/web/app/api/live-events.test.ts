import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { FakeSource } from '../testing/fake-source';
import { LiveEvents } from 'chatbrush-client';
import type { ServerEvent } from 'chatbrush-client';

const told: (ServerEvent['type'] | 'open' | 'lost')[] = [];

function follow(onRefused: () => Promise<void> = () => Promise.resolve()): LiveEvents {
  return new LiveEvents(
    '/events',
    (event) => told.push(event.type),
    () => told.push('open'),
    () => told.push('lost'),
    onRefused,
  );
}

/** Lets what waits for the answer go on, where timers stand still. */
async function turn(): Promise<void> {
  await Promise.resolve();
  await Promise.resolve();
}

beforeEach(() => {
  told.length = 0;
  FakeSource.opened.length = 0;
});

test('says each time that the line is open', () => {
  follow();
  FakeSource.newest().onopen();
  FakeSource.newest().fail(0);
  FakeSource.newest().fail(0);
  FakeSource.newest().onopen();

  assert.deepEqual(told, ['open', 'lost', 'open']);
  assert.equal(FakeSource.opened.length, 1);
});

test('connects again after an error status, where the browser gives up', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  follow();
  FakeSource.newest().fail(FakeSource.CLOSED);
  context.mock.timers.tick(3_000);
  await turn();
  FakeSource.newest().onopen();

  assert.equal(FakeSource.opened.length, 2);
  assert.deepEqual(told, ['lost', 'open']);
});

test('does not connect again where it is closed since it was refused', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const live = follow(() => {
    live.close();
    return Promise.resolve();
  });
  FakeSource.newest().fail(FakeSource.CLOSED);
  context.mock.timers.tick(3_000);
  await turn();
  context.mock.timers.tick(10_000);
  await turn();

  assert.equal(FakeSource.opened.length, 1);
});

test('does not connect again once it is closed', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const live = follow();
  FakeSource.newest().fail(FakeSource.CLOSED);
  live.close();
  context.mock.timers.tick(10_000);

  assert.equal(FakeSource.opened.length, 1);
});

test('hands events on under their names', () => {
  follow();
  const data = { editId: 'e1', outcome: 'completed', head: 2 };
  FakeSource.newest().tell('done', data);
  FakeSource.newest().tell('telepathy', data);

  assert.deepEqual(told, ['done']);
});
