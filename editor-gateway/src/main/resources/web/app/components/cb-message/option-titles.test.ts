import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../../i18n/translate';
import { parameterRows } from './option-titles';
import type { Recipe, ToolView } from '../../api/types';

const WARMTH = {
  name: 'warmth',
  type: 'float',
  min: 0,
  max: 2,
  default: '1',
  title: { en: 'Warmth', ko: '따뜻함' },
  allowed: '0 to 2',
} as const;

function aTool(models: readonly unknown[]): ToolView {
  return {
    tool: 'image_transform',
    title: { en: 'Change', ko: '바꾸기' },
    description: '',
    mask: 'optional',
    prompt: 'required',
    models,
  } as unknown as ToolView;
}

function aModel(name: string, options: readonly unknown[]): unknown {
  return { name, version: '1', rank: 1, family: 'f', options };
}

const RECIPE = {
  tool: 'image_transform',
  model: 'looks',
  parameters: { warmth: '1.5', crop: '0,0,8,8' },
} as unknown as Recipe;

test('an option is called as its model titles it, in the language of the page', () => {
  const tools = [aTool([aModel('other', []), aModel('looks', [WARMTH])])];

  assert.deepEqual(parameterRows(RECIPE, tools, 'ko', translator('ko')), [
    ['따뜻함', '1.5'],
    ['작업한 부분', '(0, 0)부터 8 × 8 px'],
  ]);
  assert.deepEqual(parameterRows(RECIPE, tools, 'en', translator('en'))[0], ['Warmth', '1.5']);
});

test('the title of the model that ran wins over that of a better one', () => {
  const other = { ...WARMTH, title: { en: 'Heat', ko: '열' } };
  const tools = [aTool([aModel('better', [other]), aModel('looks', [WARMTH])])];

  assert.deepEqual(parameterRows(RECIPE, tools, 'en', translator('en'))[0], ['Warmth', '1.5']);
});

test('without a catalogue the names stand as they are', () => {
  assert.deepEqual(parameterRows(RECIPE, [], 'en', translator('en'))[0], ['warmth', '1.5']);
});
