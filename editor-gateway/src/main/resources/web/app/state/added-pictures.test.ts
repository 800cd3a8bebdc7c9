import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aProblem, aRevision, after, told } from '../testing/fixtures';

const picture = (reference: string, imageUrl = '/r'): { reference: string; imageUrl: string } => ({
  reference,
  imageUrl,
});
const added = (reference: string) =>
  ({ type: 'chat/pictureAdded', picture: picture(reference) }) as const;
const SAYING = { text: 'put this picture behind' };
const SENDING = { type: 'chat/sending', saying: SAYING, queued: false } as const;
const BEGUN = { type: 'chat/begun', editId: 'e1' } as const;

test('pictures wait for the next message in their order, each once', () => {
  const { pictures } = after(added('a'), added('b'), added('a')).chat;

  assert.deepEqual(pictures, [picture('b'), picture('a')]);
});

test('a picture can be taken off again', () => {
  const { pictures } = after(added('a'), added('b'), {
    type: 'chat/pictureRemoved',
    reference: 'a',
  }).chat;

  assert.deepEqual(pictures, [picture('b')]);
});

test('they are gone with the first result, and not before', () => {
  const problem = aProblem();
  const failed = {
    type: 'chat/failed',
    unsaid: { saying: SAYING, key: null },
    problem,
    at: 'T',
  } as const;
  assert.equal(after(added('a'), SENDING, failed).chat.pictures.length, 1);
  assert.equal(after(added('a'), SENDING, BEGUN).chat.pictures.length, 1);

  const made = told({
    type: 'revision',
    editId: 'e1',
    revision: aRevision(2, 1),
    head: 2,
    canUndo: true,
    canRedo: false,
  });
  assert.deepEqual(after(added('a'), SENDING, BEGUN, made).chat.pictures, []);
});

test('another session begins without any', () => {
  assert.deepEqual(after(added('a'), { type: 'session/closed' }).chat.pictures, []);
});
