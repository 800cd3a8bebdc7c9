import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Join } from 'chatbrush-client';
import type { Drawing } from '../api/drawing';
import type { Rle } from '../geometry/rle';
import { DEFAULT_PREFERENCES, initialState } from '../state/state';
import { EMPTY_DRAFT } from '../state/selection';
import { Store } from '../state/store';
import { aSession, anAnswer } from '../testing/fixtures';
import { JoinedMasks } from './joined-masks';

const MASK: Rle = { size: [50, 100], counts: [2500, 2500] };
const { signal } = new AbortController();

/** Answers every call with a mask of its own, and keeps what was asked. */
function gateway(t: TestContext): string[] {
  const asked: string[] = [];
  t.mock.method(globalThis, 'fetch', (path: string, init: RequestInit) => {
    const { sequence, uploaded } = JSON.parse(init.body as string) as Partial<Drawing> & {
      sequence?: number;
    };
    const what = path.endsWith('/rle') ? 'mask' : `drawing ${sequence} ${uploaded}`;
    asked.push(what);
    return Promise.resolve(Response.json(anAnswer(sequence ?? 0)));
  });
  return asked;
}

function masks(draft: Drawing): { store: Store; masks: JoinedMasks } {
  const store = new Store(initialState(DEFAULT_PREFERENCES));
  store.dispatch({ type: 'session/opened', session: aSession() });
  store.dispatch({ type: 'selection/adjusted', draft });
  return { store, masks: new JoinedMasks(store) };
}

function aPart(join: Join | null, base: Rle | null): Drawing {
  const points = [{ x: 1, y: 1, label: 'include' as const }];
  return { ...EMPTY_DRAFT, points, join, base, uploaded: join !== null };
}

test('masks of changed parts are asked for in turn, and joined', async (t) => {
  const asked = gateway(t);
  const parts = [aPart(null, null), aPart('add', null)];
  const drawn = { ...aPart('subtract', null), parts };
  const { store, masks: joining } = masks(drawn);

  const draft = await joining.joined('S', drawn, 10, signal);
  await joining.put('S', draft, 10, signal);

  assert.deepEqual(asked, ['drawing 8 false', 'mask', 'drawing 9 true', 'mask', 'drawing 10 true']);
  assert.notEqual(draft.base, null);
  assert.equal(store.state.selection.draft, draft);
  assert.equal(store.state.selection.draft.parts.length, 2);
});

test('a mask is put once, and again after a drawing that joins none', async (t) => {
  const asked = gateway(t);
  const drawn = { ...aPart('add', MASK), parts: [aPart(null, null)] };
  const { masks: joining } = masks(drawn);

  assert.equal(await joining.joined('S', drawn, 10, signal), drawn);
  await joining.put('S', drawn, 10, signal);
  await joining.put('S', drawn, 11, signal);
  await joining.put('S', aPart(null, null), 12, signal);
  await joining.put('S', drawn, 13, signal);

  assert.deepEqual(asked, [
    'mask',
    'drawing 10 true',
    'drawing 11 true',
    'drawing 12 false',
    'mask',
    'drawing 13 true',
  ]);
});

test('after a reload the mask is joined to as it is, whatever the parts before it joined', async (t) => {
  const asked = gateway(t);
  const parts = [aPart(null, null), aPart('add', null)];
  const drawn = { ...aPart('subtract', MASK), parts };
  const { masks: joining } = masks(drawn);

  assert.equal(await joining.joined('S', drawn, 10, signal), drawn);
  assert.deepEqual(asked, []);
});
