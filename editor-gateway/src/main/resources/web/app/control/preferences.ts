import type { Options } from 'chatbrush-client';
import type { Language, Preferences, Theme } from '../state/state';
import type { ToolSettings } from '../state/tool-settings';

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
    toolOptions: settingsIn(saved.toolOptions),
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

/** What is no value of an option is left out; what its tool takes is looked up when it is used. */
function settingsIn(saved: unknown): ToolSettings {
  const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const kinds = ['string', 'number', 'boolean'];
  const tools = isRecord(saved) ? Object.entries(saved) : [];
  return Object.fromEntries(
    tools.map(([tool, options]) => {
      const all = isRecord(options) ? Object.entries(options) : [];
      const kept = all.filter(([, value]) => kinds.includes(typeof value));
      return [tool, Object.fromEntries(kept) as Options];
    }),
  );
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((candidate) => candidate === value);
}
