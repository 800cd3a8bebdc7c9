import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { PlanStep, ToolView } from 'chatbrush-client';
import type { Drawing } from '../api/drawing';
import { EMPTY_DRAFT } from '../state/selection';
import { DEFAULT_PREFERENCES, initialState } from '../state/state';
import { Store } from '../state/store';
import {
  aMessage,
  anAnswer,
  aPlan,
  aProblem,
  aRevision,
  aSession,
  told,
} from '../testing/fixtures';
import { ChatController } from './chat-controller';
import { Retries } from './retries';
import { SelectionController } from './selection-controller';
import { SessionController } from './session-controller';

const OPTION = { name: 'strength', type: 'float', min: 0, max: 1, default: '1' };
const TOOLS = ['looks', 'sketch'].map(
  (tool) =>
    ({
      tool,
      mask: 'optional',
      prompt: 'required',
      models: [{ options: [OPTION] }],
    }) as unknown as ToolView,
);
const CUP: Drawing = { ...EMPTY_DRAFT, points: [{ x: 3, y: 4, label: 'include' }] };
const TREE: Drawing = { ...EMPTY_DRAFT, points: [{ x: 9, y: 9, label: 'include' }] };

interface Person {
  readonly store: Store;
  readonly chat: ChatController;
  readonly retries: Retries;
  readonly asked: { readonly path: string; readonly body: Record<string, unknown> }[];
}

/** Somebody whose gateway answers whatever is asked, and whose edits all fail. */
function somebody(t: TestContext): Person {
  const asked: Person['asked'] = [];
  t.mock.method(globalThis, 'fetch', (address: string, init: RequestInit) => {
    const path = address.replace('/api/sessions/S/', '');
    const body = JSON.parse(init.body as string) as Record<string, unknown>;
    asked.push({ path, body });
    return Promise.resolve(Response.json(answerTo(path, body)));
  });
  const store = new Store(initialState(DEFAULT_PREFERENCES));
  store.dispatch({ type: 'catalogue/tools', tools: TOOLS });
  store.dispatch({ type: 'session/opened', session: aSession() });
  const selection = new SelectionController(store);
  const chat = new ChatController(store, selection);
  const session = new SessionController(store, selection, chat);
  return { store, chat, asked, retries: new Retries(store, session, selection, chat) };
}

function answerTo(path: string, body: Record<string, unknown>): unknown {
  switch (path) {
    case 'plan':
      return aPlan({ steps: [{ tool: 'looks' } as unknown as PlanStep] });
    case 'messages':
      return { editId: 'e1' };
    case 'head':
      return aSession({ head: body.number as number, revisions: REVISIONS });
    default:
      return { ...anAnswer(body.sequence as number), area: 5 };
  }
}

const REVISIONS = [aRevision(1, null), aRevision(2, 1)];

function failed(store: Store): void {
  store.dispatch(told({ type: 'accepted', editId: 'e1', message: aMessage({ text: 'winter' }) }));
  store.dispatch(told({ ...aProblem(), type: 'problem', editId: 'e1' }));
  store.dispatch(told({ type: 'done', editId: 'e1', outcome: 'failed', head: 1 }));
}

function setStrength(store: Store, tool: string, strength: number): void {
  const toolOptions = { [tool]: { strength } };
  store.dispatch({ type: 'preferences/changed', preferences: { toolOptions } });
}

test('a try takes tool, options, selection and version as they were sent, not as they are now', async (t) => {
  const { store, chat, asked, retries } = somebody(t);
  setStrength(store, 'sketch', 0.25);
  store.dispatch({ type: 'selection/adjusted', draft: CUP });
  await chat.send('winter', [], 'sketch');
  failed(store);
  setStrength(store, 'looks', 0.75);
  store.dispatch({ type: 'view/useTool', tool: 'looks' });
  store.dispatch({ type: 'session/synced', session: aSession({ head: 2, revisions: REVISIONS }) });
  store.dispatch({ type: 'selection/adjusted', draft: TREE });
  asked.length = 0;

  await retries.again('e1');

  assert.deepEqual(
    asked.map(({ path }) => path),
    ['head', 'selection', 'messages'],
  );
  const [head, selection, message] = asked.map(({ body }) => body);
  assert.equal(head?.number, 1);
  assert.deepEqual(selection?.points, CUP.points);
  const { steps } = message?.plan as { steps: readonly PlanStep[] };
  assert.deepEqual([steps[0]?.tool, message?.options], ['sketch', { strength: 0.25 }]);
  assert.deepEqual(store.state.notice, { kind: 'retried', version: 1, lost: [] });
});

test('of what another page has said the words alone are known, and that is told', async (t) => {
  const { store, asked, retries } = somebody(t);
  setStrength(store, 'looks', 0.75);
  failed(store);

  await retries.again('e1');

  assert.deepEqual(asked, [{ path: 'messages', body: { text: 'winter' } }]);
  assert.deepEqual(store.state.notice, { kind: 'retried', version: null, lost: ['unknown'] });
});

test('where nothing has changed, nothing is said and nothing is selected anew', async (t) => {
  const { store, chat, asked, retries } = somebody(t);
  store.dispatch({ type: 'selection/adjusted', draft: CUP });
  await chat.send('winter', []);
  failed(store);
  asked.length = 0;

  await retries.again('e1');

  assert.deepEqual(asked, [{ path: 'messages', body: { text: 'winter' } }]);
  assert.equal(store.state.notice, null);
});
