import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandFor } from './shortcuts';
import type { KeyPress } from './shortcuts';
import { brushStep } from '../state/view-reducer';
import { EMPTY_DRAFT } from '../state/selection';
import { reduce } from '../state/reducer';
import { after } from '../testing/fixtures';

function press(code: string, changes: Partial<KeyPress> = {}): KeyPress {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  return { code, key: '', ...none, ...changes };
}

const OPEN = after();

test('letters choose tools by their place, also while the Korean layout is on', () => {
  const pairs = { KeyP: 'point', KeyR: 'box', KeyM: 'box', KeyB: 'brush', KeyE: 'eraser' };
  for (const [code, tool] of Object.entries({ ...pairs, KeyV: 'hand', KeyH: 'hand' })) {
    assert.deepEqual(commandFor(press(code, { key: 'ㅔ' }), OPEN, false), { kind: 'tool', tool });
  }
});

test('letters do nothing in text fields, nor when they are turned off', () => {
  const off = after({ type: 'preferences/changed', preferences: { letterShortcuts: false } });

  assert.equal(commandFor(press('KeyB'), OPEN, true), null);
  assert.equal(commandFor(press('KeyB'), off, false), null);
  assert.equal(commandFor(press('Backslash'), off, false), null);
});

test('Ctrl and Cmd undo and redo, but leave text fields their own undo', () => {
  for (const modifier of [{ ctrlKey: true }, { metaKey: true }]) {
    assert.deepEqual(commandFor(press('KeyZ', modifier), OPEN, false), { kind: 'undo' });
    const shifted = press('KeyZ', { ...modifier, shiftKey: true });
    assert.deepEqual(commandFor(shifted, OPEN, false), { kind: 'redo' });
    assert.deepEqual(commandFor(press('KeyY', modifier), OPEN, false), { kind: 'redo' });
    assert.equal(commandFor(press('KeyZ', modifier), OPEN, true), null);
  }
});

test('while points are drawn, undo takes back points', () => {
  const points = [{ x: 1, y: 1, label: 'include' as const }];
  const state = after({ type: 'selection/drawn', draft: { ...EMPTY_DRAFT, points } });

  assert.deepEqual(commandFor(press('KeyZ', { ctrlKey: true }), state, false), {
    kind: 'take-back',
  });
  assert.deepEqual(commandFor(press('Escape'), state, false), { kind: 'clear-selection' });
  const back = reduce(state, { type: 'selection/takenBack' });
  assert.deepEqual(commandFor(press('KeyY', { ctrlKey: true }), back, false), {
    kind: 'draw-again',
  });
});

test('zoom, fit and actual size', () => {
  const zoom = (code: string, changes: Partial<KeyPress>) =>
    commandFor(press(code, changes), OPEN, false);

  assert.deepEqual(zoom('Digit0', { ctrlKey: true }), { kind: 'zoom', to: 'fit' });
  assert.deepEqual(zoom('Digit1', { shiftKey: true }), { kind: 'zoom', to: 'fit' });
  assert.deepEqual(zoom('Digit1', { metaKey: true }), { kind: 'zoom', to: 'actual' });
  assert.deepEqual(zoom('Equal', { ctrlKey: true }), { kind: 'zoom', to: 'in' });
  assert.deepEqual(zoom('Minus', { ctrlKey: true }), { kind: 'zoom', to: 'out' });
});

test('the sheet opens by ? and by Ctrl+/, from a text field only by the latter', () => {
  const sheet = { kind: 'dialog', dialog: { kind: 'shortcuts' } };

  assert.deepEqual(commandFor(press('Slash', { key: '?', shiftKey: true }), OPEN, false), sheet);
  assert.deepEqual(commandFor(press('Slash', { ctrlKey: true }), OPEN, true), sheet);
  assert.equal(commandFor(press('Slash', { key: '?', shiftKey: true }), OPEN, true), null);
});

test('Shift+Escape goes to the chat from anywhere', () => {
  const focus = { kind: 'focus-chat' };

  assert.deepEqual(commandFor(press('Escape', { shiftKey: true }), OPEN, true), focus);
  assert.deepEqual(commandFor(press('Escape', { shiftKey: true }), OPEN, false), focus);
});

test('without a picture the browser keeps its own keys', () => {
  const closed = after({ type: 'session/closed' });

  for (const code of ['Digit0', 'Digit1', 'Equal', 'Minus', 'KeyS', 'KeyZ', 'KeyC']) {
    assert.equal(commandFor(press(code, { ctrlKey: true }), closed, false), null, code);
  }
});

test('brackets change the brush by a tenth, at least a pixel; Shift by ten times that', () => {
  assert.equal(brushStep(20, 1, false), 22);
  assert.equal(brushStep(3, -1, false), 2);
  assert.equal(brushStep(20, 1, true), 40);
  assert.equal(brushStep(1, -1, true), 1);
  assert.equal(brushStep(500, 1, true), 500);
});
