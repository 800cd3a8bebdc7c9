import type { Recipe, ToolView } from '../../api/types';
import { titleIn } from '../../i18n/translate';
import type { Language } from '../../state/state';

/**
 * The rows of a recipe's parameters for people: an option's name as its model titles it, anything
 * else as it stands.
 */
export function parameterRows(
  recipe: Recipe,
  tools: readonly ToolView[],
  language: Language,
): readonly (readonly [name: string, value: string])[] {
  const models = tools.find((tool) => tool.tool === recipe.tool)?.models ?? [];
  const own = models.filter((model) => model.name === recipe.model);
  const options = [...own, ...models].flatMap((model) => model.options);
  return Object.entries(recipe.parameters).map(([name, value]) => {
    const title = options.find((option) => option.name === name)?.title;
    return [title ? titleIn(language, title) : name, value];
  });
}
