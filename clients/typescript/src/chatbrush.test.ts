import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { Chatbrush } from './chatbrush.ts';
import type { Options } from './http.ts';
import { ProblemError } from './problem-error.ts';

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void;

/** A server that answers as told, on a port of its own. */
async function serving(t: TestContext, answer: Answer, options: Options = {}): Promise<Chatbrush> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, Buffer.concat(chunks).toString(), response));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return new Chatbrush({ server: `http://127.0.0.1:${port}/`, ...options });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

test('a call goes where its type says, with the key', async (t) => {
  const seen: unknown[] = [];
  const chatbrush = await serving(
    t,
    ({ method, url, headers }, body, response) => {
      seen.push([method, url, headers.authorization, body]);
      json(response, 200, { id: 'a/b', name: 'sea.jpg' });
    },
    { key: 'cb_1' },
  );

  assert.equal((await chatbrush.sessions.rename('a/b', 'sea.jpg')).name, 'sea.jpg');
  await chatbrush.sessions.list(5, 'x=');

  assert.deepEqual(seen, [
    ['PATCH', '/api/sessions/a%2Fb', 'Bearer cb_1', '{"name":"sea.jpg"}'],
    ['GET', '/api/sessions?limit=5&cursor=x%3D', 'Bearer cb_1', ''],
  ]);
});

test('every call of the description can be made by its types alone', async (t) => {
  const chatbrush = await serving(t, ({ url }, _, response) => {
    if (url === '/api/keys/k') {
      response.writeHead(204).end();
    } else {
      json(response, 200, { number: 3 });
    }
  });

  await chatbrush.http.call('delete', '/api/keys/{key}', { path: { key: 'k' } });
  // @ts-expect-error -- no such call
  await chatbrush.http.call('get', '/api/nothing');
  // @ts-expect-error -- the session's id is missing
  await chatbrush.http.call('get', '/api/sessions/{id}');
  const toWords = { path: { id: 'a' }, body: { number: 'x' } };
  // @ts-expect-error -- a number, not words
  await chatbrush.http.call('put', '/api/sessions/{id}/head', toWords);
});

test('a refusal is a problem with its code, and a login that is missing is told', async (t) => {
  let asked = 0;
  const chatbrush = await serving(
    t,
    (_, __, response) => json(response, 401, { code: 'LOGIN_NEEDED', detail: 'Sign in.' }),
    { onLoginNeeded: () => (asked += 1) },
  );

  await assert.rejects(chatbrush.me(), (error: unknown) => {
    assert.ok(error instanceof ProblemError);
    assert.equal(error.problem.code, 'LOGIN_NEEDED');
    return true;
  });
  assert.equal(asked, 1);
});

test('no server is a problem that may pass', async () => {
  const nobody = new Chatbrush({ server: 'http://127.0.0.1:9' });

  await assert.rejects(nobody.status(), (error: unknown) => {
    assert.ok(error instanceof ProblemError);
    assert.equal(error.problem.code, 'NETWORK_UNREACHABLE');
    assert.equal(error.problem.retryable, true);
    return true;
  });
});

test('events come as they are told, however the line cuts them', async (t) => {
  const chatbrush = await serving(t, ({ headers }, body, response) => {
    assert.equal(headers.accept, 'text/event-stream');
    assert.deepEqual(JSON.parse(body), { text: '지워줘' });
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('event: new\ndata: {}\n\nevent: renamed\r\nda');
    setTimeout(
      () => response.end('ta: {"name": "바다"}\r\n\r\nevent: done\ndata: {"head": 2}\n\n'),
      5,
    );
  });

  const types: string[] = [];
  // What a caller keeps with it is nothing that the server knows.
  const saying = { text: '지워줘', tool: 'cut_out' };
  for await (const event of chatbrush.edits.tell('a', saying)) {
    types.push(event.type === 'renamed' ? event.name : event.type);
  }

  assert.deepEqual(types, ['바다', 'done']);
});

test('what is said is waited for to its end', async (t) => {
  const outcomes = [null, null, { outcome: 'completed', head: 2 }];
  const chatbrush = await serving(t, ({ method, headers }, _, response) => {
    if (method === 'POST') {
      assert.equal(headers.prefer, 'respond-async');
      json(response, 202, { editId: 'e' });
    } else {
      json(response, 200, { outcome: outcomes.shift() });
    }
  });

  const begun: string[] = [];
  const say = chatbrush.edits.say('a', { text: 'erase this' }, undefined, (id) => begun.push(id));
  assert.equal((await say).head, 2);
  assert.equal(outcomes.length, 0);
  assert.deepEqual(begun, ['e']);
});

test('a file to keep has its form, and no place unless that is wanted', () => {
  const chatbrush = new Chatbrush({ server: 'https://photos.example' });

  assert.equal(
    chatbrush.sessions.downloadPath('a', { format: 'webp', quality: 80, recipe: true }, 3),
    'https://photos.example/api/sessions/a/download?metadata=no-place&format=webp&quality=80&recipe=true&revision=3',
  );
});
