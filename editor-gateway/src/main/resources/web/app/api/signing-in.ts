const PLACE = 'chatbrush.back';
const BY_LINK = 'chatbrush.link';

/** Leaves for the page to sign in at, and remembers what was looked at. */
export function signIn(): void {
  sessionStorage.setItem(PLACE, location.hash);
  const byLink = sessionStorage.getItem(BY_LINK) === location.hash;
  location.assign(byLink ? '/login?from=link' : '/login?from=page');
}

/** Where one was before, however one has signed in: its address is put where a page begins. */
export function comeBack(): void {
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (location.hash === '' && place !== null) {
    history.replaceState(null, '', location.pathname + place);
  }
}

/** What is looked at is there by a link; when it is not any more, that is to be said. */
export function cameByLink(): void {
  sessionStorage.setItem(BY_LINK, location.hash);
}
