import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { DEFAULT_PREFERENCES, initialState } from '../state/state';
import { Store } from '../state/store';
import { FakeSource } from '../testing/fake-source';
import { aProblem, aSession } from '../testing/fixtures';
import { ChatController } from './chat-controller';
import { SelectionController } from './selection-controller';
import { SessionController } from './session-controller';

const SESSION = aSession();
let answer: () => Response;
let reads = 0;

Object.assign(globalThis, {
  fetch: () => {
    reads += 1;
    return Promise.resolve(answer());
  },
  location: { hash: '', pathname: '/' },
  history: {
    pushState: (_: unknown, __: string, address: string) => {
      location.hash = address.slice(1);
    },
  },
  localStorage: { getItem: () => null, setItem: () => undefined },
  window: { dispatchEvent: () => true },
  PopStateEvent: Event,
});

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

async function turn(): Promise<void> {
  for (let i = 0; i < 30; i++) {
    await Promise.resolve();
  }
}

async function opened(): Promise<Store> {
  const store = new Store(initialState(DEFAULT_PREFERENCES));
  const selection = new SelectionController(store);
  const sessions = new SessionController(store, selection, new ChatController(store, selection));
  assert.equal(await sessions.openSample('harbour'), true);
  return store;
}

beforeEach(() => {
  FakeSource.opened.length = 0;
  location.hash = '';
  answer = () => json(200, SESSION);
});

test('a session that is deleted elsewhere is left, and why is told', async () => {
  const store = await opened();
  assert.equal(location.hash, `#/s/${SESSION.id}`);

  FakeSource.newest().tell('deleted', { reason: 'age' });

  assert.equal(store.state.session, null);
  assert.deepEqual(store.state.notice, { kind: 'gone', reason: 'age' });
  assert.equal(FakeSource.newest().readyState, FakeSource.CLOSED);
  assert.equal(location.hash, '');
});

test('a session that is renamed elsewhere is called so here', async () => {
  const store = await opened();

  FakeSource.newest().tell('renamed', { name: 'Harbour in winter' });

  assert.equal(store.state.session?.name, 'Harbour in winter');
});

test('a line that is refused is not asked for again where the session is gone', async (context) => {
  const store = await opened();
  context.mock.timers.enable({ apis: ['setTimeout'] });
  answer = () => json(404, aProblem('SESSION_NOT_FOUND'));
  FakeSource.newest().fail(FakeSource.CLOSED);
  context.mock.timers.tick(3_000);
  await turn();
  const before = reads;
  context.mock.timers.tick(30_000);
  await turn();

  assert.equal(FakeSource.opened.length, 1);
  assert.equal(reads, before);
  assert.equal(store.state.session, null);
  assert.equal(store.state.notice?.kind, 'problem');
});

test('a line that is refused for another reason is asked for again', async (context) => {
  const store = await opened();
  context.mock.timers.enable({ apis: ['setTimeout'] });
  answer = () => json(503, aProblem('OVERLOADED'));
  FakeSource.newest().fail(FakeSource.CLOSED);
  context.mock.timers.tick(3_000);
  await turn();

  assert.equal(FakeSource.opened.length, 2);
  assert.equal(store.state.session?.id, SESSION.id);
  assert.equal(store.state.notice, null, 'that the line is lost is shown already');
});
