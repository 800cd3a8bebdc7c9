import type { ToolOption, ToolView } from 'chatbrush-client';
import { titleIn } from '../../i18n/translate';
import type { Translate } from '../../i18n/translate';
import { MOVES } from '../../state/retry';
import type { Language } from '../../state/state';

/** What a step of a plan does: as its tool is titled, and never by its code. */
export function toolName(
  tool: string,
  tools: readonly ToolView[],
  language: Language,
  t: Translate,
): string {
  const move = MOVES.find((one) => one === tool);
  if (move !== undefined) {
    return t(`tool.name.${move}`);
  }
  const title = tools.find((one) => one.tool === tool)?.title;
  return title === undefined ? t('tool.gone') : titleIn(language, title);
}

/** What an option is called by the model that has it. */
export function optionName({ name, title }: ToolOption, language: Language): string {
  return title === undefined ? name : titleIn(language, title);
}

/** What one of an option's values is called: a choice by its title, yes and no in words. */
export function valueName(
  { choices = [], choiceTitles = [], type }: ToolOption,
  value: string,
  language: Language,
  t: Translate,
): string {
  const title = choiceTitles[choices.indexOf(value)];
  if (title !== undefined) {
    return titleIn(language, title);
  }
  return type === 'bool' ? t(value === 'true' ? 'value.yes' : 'value.no') : value;
}
