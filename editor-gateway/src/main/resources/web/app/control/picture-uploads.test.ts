import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { DEFAULT_PREFERENCES, initialState } from '../state/state';
import { Store } from '../state/store';
import { anAnswer, aPlan, aProblem, aSession, told } from '../testing/fixtures';
import { ChatController } from './chat-controller';
import { FollowUp } from './follow-up';
import { SelectionController } from './selection-controller';

interface Call {
  readonly path: string;
  readonly body: unknown;
  readonly answer: (status: number, body: unknown) => Promise<void>;
}

const calls: Call[] = [];
const MESSAGES = '/api/sessions/S/messages';
const REFERENCES = '/api/sessions/S/references';

Object.assign(globalThis, {
  fetch: (path: string, { body }: RequestInit) =>
    new Promise<Response>((resolve) => {
      const answer = (status: number, content: unknown): Promise<void> => {
        resolve(new Response(JSON.stringify(content), { status }));
        return settle();
      };
      calls.push({ path, body: typeof body === 'string' ? JSON.parse(body) : null, answer });
    }),
});

/** Lets what waits for an answer go on. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

function opened(): { store: Store; chat: ChatController } {
  const store = new Store(initialState(DEFAULT_PREFERENCES));
  const selection = new SelectionController(store);
  const chat = new ChatController(store, selection);
  const followUp = new FollowUp(store, chat, selection);
  store.subscribe((state) => followUp.after(state));
  store.dispatch({ type: 'session/opened', session: aSession() });
  return { store, chat };
}

async function adding(chat: ChatController): Promise<void> {
  void chat.addPicture(new File(['x'], 'sky.png', { type: 'image/png' }));
  await settle();
}

function arrived(reference: string): { reference: string; imageUrl: string } {
  return { reference, imageUrl: '/r' };
}

beforeEach(() => {
  calls.length = 0;
});

test('a message waits for the picture that is on its way, and is shown at once', async () => {
  const { store, chat } = opened();
  await adding(chat);

  void chat.send('put this behind');
  await settle();

  assert.equal(store.state.chat.edit?.text, 'put this behind');
  assert.deepEqual(
    calls.map(({ path }) => path),
    [REFERENCES],
  );
  await calls[0]!.answer(201, arrived('a'));
  assert.equal(calls[1]!.path, MESSAGES);
  assert.deepEqual(calls[1]!.body, { text: 'put this behind', references: ['a'] });
  assert.deepEqual(store.state.chat.edit.saying?.references, ['a']);
});

test('a message in the row has the picture that was on its way, and the next has not', async () => {
  const { store, chat } = opened();
  void chat.send('brighter');
  await settle();
  await adding(chat);
  void chat.send('put this behind');
  void chat.send('sharper');
  const { queue } = store.state.chat;
  assert.deepEqual(queue, [{ text: 'put this behind' }, { text: 'sharper' }]);

  await calls[1]!.answer(201, arrived('a'));
  await calls[0]!.answer(202, { editId: 'e1' });
  for (const editId of ['e1', 'e2']) {
    store.dispatch(told({ type: 'done', editId, outcome: 'completed', head: 1 }));
    await settle();
    await calls.at(-1)!.answer(202, { editId: 'e2' });
  }

  const said = calls.filter(({ path }) => path === MESSAGES).map(({ body }) => body);
  assert.deepEqual(said, [
    { text: 'brighter' },
    { text: 'put this behind', references: ['a'] },
    { text: 'sharper' },
  ]);
});

test('a message whose turn comes before its picture waits for that', async () => {
  const { store, chat } = opened();
  void chat.send('brighter');
  await settle();
  await adding(chat);
  void chat.send('put this behind');
  await calls[0]!.answer(202, { editId: 'e1' });
  store.dispatch(told({ type: 'done', editId: 'e1', outcome: 'completed', head: 1 }));
  await settle();
  assert.equal(store.state.chat.edit?.text, 'put this behind');
  assert.equal(calls.length, 2);

  await calls[1]!.answer(201, arrived('a'));

  assert.deepEqual(calls[2]!.body, { text: 'put this behind', references: ['a'] });
});

test('without its picture a message is not said, and its words stay on the page', async (t) => {
  const { store, chat } = opened();
  await adding(chat);
  void chat.send('put this behind');
  await settle();
  t.mock.timers.enable({ apis: ['setTimeout'] });

  void calls[0]!.answer(503, aProblem('STORAGE_UNREACHABLE'));
  for (let i = 0; i < 20; i++) {
    await Promise.resolve();
  }
  t.mock.timers.tick(1e6);

  const { chat: said, notice } = store.state;
  assert.equal(calls.length, 1, 'nor later by itself');
  assert.equal(said.edit, null);
  assert.equal(said.messages[0]?.text, 'put this behind');
  assert.equal(said.messages[1]?.problem?.code, 'STORAGE_UNREACHABLE');
  assert.equal(said.messages[1].problem.retryable, false, 'no button that forgets the picture');
  assert.equal(notice?.kind, 'problem');
});

test('a session that is left says nothing more, and the next waits for none of its pictures', async () => {
  const { store, chat } = opened();
  await adding(chat);
  void chat.send('put this behind');
  await adding(chat);
  chat.abandon();
  store.dispatch({ type: 'session/opened', session: aSession({ id: 'T' }) });

  void chat.send('brighter');
  await settle();
  await calls[0]!.answer(201, arrived('a'));

  const said = calls.filter(({ path }) => path.endsWith('/messages'));
  assert.deepEqual(
    said.map(({ path, body }) => [path, body]),
    [['/api/sessions/T/messages', { text: 'brighter' }]],
  );
  assert.deepEqual(store.state.chat.pictures, []);
});

test('what asked where brings its own pictures once something is selected, and no later ones', async (t) => {
  const { store, chat } = opened();
  store.dispatch({ type: 'chat/pictureAdded', picture: arrived('a') });
  void chat.send('put this behind');
  await settle();
  await calls[0]!.answer(202, { editId: 'e1' });
  const steps = { ...aPlan({ waitsForSelection: true }), type: 'plan', editId: 'e1' } as const;
  store.dispatch(told(steps));
  store.dispatch(told({ type: 'done', editId: 'e1', outcome: 'question', head: 1 }));
  store.dispatch({ type: 'chat/pictureAdded', picture: arrived('b') });
  store.dispatch({ type: 'selection/sent', sequence: 5 });
  store.dispatch({ type: 'selection/answered', answer: { ...anAnswer(5), area: 9 } });
  t.mock.timers.enable({ apis: ['setTimeout'] });

  chat.resumeSoon();
  t.mock.timers.tick(1e4);
  for (let i = 0; i < 20; i++) {
    await Promise.resolve();
  }

  assert.deepEqual(calls[1]?.body, { text: 'put this behind', references: ['a'] });
});
