import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionView } from 'chatbrush-client';
import { aMessage, aProblem, aRevision, aSent, aSession, after, told } from '../testing/fixtures';
import type { Action } from './actions';
import { freePictures } from './added-pictures';

const picture = (reference: string, imageUrl = '/r'): { reference: string; imageUrl: string } => ({
  reference,
  imageUrl,
});
const added = (reference: string) =>
  ({ type: 'chat/pictureAdded', picture: picture(reference) }) as const;
const SAYING = { text: 'put this picture behind', references: ['a'] };
const SENDING = { type: 'chat/sending', saying: SAYING, queued: false } as const;
const BEGUN = { type: 'chat/begun', editId: 'e1', sent: aSent('x') } as const;

test('pictures wait for the next message in their order, each once', () => {
  const { pictures } = after(added('a'), added('b'), added('a')).chat;

  assert.deepEqual(pictures, [picture('a'), picture('b')]);
});

test('a picture can be taken off again', () => {
  const { pictures } = after(added('a'), added('b'), {
    type: 'chat/pictureRemoved',
    reference: 'a',
  }).chat;

  assert.deepEqual(pictures, [picture('b')]);
});

const made = (editId: string) =>
  told({
    type: 'revision',
    editId,
    revision: aRevision(2, 1),
    head: 2,
    canUndo: true,
    canRedo: false,
  });

test('they are gone with the first result of their edit, and not before', () => {
  const failed = {
    type: 'chat/failed',
    unsaid: { saying: SAYING, key: null, sent: null },
    problem: aProblem(),
    at: 'T',
  } as const;
  assert.equal(after(added('a'), SENDING, failed).chat.pictures.length, 1);
  assert.equal(after(added('a'), SENDING, BEGUN).chat.pictures.length, 1);

  assert.deepEqual(after(added('a'), SENDING, BEGUN, made('e1')).chat.pictures, []);
});

test('a picture that was added while an edit ran outlives each of its results', () => {
  const { pictures } = after(
    added('a'),
    SENDING,
    BEGUN,
    added('b'),
    made('e1'),
    added('c'),
    made('e1'),
  ).chat;

  assert.deepEqual(pictures, [picture('b'), picture('c')]);
});

test("another page's result takes none away", () => {
  assert.deepEqual(after(added('a'), made('e9')).chat.pictures, [picture('a')]);
  assert.deepEqual(after(added('a'), SENDING, BEGUN, made('e9')).chat.pictures, [picture('a')]);
});

test('a picture goes with one message, and comes back when that is not said', () => {
  const behind = { text: 'put this behind', references: ['b'] };
  const running = [added('a'), SENDING, BEGUN, added('b')] as const;
  const queued = { type: 'chat/queued', saying: behind } as const;
  const free = (...actions: readonly Action[]) => freePictures(after(...actions).chat);

  assert.deepEqual(free(...running), [picture('b')], 'the running edit has the other');
  assert.deepEqual(free(...running, queued), []);
  assert.deepEqual(free(...running, queued, { type: 'chat/unqueued', saying: behind }), [
    picture('b'),
  ]);
  const failed = told({ ...aProblem(), type: 'problem', editId: 'e1' });
  const over = told({ type: 'done', editId: 'e1', outcome: 'failed', head: 1 });
  assert.deepEqual(free(...running, queued, failed, over), [picture('a')]);
});

test('the same picture may come with the next message too, and outlives each result of this one', () => {
  const again = after(added('a'), SENDING, BEGUN, added('a'), added('a'));
  assert.deepEqual(freePictures(again.chat), [picture('a')]);

  const { chat } = after(added('a'), SENDING, BEGUN, added('a'), made('e1'), made('e1'));

  assert.deepEqual(freePictures(chat), [picture('a')]);
});

test('a result that was missed while the connection was broken counts too', () => {
  const result = aMessage({ id: 'm2', role: 'assistant', revision: 2 });
  const session = aSession({ head: 2, messages: [aMessage({ text: SAYING.text }), result] });
  const synced = { type: 'session/synced', session } as const;

  const { pictures } = after(added('a'), SENDING, BEGUN, added('b'), synced).chat;

  assert.deepEqual(pictures, [picture('b')]);
});

test('an edit whose acceptance was missed is still known by its words', () => {
  const session = aSession({
    messages: [aMessage({ text: SAYING.text })],
    activeEdit: { editId: 'e1' } as SessionView['activeEdit'],
  });
  const synced = { type: 'session/synced', session } as const;

  assert.deepEqual(after(added('a'), SENDING, synced, made('e1')).chat.pictures, []);
});

test('another session begins without any', () => {
  assert.deepEqual(after(added('a'), { type: 'session/closed' }).chat.pictures, []);
});
