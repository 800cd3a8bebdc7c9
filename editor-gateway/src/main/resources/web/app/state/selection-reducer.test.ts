import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Drawing } from '../api/drawing';
import { EMPTY_DRAFT } from './selection';
import { aProblem, aRevision, aSession, after, anAnswer, told } from '../testing/fixtures';

function draftOf(count: number): Drawing {
  const points = Array.from({ length: count }, (_, x) => ({ x, y: 0, label: 'include' as const }));
  return { ...EMPTY_DRAFT, points };
}

const DRAWN = { type: 'selection/drawn', draft: draftOf(1) } as const;
const DRAWN_TWICE = { type: 'selection/drawn', draft: draftOf(2) } as const;

test('an answer to an older request is dropped', () => {
  const state = after(
    DRAWN,
    { type: 'selection/sent', sequence: 5 },
    { type: 'selection/sent', sequence: 6 },
    { type: 'selection/answered', answer: anAnswer(6) },
    { type: 'selection/answered', answer: anAnswer(5) },
  );

  assert.equal(state.selection.answer?.sequence, 6);
  assert.equal(state.selection.pending, false);
});

test('a problem of an older request is dropped', () => {
  const state = after(
    DRAWN,
    { type: 'selection/sent', sequence: 6 },
    { type: 'selection/failed', sequence: 5, problem: aProblem() },
  );

  assert.equal(state.selection.problem, null);
  assert.equal(state.selection.pending, true);
});

test('points are taken back one by one', () => {
  const back = { type: 'selection/takenBack' } as const;

  assert.equal(after(DRAWN, DRAWN_TWICE, back).selection.draft.points.length, 1);
  assert.equal(after(DRAWN, DRAWN_TWICE, back, back).selection.draft.points.length, 0);
  assert.equal(after(back).selection.draft.points.length, 0);
});

test('clearing, growing and choosing are steps like any other, back and forth', () => {
  const back = { type: 'selection/takenBack' } as const;
  const forth = { type: 'selection/drawnAgain' } as const;
  const grown = { type: 'selection/adjusted', draft: { ...draftOf(1), candidate: 2 } } as const;
  const cleared = { type: 'selection/cleared' } as const;

  assert.equal(after(DRAWN, cleared, back).selection.draft.points.length, 1);
  assert.equal(after(DRAWN, cleared, back, forth).selection.draft.points.length, 0);
  assert.equal(after(DRAWN, grown, back).selection.draft.candidate, null);
  assert.equal(after(DRAWN, grown, back, forth).selection.draft.candidate, 2);
  assert.equal(after(DRAWN, back, DRAWN_TWICE, forth).selection.draft.points.length, 2);
});

test("one's own clearing, heard again, keeps the way back; another picture does not", () => {
  const back = { type: 'selection/takenBack' } as const;
  const cleared = { type: 'selection/cleared' } as const;
  const echo = told({ type: 'selection', selection: null, sequence: null });
  const head = told({ type: 'head', head: 1, canUndo: false, canRedo: true });

  assert.equal(after(DRAWN, cleared, echo, back).selection.draft.points.length, 1);
  assert.equal(after(DRAWN, cleared, head, back).selection.draft.points.length, 0);
});

test('a new point leaves the choice of candidate to the model again', () => {
  const chosen = { type: 'selection/adjusted', draft: { ...draftOf(1), candidate: 2 } } as const;

  assert.equal(after(DRAWN, chosen).selection.draft.candidate, 2);
  assert.equal(after(DRAWN, chosen, DRAWN_TWICE).selection.draft.candidate, null);
});

test("another page's newer selection is shown, an echo of one's own is not", () => {
  const sent = { type: 'selection/sent', sequence: 6 } as const;
  const other = { ...anAnswer(7), input: { points: draftOf(3).points } };
  const echo = { ...anAnswer(6), input: { points: draftOf(3).points } };

  const theirs = after(DRAWN, sent, told({ type: 'selection', selection: other, sequence: null }));
  const mine = after(DRAWN, sent, told({ type: 'selection', selection: echo, sequence: null }));

  assert.equal(theirs.selection.draft.points.length, 3);
  assert.equal(mine.selection.draft.points.length, 1);
});

test('a clearing that is told late does not wipe what was drawn since', () => {
  const sent = { type: 'selection/sent', sequence: 6 } as const;
  const cleared = told({ type: 'selection', selection: null, sequence: null });

  assert.equal(after(DRAWN, sent, cleared).selection.draft.points.length, 1);
  assert.equal(after(DRAWN, cleared).selection.draft.points.length, 0);
});

