import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SseParser } from './sse-parser';
import { serverEvent } from './events';

function parsed(...pieces: readonly string[]) {
  const parser = new SseParser();
  return pieces.flatMap((piece) => parser.push(piece));
}

test('name and data make an event', () => {
  assert.deepEqual(parsed('event: plan\ndata: {"a":1}\n\n'), [{ name: 'plan', data: '{"a":1}' }]);
});

test('an event without a name is a message', () => {
  assert.deepEqual(parsed('data: x\n\n'), [{ name: 'message', data: 'x' }]);
});

test('several data lines are joined by line feeds, one space after the colon is dropped', () => {
  assert.deepEqual(parsed('data: a\ndata:  b\ndata\n\n'), [{ name: 'message', data: 'a\n b\n' }]);
});

test('comments, ids and events without data say nothing', () => {
  assert.deepEqual(parsed(': heartbeat\n\nid: 7\nretry: 10\nevent: plan\n\n'), []);
});

test('the name of an event without data does not leak into the next', () => {
  assert.deepEqual(parsed('event: plan\n\ndata: x\n\n'), [{ name: 'message', data: 'x' }]);
});

test('an event that is not finished waits', () => {
  assert.deepEqual(parsed('data: x\n'), []);
});

test('the stream may be cut anywhere, with any line ends', () => {
  for (const lineEnd of ['\n', '\r', '\r\n']) {
    const stream = [
      '\uFEFFevent: step',
      'data: {"k":"가나"}',
      '',
      ': beat',
      'data: 2',
      '',
      '',
    ].join(lineEnd);
    for (let first = 0; first <= stream.length; first++) {
      for (let second = first; second <= stream.length; second += 3) {
        const pieces = [stream.slice(0, first), stream.slice(first, second), stream.slice(second)];

        const events = parsed(...pieces);

        const place = `${JSON.stringify(lineEnd)} ${first} ${second}`;
        assert.deepEqual(events[0], { name: 'step', data: '{"k":"가나"}' }, place);
        assert.deepEqual(events[1], { name: 'message', data: '2' }, place);
        assert.equal(events.length, 2, place);
      }
    }
  }
});

test('the name becomes the type, even where the data has a type of its own', () => {
  const event = serverEvent('problem', '{"type":"/problems/mask-empty","code":"MASK_EMPTY"}');

  assert.equal(event?.type, 'problem');
});

test('events of a newer gateway are passed over', () => {
  assert.equal(serverEvent('telepathy', '{}'), null);
});
