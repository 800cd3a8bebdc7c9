import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../../i18n/translate';
import { parameterRows } from './option-titles';
import type { Recipe, ToolView } from 'chatbrush-client';

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

test('what nobody describes any more is a code, and is left out', () => {
  const parameters = { warmth: '1.5', steps: '20', mask_drawn: 'false', 'named.which': 'ALL' };
  const recipe = { ...RECIPE, parameters } as unknown as Recipe;

  assert.deepEqual(parameterRows(recipe, [], 'en', translator('en')), [['Steps', '20']]);
});

test('what was chosen is called by its title, and yes and no in words', () => {
  const choices = ['fine', 'fast'];
  const choiceTitles = [
    { en: 'Fine', ko: '곱게' },
    { en: 'Fast', ko: '빠르게' },
  ];
  const speed = { ...WARMTH, name: 'speed', type: 'choice', choices, choiceTitles };
  const match = { ...WARMTH, name: 'match', type: 'bool' };
  const recipe = { ...RECIPE, parameters: { speed: 'fast', match: 'true' } } as unknown as Recipe;

  const rows = parameterRows(
    recipe,
    [aTool([aModel('looks', [speed, match])])],
    'ko',
    translator('ko'),
  );

  assert.deepEqual(
    rows.map(([, value]) => value),
    ['빠르게', '예'],
  );
});
