import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { ServerEvent } from './events';
import { LiveEvents } from './live-events';

/** Stands in for the browser's EventSource, which Node lacks. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly opened: FakeSource[] = [];
  readyState = 0;
  onopen: () => void = () => undefined;
  onerror: () => void = () => undefined;

  constructor(readonly path: string) {
    super();
    FakeSource.opened.push(this);
  }

  close(): void {
    this.readyState = FakeSource.CLOSED;
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.onerror();
  }
}

Object.assign(globalThis, { EventSource: FakeSource });

const told: (ServerEvent['type'] | 'open' | 'lost')[] = [];

function follow(): LiveEvents {
  return new LiveEvents(
    '/events',
    (event) => told.push(event.type),
    () => told.push('open'),
    () => told.push('lost'),
  );
}

function newest(): FakeSource {
  return FakeSource.opened.at(-1)!;
}

beforeEach(() => {
  told.length = 0;
  FakeSource.opened.length = 0;
});

test('says each time that the line is open, since what came before is not told', () => {
  follow();
  newest().onopen();
  newest().fail(0);
  newest().fail(0);
  newest().onopen();

  assert.deepEqual(told, ['open', 'lost', 'open']);
  assert.equal(FakeSource.opened.length, 1);
});

test('connects again after an error status, where the browser gives up', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  follow();
  newest().fail(FakeSource.CLOSED);
  context.mock.timers.tick(3_000);
  newest().onopen();

  assert.equal(FakeSource.opened.length, 2);
  assert.deepEqual(told, ['lost', 'open']);
});

test('does not connect again once it is closed', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const live = follow();
  newest().fail(FakeSource.CLOSED);
  live.close();
  context.mock.timers.tick(10_000);

  assert.equal(FakeSource.opened.length, 1);
});

test('hands events on under their names', () => {
  follow();
  const data = JSON.stringify({ editId: 'e1', outcome: 'completed', head: 2 });
  newest().dispatchEvent(new MessageEvent('done', { data }));
  newest().dispatchEvent(new MessageEvent('telepathy', { data }));

  assert.deepEqual(told, ['done']);
});
