import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { DEFAULT_PREFERENCES, initialState } from '../state/state';
import { Store } from '../state/store';
import { PictureList } from './picture-list';
import { rememberRecent } from './recent-sessions';

/** What each call is answered with, by its method and address. */
let answers: Record<string, () => Response | Promise<Response>>;
const kept = new Map<string, string>();

Object.assign(globalThis, {
  fetch: (address: string, { method = 'GET' }: RequestInit = {}) =>
    Promise.resolve(
      answers[`${method} ${address}`]?.() ?? json(404, { code: 'SESSION_NOT_FOUND' }),
    ),
  location: { hash: '', pathname: '/', host: 'photos.example' },
  localStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  },
});

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

function listing(next: string | null, ...ids: string[]): Response {
  return json(200, { sessions: ids.map((id) => ({ id, name: `${id}.jpg` })), nextCursor: next });
}

const store = new Store(initialState(DEFAULT_PREFERENCES));

function ids(): readonly string[] | undefined {
  return store.state.pictures.shown?.map(({ id }) => id);
}

beforeEach(() => {
  kept.clear();
  answers = {
    'GET /api/me': () => json(200, { owner: 'local', scopes: [], loginRequired: false }),
    'GET /api/sessions?limit=8': () => listing('c', 'A', 'B'),
    'DELETE /api/sessions/A': () => new Response(null, { status: 204 }),
  };
});

test('a picture that is deleted while a list is on its way stays away', async () => {
  const list = new PictureList(store);
  await list.run({ kind: 'list-pictures', from: 'start' });
  let arrive: (response: Response) => void = () => undefined;
  answers['GET /api/sessions?limit=24&cursor=c'] = () =>
    new Promise((resolve) => {
      arrive = resolve;
    });

  const more = list.run({ kind: 'list-pictures', from: 'next' });
  await list.run({ kind: 'delete-picture', id: 'A' });
  arrive(listing(null, 'A', 'C'));
  await more;

  assert.deepEqual(ids(), ['B', 'C']);
  assert.deepEqual(store.state.notice, { kind: 'info', key: 'deleted' });
});

test('what has not arrived can be asked for again', async () => {
  const list = new PictureList(store);
  const answer = answers['GET /api/sessions?limit=8']!;
  answers['GET /api/sessions?limit=8'] = () => json(503, { code: 'STORAGE_UNAVAILABLE' });
  await list.run({ kind: 'list-pictures', from: 'start' });

  assert.equal(store.state.pictures.shown, null);
  assert.equal(store.state.pictures.failed, true);

  answers['GET /api/sessions?limit=8'] = answer;
  await list.run({ kind: 'list-pictures', from: 'next' });

  assert.deepEqual(ids(), ['A', 'B']);
  assert.equal(store.state.pictures.failed, false);
});

test('what this browser has opened goes by the new name, and goes with the picture', async () => {
  rememberRecent({ id: 'B', name: 'B.jpg' });
  store.dispatch({
    type: 'catalogue/recents',
    recents: rememberRecent({ id: 'A', name: 'A.jpg' }),
  });
  const list = new PictureList(store);
  await list.run({ kind: 'list-pictures', from: 'start' });
  answers['PATCH /api/sessions/B'] = () => json(200, { id: 'B', name: 'sea.jpg' });

  await list.run({ kind: 'rename-picture', id: 'B', name: 'sea.jpg' });
  await list.run({ kind: 'delete-picture', id: 'A' });

  assert.deepEqual(store.state.recents, [{ id: 'B', name: 'sea.jpg' }]);
  assert.equal(store.state.pictures.shown?.[0]?.name, 'sea.jpg');
});

test('of a picture that is not there any more nothing is left', async () => {
  store.dispatch({
    type: 'catalogue/recents',
    recents: rememberRecent({ id: 'B', name: 'B.jpg' }),
  });
  const list = new PictureList(store);
  await list.run({ kind: 'list-pictures', from: 'start' });

  await list.run({ kind: 'delete-picture', id: 'B' });

  assert.deepEqual(ids(), ['A']);
  assert.deepEqual(store.state.recents, []);
});
