import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { PlanStep, ToolView } from 'chatbrush-client';
import { DEFAULT_PREFERENCES, initialState } from '../state/state';
import { Store } from '../state/store';
import { aMessage, aPlan, aProblem, aSession, anAnswer, told } from '../testing/fixtures';
import { ChatController } from './chat-controller';
import { SelectionController } from './selection-controller';

interface Call {
  readonly path: string;
  readonly body: unknown;
  readonly headers: Headers;
  readonly answer: (response: Response) => void;
}

const calls: Call[] = [];

Object.assign(globalThis, {
  fetch: (path: string, init: RequestInit) =>
    new Promise<Response>((answer) => {
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
      calls.push({ path, body, headers: new Headers(init.headers), answer });
    }),
});

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

/** Lets what waits for an answer go on. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

/** As settle, where timers stand still. */
async function turn(): Promise<void> {
  for (let i = 0; i < 20; i++) {
    await Promise.resolve();
  }
}

async function sending(
  text: string,
  wait = settle,
): Promise<{ store: Store; chat: ChatController }> {
  const store = new Store(initialState(DEFAULT_PREFERENCES));
  store.dispatch({ type: 'session/opened', session: aSession() });
  const chat = new ChatController(store, new SelectionController(store));
  void chat.send(text);
  await wait();
  return { store, chat };
}

test('what asked where is said again once something is selected', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, chat } = await sending('erase the cup', turn);
  calls[0]!.answer(json(202, { editId: 'e1' }));
  await turn();
  const message = aMessage({ text: 'erase the cup' });
  store.dispatch(told({ type: 'accepted', editId: 'e1', message }));
  store.dispatch(told({ type: 'plan', editId: 'e1', ...aPlan({ waitsForSelection: true }) }));
  store.dispatch(told({ type: 'done', editId: 'e1', outcome: 'question', head: 1 }));
  chat.resumeSoon();
  t.mock.timers.tick(800);
  await turn();
  assert.equal(calls.length, 1, 'nothing is selected yet');

  store.dispatch({ type: 'selection/sent', sequence: 5 });
  store.dispatch({ type: 'selection/answered', answer: { ...anAnswer(5), area: 9 } });
  chat.resumeSoon();
  t.mock.timers.tick(400);
  chat.resumeSoon(); // a second click
  t.mock.timers.tick(400);
  await turn();
  assert.equal(calls.length, 1, 'somebody is still selecting');
  t.mock.timers.tick(400);
  await turn();

  assert.equal(calls.length, 2);
  assert.equal(store.state.chat.edit?.text, 'erase the cup');
  assert.equal(store.state.chat.waiting, null);
});

beforeEach(() => {
  calls.length = 0;
});

test('a message is answered at once, and its edit followed by the events', async () => {
  const { store } = await sending(' erase this ');
  calls[0]!.answer(json(202, { editId: 'e1' }));
  await settle();

  assert.equal(calls.length, 1);
  assert.equal(calls[0]!.path, '/api/sessions/S/messages');
  assert.equal(calls[0]!.headers.get('Prefer'), 'respond-async');
  assert.match(calls[0]!.headers.get('Idempotency-Key')!, /^[0-9a-f]{32}$/);
  assert.equal(store.state.chat.edit?.editId, 'e1');
  store.dispatch(told({ type: 'accepted', editId: 'e1', message: aMessage() }));
  store.dispatch(told({ type: 'done', editId: 'e1', outcome: 'answered', head: 1 }));
  assert.equal(store.state.chat.edit, null);
});

test('Stop that is pressed before the answer stops the edit when its name is known', async () => {
  const { store, chat } = await sending('erase this');
  await chat.stop();
  assert.equal(calls.length, 1);
  calls[0]!.answer(json(202, { editId: 'e1' }));
  await settle();

  assert.equal(calls[1]!.path, '/api/sessions/S/edits/e1/cancel');
  assert.equal(store.state.chat.edit?.stopping, true);
});

test('a message that is refused stays on the page with the reason', async () => {
  const { store } = await sending('erase this');
  calls[0]!.answer(json(409, { ...aProblem('EDIT_RUNNING'), status: 409 }));
  await settle();

  assert.equal(store.state.chat.edit, null);
  assert.equal(store.state.chat.messages[0]?.text, 'erase this');
  assert.equal(store.state.chat.messages[1]?.problem?.code, 'EDIT_RUNNING');
});

test('a Stop that fails is told, and the edit goes on', async () => {
  const { store, chat } = await sending('erase this');
  calls[0]!.answer(json(202, { editId: 'e1' }));
  await settle();
  void chat.stop();
  await settle();
  calls[1]!.answer(json(503, aProblem()));
  await settle();

  assert.equal(store.state.chat.edit?.stopping, false);
  assert.equal(store.state.notice?.kind, 'problem');
});

test('no message goes out with a selection that failed', async () => {
  const store = new Store(initialState(DEFAULT_PREFERENCES));
  store.dispatch({ type: 'session/opened', session: aSession() });
  store.dispatch({ type: 'selection/sent', sequence: 5 });
  store.dispatch({ type: 'selection/failed', sequence: 5, problem: aProblem('MASK_TIMEOUT') });

  await new ChatController(store, new SelectionController(store)).send('erase this');

  assert.equal(calls.length, 0);
  assert.equal(store.state.chat.edit, null);
  assert.equal(store.state.chat.messages[1]?.problem?.code, 'MASK_TIMEOUT');
});

test('what is set for a tool goes with the words that mean it, and with no others', async () => {
  const store = new Store(initialState(DEFAULT_PREFERENCES));
  store.dispatch({ type: 'session/opened', session: aSession() });
  const option = { name: 'strength', type: 'float', min: 0, max: 1, default: '1' };
  const looks = {
    tool: 'looks',
    mask: 'optional',
    prompt: 'required',
    models: [{ options: [option] }],
  };
  store.dispatch({ type: 'catalogue/tools', tools: [looks as unknown as ToolView] });
  const toolOptions = { looks: { strength: 0.5 } };
  store.dispatch({ type: 'preferences/changed', preferences: { toolOptions } });
  const chat = new ChatController(store, new SelectionController(store));
  const plan = aPlan({ steps: [{ tool: 'looks' } as unknown as PlanStep] });

  void chat.send('make it winter');
  await settle();
  assert.equal(calls[0]!.path, '/api/sessions/S/plan');
  calls[0]!.answer(json(200, plan));
  await settle();

  assert.deepEqual(calls[1]!.body, {
    text: 'make it winter',
    plan,
    options: { strength: 0.5 },
  });
  calls[1]!.answer(json(202, { editId: 'e1' }));
  await settle();
  store.dispatch(told({ type: 'done', editId: 'e1', outcome: 'completed', head: 1 }));

  void chat.send('hello');
  await settle();
  calls[2]!.answer(json(200, aPlan({ reply: 'Hello!' })));
  await settle();
  assert.deepEqual(calls[3]!.body, { text: 'hello' });
});
