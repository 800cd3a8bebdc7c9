import type { Language, Preferences, Theme } from '../state/state';

const KEY = 'chatbrush.preferences';

/** What was chosen last time, else what the browser says. */
export function loadPreferences(): Preferences {
  const saved = readSaved();
  return {
    language: oneOf<Language>(saved.language, ['ko', 'en']) ?? languageOf(navigator.language),
    theme: oneOf<Theme>(saved.theme, ['system', 'light', 'dark']) ?? 'system',
    letterShortcuts: saved.letterShortcuts !== false,
    eraseOnRelease: saved.eraseOnRelease === true,
    planFirst: saved.planFirst === true,
  };
}

export function savePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch (error) {
    // Private windows may refuse storage; the choice then lasts as long as the page.
    console.info('Preferences are not kept:', error);
  }
}

/** Shows the theme and the language on the document, where styles and screen readers look. */
export function applyPreferences(preferences: Preferences): void {
  const root = document.documentElement;
  root.lang = preferences.language;
  if (preferences.theme === 'system') {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = preferences.theme;
  }
}

export function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

function readSaved(): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    console.info('Preferences are not read:', error);
    return {};
  }
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((candidate) => candidate === value);
}
