import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { Chatbrush } from './chatbrush.ts';
import { ProblemError } from './problem-error.ts';

/** A server that answers so, on a port of its own. */
async function serving(
  t: TestContext,
  answer: (response: ServerResponse) => void,
): Promise<Chatbrush> {
  const server = createServer((_, response) => answer(response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return new Chatbrush({ server: `http://127.0.0.1:${port}` });
}

function breaking(status: number, type: string): (response: ServerResponse) => void {
  return (response) => {
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': '1000' });
    response.write('{"code":');
    setTimeout(() => response.destroy(), 20);
  };
}

function isProblem(code: string): (error: unknown) => boolean {
  return (error) => error instanceof ProblemError && error.problem.code === code;
}

test('a line that breaks in the middle of an answer is no answer', async (t) => {
  const unreachable = isProblem('NETWORK_UNREACHABLE');
  const picture = await serving(t, breaking(200, 'image/png'));
  const refusal = await serving(t, breaking(404, 'application/problem+json'));
  const events = await serving(t, breaking(200, 'text/event-stream'));

  await assert.rejects(picture.sessions.download('a'), unreachable);
  await assert.rejects(picture.me(), unreachable);
  await assert.rejects(refusal.me(), unreachable);
  await assert.rejects(async () => {
    for await (const event of events.edits.tell('a', { text: 'erase this' })) {
      assert.fail(event.type);
    }
  }, unreachable);
});

test("something else than JSON is unreadable, as a proxy's own page", async (t) => {
  const chatbrush = await serving(t, (response) => response.end('<html>'));

  await assert.rejects(chatbrush.me(), isProblem('RESPONSE_UNREADABLE'));
});

test('a call that is ended fails with the reason of its signal', async (t) => {
  const chatbrush = await serving(t, () => undefined);
  const reason = new Error('enough');
  const abort = new AbortController();
  const ended = chatbrush.edits.plan('a', { text: 'x' }, abort.signal);
  abort.abort(reason);

  await assert.rejects(ended, reason);
  await assert.rejects(chatbrush.edits.plan('a', { text: 'x' }, AbortSignal.timeout(5)), {
    name: 'TimeoutError',
  });
});

test('a form waits for what every call waits for, and is not sent after an abort', async (t) => {
  const done: string[] = [];
  class FakeRequest {
    readonly upload = {};
    readonly status = 201;
    readonly responseText = '{"id":"a"}';
    onload: () => void = () => undefined;
    open(): void {
      done.push('opened');
    }
    setRequestHeader(): void {
      done.push('headed');
    }
    send(): void {
      done.push('sent');
      this.onload();
    }
  }
  Object.assign(globalThis, { XMLHttpRequest: FakeRequest });
  t.after(() => Reflect.deleteProperty(globalThis, 'XMLHttpRequest'));
  const before = (): Promise<void> => {
    done.push('waited');
    return Promise.resolve();
  };
  const { sessions } = new Chatbrush({ before });

  assert.equal((await sessions.create(new Blob(['x']), 'x.png')).id, 'a');
  assert.deepEqual(done, ['waited', 'opened', 'headed', 'sent']);

  const ended = sessions.create(new Blob(['x']), 'x.png', undefined, AbortSignal.abort());
  await assert.rejects(ended, { name: 'AbortError' });
  assert.equal(done.filter((what) => what === 'sent').length, 1);
});

test('a query is asked for where its words cannot be counted', (t) => {
  const size = Object.getOwnPropertyDescriptor(URLSearchParams.prototype, 'size');
  Object.defineProperty(URLSearchParams.prototype, 'size', {
    value: undefined,
    configurable: true,
  });
  t.after(() => Object.defineProperty(URLSearchParams.prototype, 'size', size ?? {}));

  assert.match(new Chatbrush().sessions.downloadPath('a'), /\?metadata=no-place$/);
});