test('a clearing of its own that is told after the next mask clears nothing', () => {
  const sent = { type: 'selection/sent', sequence: 6 } as const;
  const answered = { type: 'selection/answered', answer: anAnswer(6) } as const;
  const cleared = (sequence: number) => told({ type: 'selection', selection: null, sequence });

  const mine = after(DRAWN, sent, answered, cleared(5));
  const theirs = after(DRAWN, sent, answered, cleared(7));

  assert.equal(mine.selection.draft.points.length, 1);
  assert.equal(theirs.selection.draft.points.length, 0);
});

test('a selection that is told late does not come back after it was cleared', () => {
  const back = { type: 'selection/cameBack', selection: anAnswer(4) } as const;
  const late = told({ type: 'selection', selection: anAnswer(4), sequence: null });
  const theirs = told({ type: 'selection', selection: anAnswer(5), sequence: null });
  const cleared = { type: 'selection/cleared' } as const;
  const clearing = { type: 'selection/clearing', sequence: 8 } as const;
  const echo = told({ type: 'selection', selection: null, sequence: 8 });

  const before = after(DRAWN, back, cleared, clearing, late);
  const taken = after(DRAWN, back, cleared, clearing, late, echo, { type: 'selection/takenBack' });
  const selected = after(DRAWN, back, cleared, clearing, late, echo, theirs);
  const failed = after(DRAWN, back, cleared, clearing, { type: 'selection/clearingFailed' }, late);

  assert.equal(before.selection.answer, null);
  assert.equal(taken.selection.past.length, 0, 'the way back is still there');
  assert.notEqual(selected.selection.answer, null);
  assert.notEqual(failed.selection.answer, null);
});

test('a selection under a higher number stays, whose clearing is none and is never told', () => {
  const cleared = { type: 'selection/cleared' } as const;
  const clearing = { type: 'selection/clearing', sequence: 8 } as const;
  const newer = told({ type: 'selection', selection: anAnswer(9), sequence: null });
  const next = told({ type: 'selection', selection: anAnswer(10), sequence: null });

  const state = after(DRAWN, cleared, clearing, newer, next);

  assert.equal(state.selection.answer?.sequence, 10);
  assert.equal(state.selection.clearing, null);
});

test('what is selected again stays when the clearing before it is told', () => {
  const cleared = { type: 'selection/cleared' } as const;
  const clearing = { type: 'selection/clearing', sequence: 8 } as const;
  const back = { type: 'selection/cameBack', selection: anAnswer(4) } as const;
  const echo = told({ type: 'selection', selection: null, sequence: 8 });

  assert.notEqual(after(DRAWN, cleared, clearing, back, echo).selection.answer, null);
});

test('what the gateway selects stays with a new head, whichever of the two is told first', () => {
  const sent = { type: 'selection/sent', sequence: 6 } as const;
  const cleared = told({ type: 'selection', selection: null, sequence: null });
  const back = told({
    type: 'selection',
    selection: { ...anAnswer(4), input: { points: draftOf(3).points } },
    sequence: null,
  });
  const head = told({ type: 'head', head: 1, canUndo: false, canRedo: true });
  const made = told({
    type: 'revision',
    editId: 'e1',
    revision: aRevision(2, 1),
    head: 2,
    canUndo: true,
    canRedo: false,
  });

  const answered = { type: 'selection/answered', answer: anAnswer(6) } as const;
  const spent = after(DRAWN, sent, answered, cleared, made);
  const before = after(DRAWN, sent, answered, cleared, made, back, head);
  const behind = after(DRAWN, sent, answered, cleared, made, head, back);

  assert.equal(spent.selection.draft.points.length, 0);
  assert.equal(spent.selection.sequence, 6, 'the next one must be newer than all');
  assert.equal(before.selection.draft.points.length, 3);
  assert.equal(behind.selection.draft.points.length, 3);
});

test('reading the session anew keeps a drawing on the same picture', () => {
  const same = { type: 'session/synced', session: aSession() } as const;
  const moved = { type: 'session/synced', session: aSession({ head: 2 }) } as const;

  assert.equal(after(DRAWN, same).selection.draft.points.length, 1);
  assert.equal(after(DRAWN, moved).selection.draft.points.length, 0);
});

test('a selection that came back is shown where nothing is, however old', () => {
  const sent = { type: 'selection/sent', sequence: 6 } as const;
  const cleared = { type: 'selection/cleared' } as const;
  const back = { ...anAnswer(4), input: { points: draftOf(3).points } };

  const state = after(
    DRAWN,
    sent,
    cleared,
    told({ type: 'selection', selection: back, sequence: null }),
  );

  assert.equal(state.selection.draft.points.length, 3);
  assert.equal(state.selection.sequence, 6, 'the next one must be newer than all');
});
