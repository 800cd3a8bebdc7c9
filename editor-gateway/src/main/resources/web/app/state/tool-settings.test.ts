import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanStep, ToolOption, ToolView } from 'chatbrush-client';
import { aPlan } from '../testing/fixtures';
import { isSet, optionsOf, planWith, settingsFor, withSetting } from './tool-settings';
import type { ToolSettings } from './tool-settings';

const STRENGTH: ToolOption = { name: 'strength', type: 'float', min: 0, max: 1, default: '1' };
const SPEED: ToolOption = {
  name: 'speed',
  type: 'choice',
  choices: ['fine', 'fast'],
  default: 'fine',
};

function aTool(
  changes: Partial<ToolView> & { readonly options?: readonly ToolOption[] },
): ToolView {
  const { options = [], ...rest } = changes;
  return {
    tool: 'image_transform',
    title: { en: 'Change the look', ko: '분위기 바꾸기' },
    description: '',
    mask: 'optional',
    prompt: 'required',
    models: [{ options }, { options }],
    ...rest,
  } as unknown as ToolView;
}

function aStep(changes: Partial<PlanStep> = {}): PlanStep {
  return {
    tool: 'image_transform',
    prompt: 'make it winter',
    promptOriginal: '겨울로',
    usesMask: false,
    target: 'whole',
    strength: 'normal',
    variations: 1,
    named: null,
    ...changes,
  };
}

const LOOKS = aTool({ options: [STRENGTH, SPEED] });
const ERASE = aTool({ tool: 'object_erase', mask: 'required', prompt: 'none' });

test('an option that several models have is offered once', () => {
  assert.deepEqual(optionsOf(LOOKS), [STRENGTH, SPEED]);
  assert.deepEqual(optionsOf(undefined), []);
});

test('what is set goes with the tools of the plan alone, as far as they still take it', () => {
  const settings = {
    image_transform: { strength: 0.5, speed: 'never', gone: 3 },
    object_erase: { strength: 0.2 },
  };

  assert.deepEqual(settingsFor([aStep()], [LOOKS, ERASE], settings), { strength: 0.5 });
  assert.deepEqual(settingsFor([aStep({ tool: 'object_erase' })], [LOOKS, ERASE], settings), {});
  assert.deepEqual(
    settingsFor([aStep()], [LOOKS], { image_transform: { strength: 7, speed: 'fast' } }),
    { speed: 'fast' },
  );
});

test('a name that two tools of a plan take is set for both alike or for none', () => {
  const paint = aTool({ tool: 'object_paint', options: [STRENGTH] });
  const steps = [aStep(), aStep({ tool: 'object_paint' })];
  const given = (settings: ToolSettings) => settingsFor(steps, [LOOKS, paint], settings);
  const looks = { strength: 0.5, speed: 'fast' };

  assert.deepEqual(given({ image_transform: looks }), { speed: 'fast' });
  assert.deepEqual(given({ object_paint: { strength: 0.5 } }), {});
  assert.deepEqual(given({ image_transform: looks, object_paint: { strength: 0.4 } }), {
    speed: 'fast',
  });
  assert.deepEqual(given({ image_transform: looks, object_paint: { strength: 0.5 } }), looks);
});

test('each tool keeps its own, and what is at its default again is not kept', () => {
  const one = withSetting({ other: { strength: 0.1 } }, 'image_transform', STRENGTH, 0.4);
  assert.deepEqual(one, { other: { strength: 0.1 }, image_transform: { strength: 0.4 } });

  const back = withSetting(one, 'image_transform', STRENGTH, 1);

  assert.deepEqual(back.image_transform, {});
  assert.equal(isSet(back), true);
  assert.equal(isSet({ image_transform: {} }), false);
});

test('the chosen tool takes the place of the planned one, with its words and its place', () => {
  const plan = aPlan({ steps: [aStep({ target: 'subject', usesMask: true })] });

  const meant = planWith(aTool({ tool: 'sketch' }), plan, '겨울로', false);

  assert.deepEqual(meant.steps, [aStep({ tool: 'sketch', target: 'subject', usesMask: true })]);
  assert.equal(planWith(LOOKS, plan, '겨울로', false), plan, 'which says so itself');
});

test('a tool that needs a mask takes what is selected, and is asked for where nothing is', () => {
  const asks = aPlan({ question: 'Where?', waitsForSelection: true });

  const [step] = planWith(ERASE, asks, 'Erase', false).steps;

  assert.deepEqual([step?.target, step?.usesMask, step?.prompt], ['selection', true, '']);
  assert.equal(planWith(LOOKS, asks, 'x', false).steps[0]?.target, 'whole');
  assert.equal(planWith(LOOKS, asks, 'x', true).steps[0]?.target, 'selection');
  assert.equal(planWith(ERASE, asks, 'Erase', false).question, null);
});
