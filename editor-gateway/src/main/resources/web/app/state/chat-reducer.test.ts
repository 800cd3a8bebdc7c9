import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reduce } from './reducer';
import type { EventOf, ServerEvent } from 'chatbrush-client';
import {
  aMessage,
  aPlan,
  aProblem,
  aRevision,
  aSent,
  aSession,
  after,
  told,
} from '../testing/fixtures';

const ACCEPTED: ServerEvent = { type: 'accepted', editId: 'e1', message: aMessage() };
const REVISION: ServerEvent = {
  type: 'revision',
  editId: 'e1',
  revision: aRevision(2, 1),
  head: 2,
  canUndo: true,
  canRedo: false,
};
const SAID: ServerEvent = {
  ...aMessage({ id: 'm2', role: 'assistant', text: 'Done.', revision: 2 }),
  editId: 'e1',
  type: 'message',
};
const DONE: ServerEvent = { type: 'done', editId: 'e1', outcome: 'completed', head: 2 };
const PROGRESS: EventOf<'progress'> = {
  type: 'progress',
  editId: 'e1',
  index: 1,
  step: 3,
  totalSteps: 20,
  secondsLeft: 4,
  variation: 0,
};
const SENDING = {
  type: 'chat/sending',
  saying: { text: 'erase this' },
  queued: false,
} as const;
const BEGUN = { type: 'chat/begun', editId: 'e1', sent: aSent('erase this') } as const;
const FAILED = {
  type: 'chat/failed',
  unsaid: { saying: { text: 'erase this' }, key: 'k', sent: null },
  problem: aProblem(),
  at: 'T',
} as const;
const WHOLE_EDIT = [ACCEPTED, PROGRESS, REVISION, SAID, DONE];

test('an edit leaves two messages, a new head and nothing running', () => {
  const state = after(SENDING, ...WHOLE_EDIT.map(told));

  assert.deepEqual(
    state.chat.messages.map((message) => message.id),
    ['m1', 'm2'],
  );
  assert.equal(state.chat.edit, null);
  assert.equal(state.session?.head, 2);
  assert.equal(state.session.canUndo, true);
});

test('an edit waits until its turn comes, and not again after its plan', () => {
  const waits = (ahead: number, seconds: number | null) =>
    told({ type: 'waiting', editId: 'e1', ahead, seconds });
  const waiting = after(SENDING, told(ACCEPTED), waits(2, null), waits(1, 12));

  assert.equal(waiting.chat.edit?.waits?.ahead, 1);
  assert.equal(waiting.chat.edit.waits.seconds, 12);
  assert.equal(reduce(waiting, waits(0, 0)).chat.edit?.waits, null);
  assert.equal(
    [told({ type: 'plan', editId: 'e1', ...aPlan() }), waits(1, 12)].reduce(reduce, waiting).chat
      .edit?.waits,
    null,
  );
});

test('being told again where an edit stands changes nothing', () => {
  const once = after(SENDING, ...WHOLE_EDIT.map(told));
  const twice = after(SENDING, ...WHOLE_EDIT.flatMap((event) => [told(event), told(event)]));
  const late = [...WHOLE_EDIT, ...WHOLE_EDIT].map(told).reduce(reduce, after(SENDING));

  assert.deepEqual(twice, once);
  assert.deepEqual(late, once);
});

test('the answer of the call may come before, between and after the events', () => {
  const events = WHOLE_EDIT.map(told);
  const expected = after(SENDING, BEGUN, ...events);

  for (let at = 0; at <= events.length; at++) {
    const state = after(SENDING, ...events.slice(0, at), BEGUN, ...events.slice(at));
    assert.deepEqual(state, expected, `after ${at} events`);
  }
});

test('an edit whose begin was missed is over when its end is told', () => {
  const between = after(SENDING, BEGUN, told(DONE));
  const afterwards = after(SENDING, told(DONE), BEGUN);

  assert.equal(between.chat.edit, null);
  assert.equal(afterwards.chat.edit, null);
});

test('a failed call does not end an edit that has begun', () => {
  const lostAnswer = after(SENDING, told(ACCEPTED), FAILED);
  const other = told({ ...ACCEPTED, message: aMessage({ text: 'make it winter' }) });
  const refused = after(SENDING, other, FAILED);

  assert.equal(lostAnswer.chat.edit?.editId, 'e1');
  assert.equal(lostAnswer.chat.messages.length, 1);
  assert.equal(refused.chat.edit?.text, 'make it winter');
  assert.deepEqual(
    refused.chat.messages.map((message) => message.text || message.problem?.code),
    ['make it winter', 'erase this', 'MODEL_UNAVAILABLE'],
  );
});

