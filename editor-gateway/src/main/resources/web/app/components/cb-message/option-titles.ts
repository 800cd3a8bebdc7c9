import type { Recipe, ToolView } from '../../api/types';
import { titleIn } from '../../i18n/translate';
import type { Translate } from '../../i18n/translate';
import type { Language } from '../../state/state';

/** What only programs read, or what other rows say already. */
const LEFT_OUT: readonly string[] = ['mask_drawn', 'output'];

const NAMES = [
  'crop',
  'working_size',
  'mask_grown',
  'feather',
  'strength',
  'steps',
  'guidance_scale',
  'image_guidance_scale',
] as const;

/**
 * The rows of a recipe's parameters for people: an option's name as its model titles it, what the
 * services add in words, anything else as it stands.
 */
export function parameterRows(
  recipe: Recipe,
  tools: readonly ToolView[],
  language: Language,
  t: Translate,
): readonly (readonly [name: string, value: string])[] {
  const models = tools.find((tool) => tool.tool === recipe.tool)?.models ?? [];
  const own = models.filter((model) => model.name === recipe.model);
  const options = [...own, ...models].flatMap((model) => model.options);
  return Object.entries(recipe.parameters)
    .filter(([name]) => !LEFT_OUT.includes(name))
    .map(([name, value]) => {
      const title = options.find((option) => option.name === name)?.title;
      const known = NAMES.find((one) => one === name);
      const words = known === undefined ? name : t(`recipe.${known}`);
      return [title ? titleIn(language, title) : words, told(name, value, t)];
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
