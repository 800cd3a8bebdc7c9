const PLACE = 'chatbrush.back';
const BY_LINK = 'chatbrush.link';

/** Leaves for the page to sign in at, and remembers what was looked at. */
export function signIn(): void {
  keep(PLACE, location.hash);
  const byLink = kept(BY_LINK) === location.hash;
  location.assign(byLink ? '/login?from=link' : '/login?from=page');
}

/** Where one was before, however one has signed in: its address is put where a page begins. */
export function comeBack(): void {
  const place = kept(PLACE);
  keep(PLACE, null);
  if (location.hash === '' && place !== null) {
    history.replaceState(null, '', location.pathname + place);
  }
}

/** What is looked at is there by a link; when it is not any more, that is to be said. */
export function cameByLink(): void {
  keep(BY_LINK, location.hash);
}

function kept(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch (error) {
    console.info('Where one was is not read:', error);
    return null;
  }
}

function keep(key: string, value: string | null): void {
  try {
    if (value === null) {
      sessionStorage.removeItem(key);
    } else {
      sessionStorage.setItem(key, value);
    }
  } catch (error) {
    // Browsers may refuse storage; one then comes back to where everybody begins.
    console.info('Where one was is not kept:', error);
  }
}