test('a second page follows an edit that it did not begin', () => {
  const state = after(told(ACCEPTED), told(PROGRESS));

  assert.equal(state.chat.edit?.step, 3);
  assert.equal(state.chat.edit.text, 'erase this');
});

test('progress never runs backwards', () => {
  const earlier: ServerEvent = { ...PROGRESS, step: 2 };

  assert.equal(after(told(ACCEPTED), told(PROGRESS), told(earlier)).chat.edit?.step, 3);
});

test('events of another edit do not touch the running one', () => {
  const other: ServerEvent = { ...PROGRESS, editId: 'e9', step: 19 };

  assert.equal(after(told(ACCEPTED), told(PROGRESS), told(other)).chat.edit?.step, 3);
});

test('the card of a picture stands until the message about it comes', () => {
  const before = after(told(ACCEPTED), told(REVISION));
  const afterwards = reduce(before, told(SAID));

  assert.equal(before.chat.messages.at(-1)?.revision, 2);
  assert.deepEqual(
    afterwards.chat.messages.map((message) => message.id),
    ['m1', 'm2'],
  );
});

test('a problem is shown once, as event, as message, or as both in any order', () => {
  const event: ServerEvent = { ...aProblem(), editId: 'e1', type: 'problem' };
  const message: ServerEvent = {
    ...aMessage({ id: 'm2', role: 'assistant', text: '', problem: aProblem() }),
    editId: 'e1',
    type: 'message',
  };

  for (const order of [[event], [message], [event, message], [message, event]]) {
    const state = after(told(ACCEPTED), ...order.map(told));
    const cards = state.chat.messages.filter((message) => message.problem !== null);
    assert.equal(cards.length, 1);
  }
});

test('a call that fails keeps the words and shows the reason', () => {
  const state = after(SENDING, FAILED);

  assert.equal(state.chat.edit, null);
  assert.equal(state.chat.messages[0]?.text, 'erase this');
  assert.equal(state.chat.messages[1]?.problem?.code, 'MODEL_UNAVAILABLE');
  assert.equal(state.chat.messages[0].editId, state.chat.messages[1].editId);
});

test('a running edit is taken up again on reload', () => {
  const session = aSession({
    messages: [aMessage()],
    activeEdit: { editId: 'e1', startedAt: 'T' },
  });

  const state = after({ type: 'session/opened', session }, told(PROGRESS));

  assert.equal(state.chat.edit?.text, 'erase this');
  assert.equal(state.chat.edit.step, 3);
});

test('reading the session anew ends an edit that the gateway has ended', () => {
  const session = aSession({ messages: [aMessage()] });

  assert.equal(after(told(ACCEPTED), { type: 'session/synced', session }).chat.edit, null);
});

test('a session that was read before an edit ended does not bring it back', () => {
  const session = aSession({ activeEdit: { editId: 'e1', startedAt: 'T' } });

  const state = after(told(ACCEPTED), told(DONE), { type: 'session/synced', session });

  assert.equal(state.chat.edit, null);
});

test('words that never reached the gateway survive reading the session anew', () => {
  const state = after(
    SENDING,
    { ...FAILED, problem: aProblem('NETWORK_UNREACHABLE') },
    { type: 'session/synced', session: aSession() },
  );

  assert.deepEqual(
    state.chat.messages.map((message) => message.text || message.problem?.code),
    ['erase this', 'NETWORK_UNREACHABLE'],
  );
});

const OFFER: ServerEvent = {
  type: 'suggestion',
  editId: 'e1',
  kind: 'shadow',
  revision: 2,
  rle: { size: [2, 2], counts: [1, 3] },
};

test('a suggestion is kept once beside its version', () => {
  const state = after(SENDING, ...WHOLE_EDIT.map(told), told(OFFER), told(OFFER));

  assert.deepEqual(state.chat.suggestions, [
    { kind: 'shadow', revision: 2, rle: { size: [2, 2], counts: [1, 3] } },
  ]);
});

test('several variations leave a card each and the first as the head', () => {
  const other: ServerEvent = { ...REVISION, revision: aRevision(3, 1) };

  const state = after(SENDING, told(ACCEPTED), told(REVISION), told(other), told(SAID), told(DONE));

  assert.equal(state.session?.head, 2);
  assert.deepEqual(
    state.chat.messages.map((message) => message.revision),
    [null, 2, 3],
  );
});
