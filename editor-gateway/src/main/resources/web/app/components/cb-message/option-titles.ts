import type { Recipe, ToolOption, ToolView } from 'chatbrush-client';
import type { TextKey } from '../../i18n/en';
import type { Translate } from '../../i18n/translate';
import type { Language } from '../../state/state';
import { optionName, valueName } from '../shared/tool-words';

/** What the services add to a tool's own options; what of that only programs read is left out. */
const NAMES: Readonly<Record<string, TextKey>> = {
  crop: 'recipe.crop',
  working_size: 'recipe.working_size',
  mask_grown: 'recipe.mask_grown',
  feather: 'recipe.feather',
  'named.thing': 'recipe.thing',
  'named.numbers': 'recipe.numbers',
  // Of tools that are gone too.
  strength: 'recipe.strength',
  steps: 'recipe.steps',
  guidance_scale: 'recipe.guidance_scale',
  image_guidance_scale: 'recipe.image_guidance_scale',
};

/**
 * The rows of a recipe's parameters for people: options as their model titles them, what the
 * services add in words. What neither says is a code, which tells people nothing.
 */
export function parameterRows(
  recipe: Recipe,
  tools: readonly ToolView[],
  language: Language,
  t: Translate,
): readonly (readonly [name: string, value: string])[] {
  const models = tools.find((tool) => tool.tool === recipe.tool)?.models ?? [];
  const own = models.filter((model) => model.name === recipe.model);
  const options: readonly ToolOption[] = [...own, ...models].flatMap((model) => model.options);
  return Object.entries(recipe.parameters).flatMap(([name, value]) => {
    const option = options.find((one) => one.name === name);
    if (option !== undefined) {
      return [[optionName(option, language), valueName(option, value, language, t)] as const];
    }
    const key = NAMES[name];
    return key === undefined ? [] : [[t(key), told(name, value, t)] as const];
  });
}

function told(name: string, value: string, t: Translate): string {
  if (name === 'crop') {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = value.split(',').map(Number);
    return t('recipe.cropValue', { x: x0, y: y0, width: x1 - x0, height: y1 - y0 });
  }
  if (name === 'working_size') {
    const [width = '', height = ''] = value.split('x');
    return t('recipe.sizeValue', { width, height });
  }
  return value;
}
