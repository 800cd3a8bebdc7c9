import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_PREFERENCES, initialState } from '../state/state';
import { Store } from '../state/store';
import { aMessage, aProblem, aSession, AT, told } from '../testing/fixtures';
import type { ChatController } from './chat-controller';
import { FollowUp } from './follow-up';
import type { SelectionController } from './selection-controller';

function followed(): { store: Store; sent: string[]; resent: number[] } {
  const store = new Store(initialState(DEFAULT_PREFERENCES));
  const sent: string[] = [];
  const resent: number[] = [];
  const chat = {
    send: (text: string) => {
      sent.push(text);
      store.dispatch({ type: 'chat/sending', text });
      return Promise.resolve();
    },
  } as unknown as ChatController;
  const selection = { resend: () => resent.push(1) } as unknown as SelectionController;
  const followUp = new FollowUp(store, chat, selection);
  store.subscribe((state) => followUp.after(state));
  store.dispatch({ type: 'session/opened', session: aSession() });
  return { store, sent, resent };
}

function failing(store: Store, text: string, code: string): void {
  store.dispatch({ type: 'chat/sending', text });
  store.dispatch({ type: 'chat/failed', text, problem: aProblem(code), at: AT });
}

test('what could not be sent is sent again by itself, later and later, and then left', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, sent } = followed();
  failing(store, 'make it winter', 'NETWORK_UNREACHABLE');

  t.mock.timers.tick(1_500);
  assert.deepEqual(sent, ['make it winter']);
  for (const pause of [5_000, 15_000, 30_000]) {
    store.dispatch({
      type: 'chat/failed',
      text: 'make it winter',
      problem: aProblem('OVERLOADED'),
      at: AT,
    });
    t.mock.timers.tick(pause - 1);
    const before = sent.length;
    t.mock.timers.tick(1);
    assert.equal(sent.length, before + 1);
  }
  store.dispatch({
    type: 'chat/failed',
    text: 'make it winter',
    problem: aProblem('OVERLOADED'),
    at: AT,
  });
  t.mock.timers.tick(1e6);
  assert.equal(sent.length, 4);
  assert.equal(store.state.chat.messages.length, 2, 'said once, with one card');
});

test('while the server is lost it is not tried, nor what cannot be helped by time', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, sent } = followed();
  failing(store, 'a', 'LOOK_UNKNOWN');
  t.mock.timers.tick(1e6);
  store.dispatch({ type: 'server/lost' });
  failing(store, 'b', 'NETWORK_UNREACHABLE');
  t.mock.timers.tick(1e6);
  assert.deepEqual(sent, []);

  store.dispatch({ type: 'session/synced', session: aSession() });
  t.mock.timers.tick(2_000);

  assert.deepEqual(sent, ['b']);
});

test('a selection that failed is asked for again', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, resent } = followed();
  store.dispatch({ type: 'selection/sent', sequence: 1 });
  store.dispatch({ type: 'selection/failed', sequence: 1, problem: aProblem() });

  t.mock.timers.tick(1_500);

  assert.equal(resent.length, 1);
});

test('what is said during an edit follows it, and nothing follows one that failed', () => {
  const { store, sent } = followed();
  store.dispatch({ type: 'chat/sending', text: 'a' });
  const message = aMessage({ text: 'a' });
  store.dispatch(told({ type: 'accepted', editId: 'e1', message }));
  store.dispatch({ type: 'chat/queued', text: 'b' });
  assert.deepEqual(sent, []);

  store.dispatch(told({ type: 'done', editId: 'e1', outcome: 'completed', head: 1 }));

  assert.deepEqual(sent, ['b']);
  assert.deepEqual(store.state.chat.queue, []);
});

test('a missing selection is a question that waits, whatever the problem says', () => {
  const { store } = followed();
  store.dispatch({ type: 'chat/sending', text: 'erase this' });
  store.dispatch(told({ type: 'accepted', editId: 'e1', message: aMessage() }));
  store.dispatch(told({ ...aProblem('MASK_NEEDED'), type: 'problem', editId: 'e1' }));

  assert.equal(store.state.chat.waiting, 'erase this');
  assert.equal(store.state.chat.failed, null);
});
