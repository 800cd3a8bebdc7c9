import type { Recent } from '../state/state';

const KEY = 'chatbrush.recent';
/** As many as fit one row. */
const MOST = 6;

/** Sessions that this browser has opened, the newest first. */
export function recentSessions(): readonly Recent[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter(isRecent).slice(0, MOST) : [];
  } catch (error) {
    console.info('Recent sessions are not read:', error);
    return [];
  }
}

export function rememberRecent(recent: Recent): readonly Recent[] {
  const others = recentSessions().filter(({ id }) => id !== recent.id);
  return save([recent, ...others].slice(0, MOST));
}

/** One that is no longer there. */
export function forgetRecent(id: string): readonly Recent[] {
  return save(recentSessions().filter((recent) => recent.id !== id));
}

export function renameRecent(id: string, name: string): readonly Recent[] {
  return save(recentSessions().map((recent) => (recent.id === id ? { id, name } : recent)));
}

/** Whoever comes next to this browser is to find none. */
export function forgetRecents(): void {
  save([]);
}

function save(recents: readonly Recent[]): readonly Recent[] {
  try {
    localStorage.setItem(KEY, JSON.stringify(recents));
  } catch (error) {
    // Private windows may refuse storage; the list then lasts as long as the page.
    console.info('Recent sessions are not kept:', error);
  }
  return recents;
}

function isRecent(value: unknown): value is Recent {
  const { id, name } = (value ?? {}) as Partial<Recent>;
  return typeof id === 'string' && typeof name === 'string';
}
