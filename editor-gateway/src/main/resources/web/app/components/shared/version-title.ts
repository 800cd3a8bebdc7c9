import type { RevisionView } from '../../api/types';
import { titleIn } from '../../i18n/translate';
import type { Translate } from '../../i18n/translate';
import type { Language } from '../../state/state';

/** What a version is called: by the words that made it, else by its tool. */
export function versionTitle({ recipe }: RevisionView, language: Language, t: Translate): string {
  if (recipe === null) {
    return t('version.original');
  }
  const { promptOriginal, title, tool } = recipe;
  return promptOriginal ?? (title === null ? tool : titleIn(language, title));
}
