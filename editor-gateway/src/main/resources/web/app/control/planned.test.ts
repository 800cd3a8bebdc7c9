import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanStep, ToolView } from 'chatbrush-client';
import { after, aPlan } from '../testing/fixtures';
import { isSettledBefore, plannedAs } from './planned';

const ERASE = {
  tool: 'object_erase',
  mask: 'required',
  prompt: 'none',
  models: [],
} as unknown as ToolView;
const STATE = after({ type: 'catalogue/tools', tools: [ERASE] });
const MEANT = { text: 'the cup', tool: 'object_erase' };

test('a tool that is meant does what is said, where nothing is planned too', () => {
  const planned = plannedAs(STATE, MEANT, aPlan({ question: 'Where?' }), {});

  assert.deepEqual(
    planned?.plan.steps.map(({ tool }) => tool),
    ['object_erase'],
  );
  assert.equal(planned.text, 'the cup');
});

test('undo stays undo, whatever tool is meant', () => {
  const plan = aPlan({ steps: [{ tool: 'undo', target: 'whole' } as unknown as PlanStep] });

  assert.equal(plannedAs(STATE, { ...MEANT, text: 'undo' }, plan, {})?.plan, plan);
});

test('where nothing is settled, words are said as they are', () => {
  assert.equal(isSettledBefore(STATE, { text: 'hello' }, {}), false);
  assert.equal(isSettledBefore(STATE, MEANT, {}), true);
  assert.equal(isSettledBefore(STATE, { ...MEANT, plan: aPlan() }, {}), false);
  assert.equal(plannedAs(STATE, { text: 'hello' }, aPlan({ reply: 'Hello!' }), {}), null);
});
