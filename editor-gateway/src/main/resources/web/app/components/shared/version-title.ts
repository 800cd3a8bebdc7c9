import type { RevisionView } from 'chatbrush-client';
import { titleIn } from '../../i18n/translate';
import type { Translate } from '../../i18n/translate';
import type { Language } from '../../state/state';
import { toolName } from './tool-words';

/** What a version is called: by the words that made it, else by its tool. */
export function versionTitle({ recipe }: RevisionView, language: Language, t: Translate): string {
  if (recipe === null) {
    return t('version.original');
  }
  const { promptOriginal, title, tool } = recipe;
  return (
    promptOriginal ?? (title === null ? toolName(tool, [], language, t) : titleIn(language, title))
  );
}
