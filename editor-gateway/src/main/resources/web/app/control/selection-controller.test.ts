import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEmptyDraft } from '../state/selectors';
import { DEFAULT_PREFERENCES, initialState } from '../state/state';
import { Store } from '../state/store';
import { aSession, anAnswer, told } from '../testing/fixtures';
import { SelectionController } from './selection-controller';

test('an answer that its event has overtaken brings nothing back that was cleared since', async (t) => {
  const answers: ((response: Response) => void)[] = [];
  t.mock.method(globalThis, 'fetch', (_: string, init: RequestInit) =>
    init.method === 'DELETE'
      ? Promise.resolve(new Response(null, { status: 204 }))
      : new Promise((answer) => answers.push(answer)),
  );
  const store = new Store(initialState(DEFAULT_PREFERENCES));
  store.dispatch({ type: 'session/opened', session: aSession() });
  const selection = new SelectionController(store);

  selection.again();
  const asked = selection.settled();
  await new Promise(setImmediate); // now it is on its way
  store.dispatch(told({ type: 'selection', selection: anAnswer(4), sequence: null }));
  selection.clear();
  answers.forEach((answer) => answer(Response.json(anAnswer(4))));
  await Promise.all([asked, selection.settled()]);

  assert.equal(answers.length, 1);
  assert.equal(store.state.selection.answer, null);
  assert.ok(isEmptyDraft(store.state.selection.draft));
});
