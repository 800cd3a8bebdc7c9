import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanStep, ToolView } from 'chatbrush-client';
import { after, aPlan, aSent } from '../testing/fixtures';
import { asFarAsThere } from './retry';

const STRENGTH = { name: 'strength', type: 'float', min: 0, max: 1, default: '1' };
const LOOKS = {
  tool: 'looks',
  mask: 'optional',
  prompt: 'required',
  models: [{ options: [STRENGTH] }],
} as unknown as ToolView;
const STATE = after({ type: 'catalogue/tools', tools: [LOOKS] });

function planned(tool: string, options: Readonly<Record<string, number>>) {
  const plan = aPlan({ steps: [{ tool } as unknown as PlanStep] });
  return aSent('winter', { saying: { text: 'winter', tool, plan, options } });
}

test('what is all there is said as it was sent', () => {
  const sent = planned('looks', { strength: 0.5 });

  assert.deepEqual(asFarAsThere(sent, STATE), { sent, lost: [] });
});

test('without its tool the words are left, and it is said', () => {
  const { sent, lost } = asFarAsThere(planned('sketch', { strength: 0.5 }), STATE);

  assert.deepEqual([sent.saying, lost], [{ text: 'winter' }, ['tool']]);
});

test('an option that the tool takes no more is left out, and it is said', () => {
  const { sent, lost } = asFarAsThere(planned('looks', { strength: 0.5, warmth: 2 }), STATE);

  assert.deepEqual([sent.saying.options, lost], [{ strength: 0.5 }, ['option']]);
});

test('without its version the current one is meant, and it is said', () => {
  const { sent, lost } = asFarAsThere(aSent('winter', { version: 7 }), STATE);

  assert.deepEqual([sent.version, lost], [1, ['version']]);
});

test('going back and forth is there without a tool', () => {
  assert.deepEqual(asFarAsThere(planned('undo', {}), STATE).lost, []);
});
