import type { Command } from '../../control/commands';
import type { Preferences, Theme } from '../../state/state';
import { known } from '../shared/known';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** The page in the other of its two languages. */
export function otherLanguage({ language }: Preferences): Command {
  return { kind: 'preferences', change: { language: language === 'ko' ? 'en' : 'ko' } };
}

/** The page in the next of its appearances. */
export function otherTheme({ theme }: Preferences): Command {
  const next = known(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length], 'the next theme');
  return { kind: 'preferences', change: { theme: next } };
}
