import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Action } from '../state/actions';
import { EMPTY_DRAFT } from '../state/selection';
import type { Saying } from '../state/sent';
import { DEFAULT_PREFERENCES, initialState } from '../state/state';
import type { Unsaid } from '../state/state';
import { Store } from '../state/store';
import { aMessage, aProblem, aSent, aSession, AT, told } from '../testing/fixtures';
import type { ChatController } from './chat-controller';
import { FollowUp } from './follow-up';
import type { SelectionController } from './selection-controller';

interface Followed {
  readonly store: Store;
  readonly sent: string[];
  readonly sayings: Saying[];
  readonly resent: number[];
}

function followed(): Followed {
  const store = new Store(initialState(DEFAULT_PREFERENCES));
  const sent: string[] = [];
  const sayings: Saying[] = [];
  const resent: number[] = [];
  const say = (saying: Saying, queued: boolean): Promise<void> => {
    sent.push(saying.text);
    sayings.push(saying);
    store.dispatch({ type: 'chat/sending', saying, queued });
    return Promise.resolve();
  };
  const chat = {
    sendQueued: (queued: Saying) => say(queued, true),
    repeat: ({ saying }: Unsaid) => say(saying, false),
  } as unknown as ChatController;
  const selection = { resend: () => resent.push(1) } as unknown as SelectionController;
  const followUp = new FollowUp(store, chat, selection);
  store.subscribe((state) => followUp.after(state));
  store.dispatch({ type: 'session/opened', session: aSession() });
  return { store, sent, sayings, resent };
}

function saying(text: string): Action {
  return { type: 'chat/sending', saying: { text }, queued: false };
}

function failing(store: Store, text: string, code: string): void {
  store.dispatch(saying(text));
  store.dispatch({
    type: 'chat/failed',
    unsaid: { saying: { text }, key: 'k', sent: null },
    problem: aProblem(code),
    at: AT,
  });
}

const FAILED = { type: 'chat/failed', problem: aProblem('NETWORK_UNREACHABLE'), at: AT } as const;

function done(store: Store, editId: string): void {
  store.dispatch(told({ type: 'done', editId, outcome: 'completed', head: 1 }));
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
      unsaid: { saying: { text: 'make it winter' }, key: 'k', sent: null },
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
    unsaid: { saying: { text: 'make it winter' }, key: 'k', sent: null },
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

test('what is said during an edit follows it, in its order', () => {
  const { store, sent } = followed();
  store.dispatch(saying('a'));
  const message = aMessage({ text: 'a' });
  store.dispatch(told({ type: 'accepted', editId: 'e1', message }));
  store.dispatch({ type: 'chat/queued', saying: { text: 'b' } });
  store.dispatch({ type: 'chat/queued', saying: { text: 'c' } });
  assert.deepEqual(sent, []);

  done(store, 'e1');

  assert.deepEqual(sent, ['b']);
  assert.deepEqual(store.state.chat.queue, [{ text: 'c' }]);
  store.dispatch({ type: 'chat/begun', editId: 'e2', sent: aSent('b') });
  done(store, 'e2');
  assert.deepEqual(sent, ['b', 'c']);
});

test('a missing selection is a question that waits, whatever the problem says', () => {
  const { store } = followed();
  store.dispatch(saying('erase this'));
  store.dispatch(told({ type: 'accepted', editId: 'e1', message: aMessage() }));
  store.dispatch(told({ ...aProblem('MASK_NEEDED'), type: 'problem', editId: 'e1' }));

  assert.deepEqual(store.state.chat.waiting, { text: 'erase this' });
  assert.equal(store.state.chat.failed, null);
});

test('what fails for a moment holds the row, until it is given up', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, sent } = followed();
  failing(store, 'a', 'NETWORK_UNREACHABLE');
  store.dispatch({ type: 'chat/queued', saying: { text: 'b' } });
  for (const pause of [1_500, 5_000, 15_000, 30_000]) {
    t.mock.timers.tick(pause);
    store.dispatch({ ...FAILED, unsaid: { saying: { text: 'a' }, key: 'k', sent: null } });
  }

  assert.deepEqual(sent, ['a', 'a', 'a', 'a', 'b']);
  assert.equal(store.state.chat.failed, null);
});

test('after a retry that worked the next failure has all tries again', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, sent } = followed();
  for (const round of ['e1', 'e2', 'e3', 'e4', 'e5', 'e6']) {
    failing(store, round, 'NETWORK_UNREACHABLE');
    t.mock.timers.tick(1_500);
    store.dispatch({ type: 'chat/begun', editId: round, sent: aSent('a') });
    done(store, round);
  }

  assert.equal(sent.length, 6);
});

test('only the page that has asked says again what failed at the server', () => {
  const { store } = followed();
  const message = aMessage({ text: 'brighter' });
  store.dispatch(told({ type: 'accepted', editId: 'e1', message }));
  store.dispatch(told({ ...aProblem(), type: 'problem', editId: 'e1' }));
  assert.equal(store.state.chat.failed, null);
  done(store, 'e1');

  store.dispatch(saying('brighter'));
  store.dispatch(told({ type: 'accepted', editId: 'e2', message }));
  store.dispatch(told({ ...aProblem(), type: 'problem', editId: 'e2' }));

  assert.deepEqual(store.state.chat.failed, {
    saying: { text: 'brighter' },
    key: null,
    sent: null,
  });
});

test('a call that has arrived after all is not made again', () => {
  const { store } = followed();
  failing(store, 'brighter', 'NETWORK_UNREACHABLE');

  const message = aMessage({ text: 'brighter' });
  store.dispatch(told({ type: 'accepted', editId: 'e1', message }));

  assert.equal(store.state.chat.failed, null);
});

test('what waited brings the pictures that it was said with, and no later ones', () => {
  const { store, sayings } = followed();
  const behind = { text: 'put this behind', references: ['a'] };
  store.dispatch(saying('brighter'));
  store.dispatch({ type: 'chat/begun', editId: 'e1', sent: aSent('brighter') });
  store.dispatch({ type: 'chat/queued', saying: behind });
  const picture = { reference: 'later', imageUrl: '/r' };
  store.dispatch({ type: 'chat/pictureAdded', picture });

  done(store, 'e1');

  assert.deepEqual(sayings, [behind]);
  assert.deepEqual(store.state.chat.queue, []);
});

test('a try after a failure brings the same pictures', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, sayings } = followed();
  const behind = { text: 'put this behind', references: ['a'] };
  store.dispatch({ type: 'chat/sending', saying: behind, queued: false });
  store.dispatch({ ...FAILED, unsaid: { saying: behind, key: 'k', sent: null } });
  assert.deepEqual(store.state.chat.messages[0]?.references, ['a'], 'for its Retry button');

  t.mock.timers.tick(1_500);

  assert.deepEqual(sayings, [behind]);
});

test('what would mean something else by now is not said by itself', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, sent } = followed();
  store.dispatch(saying('erase this'));
  const unsaid = { saying: { text: 'erase this' }, key: 'k', sent: aSent('erase this') };
  store.dispatch({ ...FAILED, unsaid });
  const points = [{ x: 1, y: 1, label: 'include' as const }];
  store.dispatch({ type: 'selection/drawn', draft: { ...EMPTY_DRAFT, points } });

  t.mock.timers.tick(1_500);

  assert.deepEqual(sent, []);
  assert.equal(store.state.chat.failed, null, 'its card says Try again');
});
